from typing import Any

from django import forms

from customers.queries.customer_list import FilterChoices
from ftop.lib.forms import InlineForm


class QualityFilterForm(InlineForm):
    """Whose customers are looked at; what does not occur asks for nothing."""

    rm = forms.TypedChoiceField(label="RM", required=False, coerce=int, empty_value=None)
    region = forms.TypedChoiceField(label="Region", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, choices: FilterChoices) -> None:
        super().__init__(data)
        self.fields["rm"].choices = [("", "Anyone"), *choices.rms]  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", "Any"), *choices.regions]  # type: ignore[attr-defined]
        self.is_valid()

    def asked(self) -> dict[str, int | None]:
        return {name: self.cleaned_data.get(name) for name in self.fields}

    @property
    def query(self) -> str:
        """The filter as a query string, with "?" where there is one."""
        kept = "&".join(f"{name}={value}" for name, value in self.asked().items() if value)
        return f"?{kept}" if kept else ""
