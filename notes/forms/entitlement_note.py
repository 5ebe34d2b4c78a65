"""What is said of one or several cells of a customer's grid.

With more than one cell a second step asks "is this true for each?": every cell with a text of its own, to change or to
take out. All of it is one form, so the draft keeps the second step as well.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from customers.models import Tenant
from ftop.lib.forms import CleanTextFormField, EditForm, InlineForm
from ftop.lib.text import clean
from notes.entitlement_starters import STARTERS
from notes.enums import EntitlementState
from notes.forms.note import NoteForm
from notes.forms.note_amend import draft_key_field, why_field
from notes.models import Note
from notes.models.entitlement_status import REASON_LIMIT
from notes.queries.entitlements import Choice
from notes.rendering.entitlement import read
from notes.services.entitlement_note import NEEDS_REASON, Line

STEP = "is_each"  # sent by the second step
TEXT, KEEP = "each-", "keep-"


class ReasonOfStatusField(CleanTextFormField):
    """One or two sentences: the customer's intent, and why."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"rows": 3, "class": "text", "data-paste": "plain", "data-note-text": True}
        super().__init__(
            label="Intent and why",
            widget=forms.Textarea(attrs=attrs),
            error_messages={"required": NEEDS_REASON},
            **kwargs,
        )

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > REASON_LIMIT:
            raise ValidationError(
                f"The reason holds {REASON_LIMIT} characters and this one has {len(value):,}. Your text is kept: "
                "shorten it to one or two sentences."
            )


class _StatusForm(InlineForm):
    reason_limit = REASON_LIMIT

    status = forms.ChoiceField(
        label="Status",
        choices=EntitlementState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the status.", "invalid_choice": "Choose the status from the list."},
    )
    text = ReasonOfStatusField()
    happened_on = NoteForm.base_fields["happened_on"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.fields["happened_on"].label = "As of"

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise ValidationError("The date cannot be in the future.")
        return day

    def starters(self) -> list[tuple[str, str, Sequence[str]]]:
        """Of each status: value, word and beginnings of a sentence."""
        return [(state.value, state.label, STARTERS[state]) for state in EntitlementState]


@dataclass(frozen=True)
class TenantChoices:
    tenant: Tenant
    owned: Sequence[Choice]
    others: Sequence[Choice]  # of which the tenant owns nothing that is recorded


class EntitlementNoteForm(_StatusForm):
    """`choices` are the cells to write about; `is_each` is the second step."""

    key = NoteForm.base_fields["key"]
    cells = forms.MultipleChoiceField(
        label="Workloads",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one workload that this is about.",
            "invalid_choice": "One of the workloads is not offered any more. Look at the list again.",
        },
    )

    def __init__(self, data: QueryDict | None, *, choices: Sequence[Choice], today: date, **initial: object) -> None:
        self.choices = {choice.value: choice for choice in choices}
        if code := initial.pop("workload", ""):  # of the winner tenant, which stands for the customer
            here = [choice for choice in choices if choice.workload.code == code and choice.tenant.is_winner]
            initial["cells"] = [choice.value for choice in here]
        super().__init__(data, today=today, initial={"key": uuid.uuid4(), "happened_on": today, **initial})
        self.fields["cells"].choices = [(value, choice.label) for value, choice in self.choices.items()]  # type: ignore[attr-defined]
        self.is_each = data is not None and STEP in data and "back" not in data
        self.chosen = [value for value in self.choices if value in (self["cells"].value() or ())]
        if self.is_each:
            self.fields["text"].required = False
            for value in self.chosen:
                self._add_each(value)

    def _add_each(self, value: str) -> None:
        text = ReasonOfStatusField(required=False)
        text.label = self.choices[value].label
        # Drawn by the template; a fresh second step begins with the text of the first.
        text.widget.attrs["class"] = "form-control text"
        self.fields[f"{TEXT}{value}"] = text
        self.fields[f"{KEEP}{value}"] = forms.BooleanField(
            label="Yes", required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
        )

    def tenants(self) -> list[TenantChoices]:
        """What is offered, by tenant."""
        groups = groupby(self.choices.values(), key=lambda choice: choice.tenant)
        found = [(tenant, list(choices)) for tenant, choices in groups]
        return [
            TenantChoices(tenant, [c for c in choices if c.is_owned], [c for c in choices if not c.is_owned])
            for tenant, choices in found
        ]

    def each(self) -> list[tuple[Choice, Any, Any]]:
        """Of each chosen cell in the second step: the cell, its text and its tick."""
        return [(self.choices[value], self[f"{TEXT}{value}"], self[f"{KEEP}{value}"]) for value in self.chosen]

    @property
    def status_label(self) -> str:
        return dict(EntitlementState.choices).get(self["status"].value() or "", "")

    def needs_check(self) -> bool:
        """Whether a valid first step is about several cells."""
        return not self.is_each and len(self.chosen) > 1

    def as_each(self) -> "EntitlementNoteForm":
        """The second step: every chosen cell with the text of the first, to be confirmed."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[STEP] = "1"
        for value in self.chosen:
            data[f"{TEXT}{value}"] = self.cleaned_data["text"]
            data[f"{KEEP}{value}"] = "on"
        form = EntitlementNoteForm(data, choices=list(self.choices.values()), today=self.today)
        form.silence()
        return form

    def clean(self) -> None:
        if not self.is_each:
            return
        kept = [value for value in self.chosen if self.cleaned_data.get(f"{KEEP}{value}")]
        if not kept:
            self.add_error("cells", "Nothing is ticked, so nothing would be saved. Tick where it is true.")
        for value in kept:
            if f"{TEXT}{value}" in self.cleaned_data and not self.cleaned_data[f"{TEXT}{value}"]:
                self.add_error(f"{TEXT}{value}", NEEDS_REASON)

    def renew_key(self) -> None:
        """Make the next save of what was posted new notes."""
        self.put(key=uuid.uuid4())

    def service_input(self) -> dict[str, Any]:
        """What `publish_entitlement_notes` takes from a valid form."""
        values = self.cleaned_data
        if self.is_each:
            said = {value: values[f"{TEXT}{value}"] for value in self.chosen if values[f"{KEEP}{value}"]}
        else:
            said = dict.fromkeys(self.chosen, values["text"])
        lines = [
            Line(self.choices[value].tenant, self.choices[value].workload, clean(text)) for value, text in said.items()
        ]
        return {"key": values["key"], "status": values["status"], "happened_on": values["happened_on"], "lines": lines}


class EntitlementNoteAmendForm(_StatusForm, EditForm):
    """Status, reason and date of a published note; its cell stays."""

    key = draft_key_field()
    reason = why_field()

    def __init__(self, data: QueryDict | None, *, note: Note) -> None:
        written_on = note.author.day_of(note.written_at)
        initial = initial_of(note) | {"key": uuid.uuid4()}
        super().__init__(data, initial=initial, today=max(written_on, note.happened_on))

    def values_of(self, note: Note) -> dict[str, Any]:
        """What the note says, in any of its versions, to compare with what is typed."""
        return initial_of(note) | {"reason": ""}

    def service_input(self) -> dict[str, Any]:
        """What `amend_entitlement_note` takes from a valid form."""
        return self.cleaned_data


def initial_of(note: Note) -> dict[str, Any]:
    """An Entitlement Status Note as its form shows it."""
    status, text = read(note.text)
    return {"version": note.version, "status": status, "text": text, "happened_on": note.happened_on}
