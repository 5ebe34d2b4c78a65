from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy

from customers.enums import AssignmentRole
from customers.models import Assignment
from customers.queries.assignment import person_meant
from customers.services.assignment import PrimaryTaken
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.forms import BaseForm, CleanTextFormField, EditForm

NOT_A_DAY = "Give the day as a date, such as 2026-03-31."


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def colleague(text: str, *, role: str) -> User:
    """The colleague with this role whom a name or an address means. Raises ValidationError."""
    match = person_meant(text, role=role)
    if match.is_ambiguous:
        raise forms.ValidationError("Several colleagues have this name. Give the e-mail address instead.")
    if match.person is None:
        meant = f" Did you mean {' or '.join(match.similar)}?" if match.similar else ""
        label = AssignmentRole(role).label
        raise forms.ValidationError(f"No colleague with the role {label} has this name or address.{meant}")
    return match.person


class AssignmentForm(BaseForm):
    """Cleans `person` to a colleague.

    `is_replacing` is shown once it is known that somebody is primary already, with their assignment as `replacing`.
    """

    role = forms.ChoiceField(
        label="As",
        choices=AssignmentRole.choices,
        error_messages={"required": "Choose the role.", "invalid_choice": "Choose the role from the list."},
    )
    person = CleanTextFormField(
        label="Colleague",
        max_length=254,
        help_text="Full name or e-mail address of somebody who has the role.",
        error_messages={"required": "Give the name or the e-mail address of a colleague."},
        widget=forms.TextInput(
            attrs={
                "list": "assignable",
                "autocomplete": "off",
                "data-options-url": reverse_lazy("accounts:person-options"),
                "data-options-with": "role",
            }
        ),
    )
    starts_on = forms.DateField(
        label="First day",
        widget=DayInput,
        error_messages={"required": "Give the first day.", "invalid": NOT_A_DAY},
    )
    ends_on = forms.DateField(
        label="Last day",
        required=False,
        widget=DayInput,
        help_text="Only for a cover. Empty: until further notice.",
        error_messages={"invalid": NOT_A_DAY},
    )
    is_primary = forms.BooleanField(
        label="Primary",
        required=False,
        help_text="One per role. The first FM, FTA and RM become it by themselves.",
    )
    is_replacing = forms.BooleanField(label="Yes, replace the primary person", required=False)
    replacing = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, initial={"role": AssignmentRole.FM, "starts_on": today}, **kwargs)

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        if not asked.pop("is_replacing", False):
            asked["replacing"] = None
        if asked.get("role") and asked.get("person"):
            try:
                asked["person"] = colleague(asked["person"], role=asked["role"])
            except forms.ValidationError as error:
                self.add_error("person", error)
        return asked

    def add_rule_error(self, error: RuleError) -> None:
        """Ask about the person who is primary now; a tick given for somebody else before does not count."""
        if isinstance(error, PrimaryTaken):
            self.put(is_replacing=False, replacing=error.current.pk)
        super().add_rule_error(error)


class AssignmentEndForm(EditForm):
    ends_on = forms.DateField(
        label="Last day",
        widget=DayInput,
        error_messages={"required": "Give the last day.", "invalid": NOT_A_DAY},
    )

    def __init__(self, data: QueryDict | None = None, *, assignment: Assignment) -> None:
        super().__init__(data, initial=initial_of(assignment))


def initial_of(assignment: Assignment) -> dict[str, Any]:
    """What may be changed of an assignment, as the form shows it."""
    return {"ends_on": assignment.ends_on, "version": assignment.version}
