"""The owner of a next action or a risk, typed in one field: a colleague, or somebody without an account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from ftop.accounts.models import User
from ftop.lib.forms import CleanTextFormField
from ftop.lib.text import fold
from notes.queries.owners import AmbiguousOwner, Owner, owners_named

OWNER_LIMIT = 150
AMBIGUOUS = "Several colleagues have this name. Give the e-mail address instead."


class OwnerInput(forms.TextInput):
    """Offers colleagues while typing; the page holds one <datalist id="people"> for all such fields."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        defaults = {
            "list": "people",
            "autocomplete": "off",
            "data-options-url": reverse_lazy("accounts:person-options"),
            "placeholder": "Colleague, or a name",
        }
        super().__init__(defaults | (attrs or {}))


class OwnerNameField(CleanTextFormField):
    """The name as typed; who is meant is asked later, for several fields at once."""

    widget = OwnerInput
    default_error_messages = {"max_length": "An owner's name holds 150 characters. Shorten it."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": OWNER_LIMIT, "label": "Owner"} | kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class OwnerField(OwnerNameField):
    """Cleans to an `Owner`; one query. `known` is who owns it now: their name alone means them, whoever shares it."""

    known: User | None = None

    def clean(self, value: Any) -> Owner:
        name = super().clean(value)
        if self.known and fold(name) == self.known.full_name_folded:
            return Owner(self.known)
        owner = owners_named([name]).get(name, Owner())
        if isinstance(owner, AmbiguousOwner):
            raise ValidationError(AMBIGUOUS, code="ambiguous")
        return owner
