"""The composer: the note itself, its next actions and, where it is escalated, its risks, as one form."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.forms import RESUME, CleanTextFormField, InlineForm
from ftop.lib.text import clean
from notes.forms.error_list import FormError, errors_of
from notes.forms.next_action import NextActionFormSet
from notes.forms.risk import RiskForm
from notes.models import Risk
from notes.models.note import OVERALL_TEXT_LIMIT

NO_ACTION_REASONS = (
    "Information only",
    "Waiting for the customer",
    "Waiting for the account team",
    "Customer is on hold",
    "Covered by an open next action",
)
NEEDS_ACTION = "Add the next action, or say why there is none."
NOT_BOTH = "There are next actions and a reason for having none. Clear one of the two."
NEEDS_RISK = "An escalated note needs an entry in the Risks box: tick an open one or write a new one."
NEEDS_ESCALATED = "You wrote a new risk, but the note is not marked escalated. Mark it, or clear the risk."


class NoteForm(InlineForm):
    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "The form did not come through whole. Your text is kept: please save again."},
    )
    text = CleanTextFormField(
        label="Note",
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "class": "text",
                "placeholder": "What happened with the customer?",
                "data-note-text": True,
                "data-paste": "markdown",
            }
        ),
        error_messages={"required": "Write what happened before you save."},
    )
    happened_on = forms.DateField(
        label="Date of the call",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Give the date of the call.",
            "invalid": "Give the date as year-month-day, or choose it.",
        },
    )
    no_action_reason = CleanTextFormField(
        label="No next action, because",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": "no-action-reasons", "autocomplete": "off"}),
        error_messages={"max_length": "A reason holds 500 characters. Shorten it."},
    )
    is_escalated = forms.BooleanField(label="Escalated", required=False)
    mentioned_risks = forms.TypedMultipleChoiceField(
        label="Open risks it is about",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "A risk you ticked was closed in the meantime. Look at the open ones again."},
    )

    def __init__(self, *args: Any, today: date, open_risks: Sequence[Risk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.fields["mentioned_risks"].choices = lambda: [(risk.pk, risk.title) for risk in open_risks]  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > OVERALL_TEXT_LIMIT:
            raise ValidationError(
                f"A note holds {OVERALL_TEXT_LIMIT:,} characters and this one has {len(text):,}. Your text is kept: "
                "shorten it, or save it as two notes."
            )
        return text

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise ValidationError("The date of the call cannot be in the future.")
        return day


class Composer:
    """The three forms of a note. `data` is what was posted, None for a fresh one.

    `open_risks` may be lazy: they are looked at where the form is shown or one of them was ticked.

    With `is_checked` False the posted values are shown again without a word about what is missing: for another row,
    and for the preview.
    """

    def __init__(
        self,
        *,
        author: User,
        today: date,
        open_risks: Sequence[Risk],
        data: QueryDict | None = None,
        is_checked: bool = True,
    ) -> None:
        self.data = data
        self.open_risks = open_risks
        self.is_checked = is_checked and RESUME not in (data or {})
        self.reasons = NO_ACTION_REASONS
        self.text_limit = OVERALL_TEXT_LIMIT
        initial = {"key": uuid.uuid4(), "happened_on": today}
        self.note = NoteForm(data, initial=initial, today=today, open_risks=open_risks)
        self.actions = NextActionFormSet(data, prefix="actions", author=author)
        # Not required by the browser: it counts only when somebody writes into it.
        self.new_risk = RiskForm(data, prefix="risk", use_required_attribute=False)
        if data is not None and not self.is_checked:
            for form in (self.note, self.new_risk, *self.actions.forms):
                form.silence()
        elif data is not None and not self.new_risk.has_typed():
            self.new_risk.silence()

    @classmethod
    def with_another_row(cls, *, data: QueryDict, author: User, **context: Any) -> "Composer":
        """The same form as posted, with one more row for a next action, the author's own as every fresh one."""
        rows = data.copy()
        posted = rows.get("actions-TOTAL_FORMS", "")
        total = int(posted) if posted.isdecimal() and len(posted) < 4 else 0
        rows["actions-TOTAL_FORMS"] = str(total + 1)
        rows[f"actions-{total}-owner"] = author.full_name
        return cls(data=rows, author=author, is_checked=False, **context)

    @property
    def is_fresh(self) -> bool:
        """Whether nothing was typed yet: of its rows only the author's name is not the same for everybody."""
        return self.data is None

    def typed_text(self) -> str:
        """The text as it stands in the form, for the preview; what is beyond the limit is not drawn."""
        return clean(self.note["text"].value() or "")[:OVERALL_TEXT_LIMIT]

    def renew_key(self) -> None:
        """Make the next save of the posted text a note of its own."""
        renewed = QueryDict(mutable=True) if self.data is None else self.data.copy()
        renewed["key"] = str(uuid.uuid4())
        self.note.data = renewed

    def is_valid(self) -> bool:
        if not self.is_checked:
            return False
        forms_hold = all([self.note.is_valid(), self.actions.is_valid()])
        return self._risks_hold() and self._actions_hold() and forms_hold

    def values(self) -> dict[str, Any]:
        """The arguments of `publish_overall_note`, of a valid composer."""
        values = self.note.cleaned_data
        ticked = set(values.pop("mentioned_risks")) if values["is_escalated"] else set()
        return {
            "key": values["key"],
            "text": values["text"],
            "happened_on": values["happened_on"],
            "no_action_reason": values["no_action_reason"],
            "is_escalated": values["is_escalated"],
            "actions": self.actions.inputs(),
            "mentioned_risks": [risk for risk in self.open_risks if risk.pk in ticked] if ticked else [],
            "new_risks": [self.new_risk.risk_input()] if self.new_risk.has_typed() else [],
        }

    def add_rule_error(self, error: RuleError) -> None:
        self.note.add_rule_error(error)

    def errors(self) -> list[FormError]:
        """All errors in the order of the page, for the summary on top."""
        if not self.note.is_bound or not self.is_checked:
            return []
        return errors_of(self.note, *self.actions.forms, self.new_risk) + [
            FormError("actions", str(message)) for message in self.actions.non_form_errors()
        ]

    def _is_escalated(self) -> bool:
        return bool(self.note.is_bound and self.note["is_escalated"].value())

    def _risks_hold(self) -> bool:
        if not self._is_escalated():
            if self.new_risk["title"].value():
                self.note.add_error("is_escalated", NEEDS_ESCALATED)
            return not self.note.has_error("is_escalated")
        if self.new_risk.has_typed():
            return self.new_risk.is_valid()
        if not self.note.cleaned_data.get("mentioned_risks") and not self.note.has_error("mentioned_risks"):
            self.note.add_error("is_escalated", NEEDS_RISK)
        return not self.note.has_error("is_escalated")

    def _actions_hold(self) -> bool:
        has_reason = bool(self.note.cleaned_data.get("no_action_reason"))
        has_rows = any(form.has_changed() for form in self.actions.forms)
        if has_rows == has_reason and not self.note.has_error("no_action_reason"):
            self.note.add_error("no_action_reason", NOT_BOTH if has_rows else NEEDS_ACTION)
        return not self.note.has_error("no_action_reason")
