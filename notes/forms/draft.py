import re
from uuid import UUID

from django import forms
from django.http import QueryDict

from notes.enums import NoteKind
from notes.exec_summary_spec import SECTION_BY_FIELD
from notes.models.draft import Fields
from notes.services.draft import TEXTS, Typed

# What travels with a form and is not its content.
_BESIDE = {"csrfmiddlewaretoken", "written_by"}
_PREFIX = "draft"


class DraftSaveForm(forms.Form):
    """What a page says about the form it keeps; the form's own fields stand beside it and are not checked.

    `customer`, `kind` and `amends`, the note whose words are changed, count at the first save only: with version 0.
    """

    customer = forms.UUIDField()
    amends = forms.UUIDField(required=False)
    kind = forms.ChoiceField(choices=NoteKind.choices)
    version = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    token = forms.UUIDField()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, prefix=_PREFIX)

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
        return Typed(key, NoteKind(values["kind"]), fields, values["version"], values["token"])


def readable_fields(fields: Fields) -> list[tuple[str, str]]:
    """What a person wrote in a form, with a label for each text, for reading where the form itself is closed."""
    return [(label, value) for name, value in fields if value.strip() and (label := _label_of(name))]


def _label_of(name: str) -> str:
    """How the field is called on the page; "" for what is no text of a person."""
    if name in SECTION_BY_FIELD:
        return SECTION_BY_FIELD[name].heading if name in TEXTS else ""
    if name.startswith("workload_"):
        return name.removeprefix("workload_")
    row = re.fullmatch(r"(actions|risk|new_risks)-(?:\d+-)?(text|title|response)", name)
    if row:
        return "Next action" if row[1] == "actions" else f"Risk, {row[2]}"
    return {"text": "Note", "no_action_reason": "No next action, because"}.get(name, "")
