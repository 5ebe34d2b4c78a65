from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet

from ftop.accounts.models import User
from ftop.lib.forms import CleanTextFormField, InlineForm
from ftop.lib.text import clean, fold
from notes.forms.owner import AMBIGUOUS, OwnerInput, OwnerNameField
from notes.models.next_action import ACTION_TEXT_LIMIT
from notes.queries.owners import AmbiguousOwner, Owner, owners_named
from notes.services.inputs import ActionInput

MOST_ACTIONS = 20


class NextActionForm(InlineForm):
    """One row: what, until when, by whom. A row without text, date and a name of its own is no action."""

    text = CleanTextFormField(
        label="Next action",
        max_length=ACTION_TEXT_LIMIT,
        widget=forms.TextInput(attrs={"placeholder": "What happens next", "aria-label": "Next action"}),
        error_messages={
            "required": "Say what is to be done.",
            "max_length": "A next action holds %(limit_value)d characters and this one has %(show_value)d. Shorten it.",
        },
    )
    due_on = forms.DateField(
        label="Date",
        widget=forms.DateInput(attrs={"type": "date", "aria-label": "Date"}, format="%Y-%m-%d"),
        error_messages={"required": "Give the date.", "invalid": "Give the date as year-month-day, or choose it."},
    )
    owner = OwnerNameField(
        widget=OwnerInput(attrs={"aria-label": "Owner"}), error_messages={"required": "Say who does it."}
    )

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"owner": author.full_name} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.author = author

    def has_changed(self) -> bool:
        """The author's name stands in every empty row, so it alone is nothing typed."""
        text, due_on, owner = (clean(self[name].value() or "") for name in ("text", "due_on", "owner"))
        return bool(text or due_on or (owner and fold(owner) != fold(self.author.full_name)))

    def meant(self, found: dict[str, Owner | AmbiguousOwner]) -> Owner:
        """Who is meant by the name in this row; raise ValidationError where several are."""
        name = self.cleaned_data["owner"]
        owner = found[name]
        if not isinstance(owner, AmbiguousOwner):
            return owner
        if fold(name) == fold(self.author.full_name):
            return Owner(self.author)
        raise ValidationError(AMBIGUOUS, code="ambiguous")


class NextActionFormSet(BaseFormSet):
    form = NextActionForm
    extra, min_num, max_num, absolute_max = 1, 0, MOST_ACTIONS, 2 * MOST_ACTIONS
    validate_min, validate_max = False, True
    # A row is taken away by emptying it.
    can_order = can_delete = can_delete_extra = False
    renderer = None
    default_error_messages = {
        "missing_management_form": "The next actions did not come through whole. They are kept: please save again.",
        "too_many_forms": f"A note holds {MOST_ACTIONS} next actions. Move some to a note of their own.",
    }

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        kwargs["form_kwargs"] = {"author": author}
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        """Find all owners with one query."""
        rows = [form for form in self.forms if (form.cleaned_data or {}).get("owner")]
        found = owners_named(form.cleaned_data["owner"] for form in rows)
        for form in rows:
            try:
                form.cleaned_data["owner"] = form.meant(found)
            except ValidationError as error:
                form.add_error("owner", error)

    def inputs(self) -> list[ActionInput]:
        """The actions of a valid formset; empty rows are none."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return [
            ActionInput(text=row["text"], due_on=row["due_on"], owner=row["owner"].person, owner_name=row["owner"].name)
            for row in rows
        ]


class PostponeForm(InlineForm):
    """Another date for an open action; `seen` is the one that the form was opened with."""

    seen = forms.DateField(widget=forms.HiddenInput)
    due_on = forms.DateField(
        label="New date",
        widget=forms.DateInput(attrs={"type": "date", "class": "w-short"}, format="%Y-%m-%d"),
        error_messages={"required": "Give the date.", "invalid": "Give the date as year-month-day, or choose it."},
    )


class OutcomeForm(InlineForm):
    """How a next action ended; may stay empty."""

    outcome = CleanTextFormField(
        required=False,
        max_length=ACTION_TEXT_LIMIT,
        error_messages={"max_length": "An outcome holds 500 characters. Shorten it."},
    )
