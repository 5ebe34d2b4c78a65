from typing import Any

from django import forms
from django.db.models import Q

from ftop.accounts.enums import PersonState, Role
from ftop.accounts.forms.time_zone import TimeZoneField
from ftop.accounts.models import Region, User
from ftop.accounts.queries.person import PersonFilter
from ftop.accounts.services.person import FIELDS
from ftop.lib.forms import BaseForm, CleanTextFormField, EditForm
from ftop.lib.text import clean


class CleanEmailFormField(forms.EmailField):
    """An e-mail address, cleaned first, in small letters as it is stored."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "").lower()


class PersonForm(BaseForm):
    fields: dict[str, Any]
    full_name = CleanTextFormField(
        label="Name",
        max_length=150,
        error_messages={
            "required": "Give the person's name.",
            "max_length": "A name holds %(limit_value)d characters. Shorten it.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = CleanEmailFormField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it, and mails go there.",
        error_messages={
            "required": "Give the person's e-mail address.",
            "invalid": "Give the whole e-mail address, such as name@example.com.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Somebody with several roles has the sum of their rights.",
        error_messages={"required": "Choose at least one role.", "invalid_choice": "Choose the roles from the list."},
    )
    region = forms.ModelChoiceField(
        label="Region",
        queryset=Region.objects.none(),
        required=False,
        empty_label="Across regions",
        error_messages={"invalid_choice": "This region is no longer there. Choose one from the list."},
    )
    manager = forms.ModelChoiceField(
        label="Manager",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody",
        help_text="The Regional Manager of an FM.",
        error_messages={"invalid_choice": "Choose a Regional Manager from the list, or nobody."},
    )

    def __init__(self, *args: Any, person: User | None = None, by: User, **kwargs: Any) -> None:
        """`person` is who is edited; None for somebody new, who starts in the zone of the one who adds them."""
        super().__init__(*args, initial=initial_of(person) if person else {"time_zone": by.time_zone}, **kwargs)
        self.fields["time_zone"] = TimeZoneField(stored=person.time_zone if person else "")
        self.fields["region"].queryset = Region.objects.all()
        # A manager who has meanwhile left or changed roles stays until somebody chooses another.
        chosen = Q(pk=person.manager_id) if person else Q()
        managers = User.objects.filter(Q(is_active=True, roles__contains=[Role.RM]) | chosen)
        self.fields["manager"].queryset = managers


class PersonUpdateForm(EditForm, PersonForm):
    is_active = forms.BooleanField(
        label="Works here",
        required=False,
        help_text="Without the tick they cannot sign in. Everything they wrote stays.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*PersonForm.base_fields, "time_zone", "is_active", "version"])


class PersonFilterForm(BaseForm):
    """The list's search and filters; a value that is not in the list narrows nothing."""

    q = CleanTextFormField(label="Name or e-mail address", required=False, max_length=200)
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "Every role"), *Role.choices])
    state = forms.ChoiceField(label="Show", required=False, choices=PersonState.choices)

    def narrowed(self) -> PersonFilter:
        """Return what was asked for; call `is_valid` first."""
        return PersonFilter(
            search=self.cleaned_data.get("q", ""),
            role=self.cleaned_data.get("role", ""),
            state=self.cleaned_data.get("state", "") or PersonState.ACTIVE,
        )


def initial_of(person: User) -> dict[str, Any]:
    """The person as the form shows them."""
    return {name: getattr(person, name) for name in (*FIELDS, "version")}
