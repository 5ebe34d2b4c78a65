from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy

from customers.enums import AssignmentRole
from customers.forms.assignment import NOT_A_DAY, AssignmentEndForm, DayInput, colleague
from customers.models import Assignment
from ftop.accounts.models import User
from ftop.lib.forms import BaseForm, CleanTextFormField
from notes.models import ExecSummaryRequest
from notes.queries.hand_over import OpenWork
from notes.services.hand_over import HandedOn

OPTIONS = {
    "list": "successors",
    "autocomplete": "off",
    "placeholder": "Colleague’s name or e-mail address",
    "data-options-url": reverse_lazy("accounts:person-options"),
}


def _successor_field(*, required: bool) -> CleanTextFormField:
    return CleanTextFormField(
        label="Who takes over",
        required=required,
        max_length=200,
        widget=forms.TextInput(attrs=OPTIONS),
        error_messages={"required": "Say who takes over."},
    )


def _asked(request: ExecSummaryRequest) -> str:
    return f"Exec Summary for {request.requested_by}{f': {request.focus}' if request.focus else ''}"


class HandOverForm(AssignmentEndForm):
    """The last day, who takes over, and what goes along: everything is ticked to begin with."""

    successor = _successor_field(required=False)
    actions = forms.TypedMultipleChoiceField(
        label="Next actions", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    risks = forms.TypedMultipleChoiceField(
        label="Risks", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    requests = forms.TypedMultipleChoiceField(
        label="Requests", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict | None = None, *, assignment: Assignment, work: OpenWork, today: date) -> None:
        super().__init__(data, assignment=assignment)
        self.role = assignment.role
        self.fields["successor"].help_text = (
            f"Starts today as {AssignmentRole(self.role).label}{', and as primary' if assignment.is_primary else ''}. "
            "Empty: nobody does yet, and what is open stays as it is."
        )
        self.initial["ends_on"] = assignment.ends_on or today
        # A risk that is closed meanwhile goes nowhere; that is for the service to leave out.
        offered = {
            "actions": [(action.pk, f"{action.text} ({action.due_on:%-d %b %Y})") for action in work.actions],
            "risks": [(risk.pk, risk.title) for risk in work.risks],
            "requests": [(ask.pk, _asked(ask)) for ask in work.requests],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.initial[name] = [value for value, _ in choices]
            if not choices:
                del self.fields[name]

    def clean_successor(self) -> User | None:
        text = self.cleaned_data["successor"]
        return colleague(text, role=self.role) if text else None

    def values(self) -> dict[str, Any]:
        """The arguments of `hand_over`, of a valid form."""
        said = self.cleaned_data
        handed_on = HandedOn(*(said.get(name, []) for name in ("actions", "risks", "requests")))
        return {name: said[name] for name in ("version", "ends_on", "successor")} | {"handed_on": handed_on}


class HandOverAllForm(BaseForm):
    """All the customers of somebody who leaves, to one successor; ticks can be taken away."""

    ends_on = forms.DateField(
        label="Last day",
        widget=DayInput,
        error_messages={"required": "Give the last day.", "invalid": NOT_A_DAY},
    )
    successor = _successor_field(required=True)
    assignments = forms.TypedMultipleChoiceField(
        label="Customers",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one customer.",
            "invalid_choice": "One of the assignments has ended meanwhile. Look at the list again.",
        },
    )

    def __init__(self, data: QueryDict | None = None, *, held: list[Assignment], today: date) -> None:
        choices = [(a.pk, f"{a.customer}, {a.get_role_display()}{', primary' * a.is_primary}") for a in held]
        super().__init__(data, initial={"ends_on": today, "assignments": [value for value, _ in choices]})
        self.fields["assignments"].choices = choices  # type: ignore[attr-defined]
        self.fields[
            "successor"
        ].help_text = (
            "Starts today with each customer in the same role, and gets the open next actions, risks and requests."
        )
        self.held = held

    def clean_successor(self) -> User:
        """Whether they have each role is for the service to say."""
        return colleague(self.cleaned_data["successor"], role=self.held[0].role if self.held else "")

    def chosen(self) -> list[Assignment]:
        ticked = set(self.cleaned_data["assignments"])
        return [assignment for assignment in self.held if assignment.pk in ticked]
