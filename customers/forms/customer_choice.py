from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict


class _KeysField(forms.Field):
    """The ticked boxes; what is no key of ours counts as not ticked."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        return [key for key in map(_key, value or []) if key]


def _key(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


class CustomerChoiceForm(forms.Form):
    """The customers chosen on the list: the ticked ones, or with `is_all` whatever its address narrows it to.

    `address` is the query of the list, or the path of another page that they were ticked on.
    """

    customer = _KeysField(required=False)
    is_all = forms.BooleanField(required=False)
    address = forms.CharField(required=False)

    def keys(self) -> list[UUID] | None:
        """The ticked customers; None: all that fit. Call `is_valid` first."""
        return None if self.cleaned_data["is_all"] else self.cleaned_data["customer"]

    def list_asked(self) -> QueryDict:
        """The query string of the list, for its own form; nothing of another page."""
        return QueryDict("" if self.other_page() else self.cleaned_data["address"].lstrip("?"))

    def other_page(self) -> str:
        """The path of the page they were ticked on; "" for the list. Whether it is ours is for the view to say."""
        address: str = self.cleaned_data["address"]
        return address if address.startswith("/") else ""
