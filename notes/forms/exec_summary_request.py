from typing import Any

from django import forms

from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.lib.forms import CleanTextFormField, InlineForm
from notes.enums import RequestFilter

TEXT_LIMIT = 1000


class ExecSummaryRequestForm(InlineForm):
    """What the RM wants to read about, and by when it would help. Nothing of it is required."""

    focus = CleanTextFormField(
        label="Focus",
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3, "data-paste": "plain"}),
        help_text="What you would like to read about, or what it is for: “QBR with the sponsor on 8 December”.",
        error_messages={"max_length": "The focus holds 1,000 characters. Shorten it."},
    )
    helpful_by_on = forms.DateField(
        label="Helpful by",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="A wish, not a deadline: the FM sees the day, and nothing is ever called late.",
        error_messages={"invalid": "Give the day as year-month-day, or choose it."},
    )


class ReasonForm(InlineForm):
    """Why a request ends without a new summary."""

    reason = CleanTextFormField(
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say why a new Exec Summary is not needed.",
            "max_length": "A reason holds 1,000 characters. Shorten it.",
        },
    )

    def __init__(self, *args: Any, label: str, is_required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.required, field.widget.is_required = label, is_required, is_required


class RequestFilterForm(forms.Form):
    """The address of the list of requests. Something unknown in it counts as not given."""

    show = forms.ChoiceField(choices=RequestFilter.choices, required=False)
    before = forms.IntegerField(min_value=1, required=False)

    def shown(self, user: User) -> RequestFilter:
        """What was asked for, or else what this person's role cares about most."""
        self.full_clean()
        if value := self.cleaned_data.get("show"):
            return RequestFilter(value)
        if user.has_role(Role.FM, Role.FTA):
            return RequestFilter.WAITING
        return RequestFilter.MINE if user.has_role(Role.RM) else RequestFilter.ALL
