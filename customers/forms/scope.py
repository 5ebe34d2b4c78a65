from typing import Any
from urllib.parse import urlencode

from django import forms

from customers.queries.customer_list import CustomerFilter, FilterChoices
from ftop.lib.forms import InlineForm


class ScopeForm(InlineForm):
    """Whose customers a page is about, by the names of the customer list; what does not occur asks for nothing."""

    region = forms.TypedChoiceField(label="Region", required=False, coerce=int, empty_value=None)
    rm = forms.TypedChoiceField(label="RM", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, choices: FilterChoices) -> None:
        super().__init__(data)
        offered = {
            "region": [("", "Any"), *choices.regions],
            "rm": [("", "Anyone"), *choices.rms],
            "fm": [("", "Anyone"), *choices.fms],
            "priority": [("", "Any"), *choices.priorities],
        }
        for name in self.fields.keys() & offered.keys():
            self.fields[name].choices = offered[name]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What is asked for, by the names of the address."""
        self.is_valid()
        return {name: value for name in self.fields if (value := self.cleaned_data.get(name))}

    def filter(self) -> CustomerFilter:
        return CustomerFilter(**self.asked())

    def words(self) -> list[str]:
        """What is asked for, as people say it."""
        chosen = ((self.fields[name], value) for name, value in self.asked().items())
        return [f"{field.label}: {dict(field.choices)[value]}" for field, value in chosen]  # type: ignore[attr-defined]

    @property
    def query(self) -> str:
        """The filter as a query string, with "?" where there is one."""
        return f"?{urlencode(asked)}" if (asked := self.asked()) else ""
