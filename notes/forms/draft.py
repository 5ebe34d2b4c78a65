import re
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from ftop.accounts.kept_post import FIELD as WRITTEN_BY
from notes.enterprise_spec import SECTION_BY_FIELD as ENTERPRISE_SECTIONS
from notes.enterprise_spec import TEXT_SECTIONS as ENTERPRISE_TEXTS
from notes.enums import NoteKind
from notes.exec_summary_spec import SECTION_BY_FIELD, WORKLOAD_PREFIX
from notes.models.draft import Fields
from notes.services.draft import TEXTS, Typed

# What travels with a form and is not its content.
_BESIDE = {"csrfmiddlewaretoken", WRITTEN_BY}
_PREFIX = "draft"
_OTHER_TEXTS = {
    "text": "Note",
    "no_action_reason": "No next action, because",
    "pasted_text": "Pasted text",
    "not_placed": "Not placed",
    "left_out": "Left out",
}
MOST_UNANSWERED = 20  # keeper.js names no more


class DraftSaveForm(forms.Form):
    """What a page says about the form it keeps; the form's own fields stand beside it and are not checked.

    `customer`, `kind` and `amends`, the note whose words are changed, count at the first save only: with version 0.
    """

    customer = forms.UUIDField()
    amends = forms.UUIDField(required=False)
    kind = forms.ChoiceField(choices=NoteKind.choices)
    version = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    token = forms.UUIDField()
    after = forms.CharField(required=False, max_length=40 * MOST_UNANSWERED)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, prefix=_PREFIX)

    def clean_after(self) -> list[UUID]:
        """The tokens of the sendings that were not answered, with blanks between them."""
        try:
            return [UUID(token) for token in self.cleaned_data["after"].split()]
        except ValueError as error:
            raise ValidationError("These are no tokens.") from error

    def typed(self, key: UUID) -> Typed:
        """The save that a valid form asks for, with the content of the form that is kept, in its order."""
        data: QueryDict = self.data  # type: ignore[assignment]
        fields = [
            (name, str(value))
            for name, values in data.lists()
            if name not in _BESIDE and not name.startswith(f"{_PREFIX}-")
            for value in values
        ]
        values = self.cleaned_data
        return Typed(key, NoteKind(values["kind"]), fields, values["version"], values["token"], values["after"])


def readable_fields(fields: Fields) -> list[tuple[str, str]]:
    """What a person wrote in a form, with a label for each text, for reading where the form itself is closed."""
    return [(label, value) for name, value in fields if value.strip() and (label := _label_of(name))]


def _label_of(name: str) -> str:
    """How the field is called on the page; "" for what is no text of a person."""
    if name in SECTION_BY_FIELD:
        return SECTION_BY_FIELD[name].heading if name in TEXTS else ""
    if name.startswith(WORKLOAD_PREFIX):
        return name.removeprefix(WORKLOAD_PREFIX)
    if name in ENTERPRISE_SECTIONS:
        return ENTERPRISE_SECTIONS[name].heading if ENTERPRISE_SECTIONS[name] in ENTERPRISE_TEXTS else ""
    if activity := re.fullmatch(r"activity-([A-Z]+)-\w+", name):
        return f"Current activities, {activity[1]}"
    if name.startswith("each-"):
        return f"Entitlement {name.rpartition('-')[2]}"
    row = re.fullmatch(r"(actions|risk|new_risks)-(?:\d+-)?(text|title|response)", name)
    if row:
        return "Next action" if row[1] == "actions" else f"Risk, {row[2]}"
    return _OTHER_TEXTS.get(name, "")
