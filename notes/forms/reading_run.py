from collections.abc import Collection
from uuid import UUID

from django import forms
from django.http import QueryDict

MOST_CHOSEN = 100  # an address holds 4,000 characters with every server, and a key is 32 of them


class ReadingRunForm(forms.Form):
    """The address of a run, beside the filters of the list: where one stands, and whom it is made of if not those."""

    at = forms.UUIDField(required=False)
    batch = forms.UUIDField(required=False)
    only = forms.CharField(required=False)

    def clean_only(self) -> list[UUID]:
        try:
            return [UUID(hex=key) for key in self.cleaned_data["only"].split(".") if key]
        except ValueError as error:
            raise forms.ValidationError("Not a list of customers.") from error

    def query(self) -> QueryDict:
        """The address of the run without the place in it: what every link of the run carries."""
        query = QueryDict(mutable=True)
        for name, value in self.data.items():
            if value and name != "at":
                query[name] = str(value)
        return query


def only_of(keys: Collection[UUID]) -> str:
    """How `only` names customers."""
    return ".".join(key.hex for key in keys)
