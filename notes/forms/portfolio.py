from django import forms

from customers.enums import Segment
from customers.forms.scope import ScopeForm
from customers.queries.customer_list import AGES, NONE
from ftop.lib.forms import CleanTextFormField
from notes.enums import EntitlementState, RequestState, RiskKind, Severity
from notes.queries.portfolio_rows import ASKED, Behind


class PortfolioFilterForm(ScopeForm):
    fm = forms.TypedChoiceField(label="FM", required=False, coerce=int, empty_value=None)
    segment = forms.ChoiceField(label="Segment", required=False, choices=[("", "Any"), *Segment.choices])
    priority = forms.ChoiceField(label="Priority", required=False)


class BehindForm(forms.Form):
    """What a number of the portfolio counts; something unknown asks for nothing."""

    kind = forms.ChoiceField(required=False, choices=RiskKind.choices)
    severity = forms.ChoiceField(required=False, choices=Severity.choices)
    age = forms.ChoiceField(required=False, choices=[(age, age) for age in AGES])
    owner = CleanTextFormField(required=False, max_length=200)
    workload = CleanTextFormField(required=False, max_length=20)
    status = forms.ChoiceField(required=False, choices=[*EntitlementState.choices, (NONE, NONE)])
    state = forms.ChoiceField(required=False, choices=[*RequestState.choices, (ASKED, ASKED)])
    month = forms.DateField(required=False, input_formats=["%Y-%m"])

    def behind(self) -> Behind:
        self.full_clean()
        return Behind(**{name: value for name, value in self.cleaned_data.items() if value})


class PageForm(forms.Form):
    """Where a page of rows begins, and what it is sorted by."""

    start = forms.IntegerField(required=False, min_value=0, max_value=100_000)
    sort = forms.CharField(required=False)  # an unknown one sorts as ever

    def place(self) -> int:
        self.full_clean()
        return self.cleaned_data.get("start") or 0

    def sorted_by(self) -> str:
        self.full_clean()
        return self.cleaned_data.get("sort") or ""
