from typing import Any

from django import forms

from customers.enums import Segment
from customers.queries.customer_list import CustomerFilter, FilterChoices
from ftop.lib.forms import CleanTextFormField, InlineForm
from notes.enums import RiskKind, Severity


class PortfolioFilterForm(InlineForm):
    """Whose customers are counted; what does not occur asks for nothing. The names are those of the customer list."""

    region = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    rm = forms.TypedChoiceField(label="RM", required=False, coerce=int, empty_value=None)
    fm = forms.TypedChoiceField(label="FM", required=False, coerce=int, empty_value=None)
    segment = forms.ChoiceField(required=False, choices=[("", "Any"), *Segment.choices])
    priority = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, choices: FilterChoices) -> None:
        super().__init__(data)
        offered = {
            "region": [("", "Any"), *choices.regions],
            "rm": [("", "Anyone"), *choices.rms],
            "fm": [("", "Anyone"), *choices.fms],
            "priority": [("", "Any"), *choices.priorities],
        }
        for name, values in offered.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        self.is_valid()

    def query(self) -> dict[str, Any]:
        """The filter by the names of the address."""
        return {name: value for name in self.fields if (value := self.cleaned_data.get(name))}

    def filter(self) -> CustomerFilter:
        return CustomerFilter(**self.query())


class BehindForm(forms.Form):
    """What a number of the portfolio counts; something unknown asks for nothing."""

    kind = forms.ChoiceField(required=False, choices=RiskKind.choices)
    severity = forms.ChoiceField(required=False, choices=Severity.choices)
    owner = CleanTextFormField(required=False, max_length=200)
    start = forms.IntegerField(required=False, min_value=0, max_value=100_000)

    def asked(self, name: str) -> Any:
        self.full_clean()
        return self.cleaned_data.get(name) or ("" if name != "start" else 0)
