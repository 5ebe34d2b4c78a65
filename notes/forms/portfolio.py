from typing import Any

from django import forms

from customers.enums import Segment
from customers.forms.scope import ScopeForm
from ftop.lib.forms import CleanTextFormField
from notes.enums import RiskKind, Severity


class PortfolioFilterForm(ScopeForm):
    fm = forms.TypedChoiceField(label="FM", required=False, coerce=int, empty_value=None)
    segment = forms.ChoiceField(required=False, choices=[("", "Any"), *Segment.choices])
    priority = forms.ChoiceField(required=False)


class BehindForm(forms.Form):
    """What a number of the portfolio counts; something unknown asks for nothing."""

    kind = forms.ChoiceField(required=False, choices=RiskKind.choices)
    severity = forms.ChoiceField(required=False, choices=Severity.choices)
    owner = CleanTextFormField(required=False, max_length=200)
    start = forms.IntegerField(required=False, min_value=0, max_value=100_000)

    def asked(self, name: str) -> Any:
        self.full_clean()
        return self.cleaned_data.get(name) or ("" if name != "start" else 0)
