from typing import Any

from django import forms
from django.http import QueryDict

from customers.enums import Priority
from customers.models import Customer
from customers.models.priority_change import REASON_LIMIT
from ftop.lib.forms import BaseForm, CleanTextFormField


class PriorityForm(BaseForm):
    """`seen` is the priority on the page when the person decided."""

    to = forms.ChoiceField(
        label="New priority",
        choices=Priority.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the new priority.", "invalid_choice": "Choose the priority from the list."},
    )
    reason = CleanTextFormField(
        label="Why",
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands on the timeline, for everybody who reads this customer.",
        error_messages={
            "required": "Say why the priority changes. The reason stands on the timeline.",
            "max_length": "A reason holds %(limit_value)d characters; this one has %(show_value)d. Shorten it.",
        },
    )
    seen = forms.ChoiceField(choices=Priority.choices, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, customer: Customer, **kwargs: Any) -> None:
        super().__init__(data, initial={"seen": customer.priority}, **kwargs)
