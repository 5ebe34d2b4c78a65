from typing import Any
from urllib.parse import urlencode

from django import forms

from customers.enums import DeploymentProgress, EngagementStatus, Segment
from customers.queries.customer_list import AGE_WORDS, NONE, SORTS, CustomerFilter, FilterChoices
from ftop.lib.forms import BaseForm, CleanTextFormField

_OF_THE_PORTFOLIO = ("segment", "engagement", "deployment", "as_of", "note_age", "summary_age")


class CustomerFilterForm(BaseForm):
    """The list's search, filters and order as they stand in the address.

    A value that does not occur among the customers a person sees is an error: showing all of them instead would tell
    whoever opens a shared link something wrong.
    """

    q = CleanTextFormField(label="Name or TPID", required=False, max_length=200)
    fm = forms.TypedChoiceField(label="FM", required=False, coerce=int, empty_value=None)
    rm = forms.TypedChoiceField(label="RM", required=False, coerce=int, empty_value=None)
    priority = forms.ChoiceField(label="Priority", required=False)
    region = forms.TypedChoiceField(label="Region", required=False, coerce=int, empty_value=None)
    enterprise = forms.ChoiceField(
        label="Enterprise note",
        required=False,
        choices=[("", "Any"), ("due", "Due or overdue"), ("overdue", "Overdue, or none yet")],
    )
    segment = forms.ChoiceField(required=False, choices=[("", "Any"), *Segment.choices])
    engagement = forms.ChoiceField(
        label="Engagement", required=False, choices=[("", "Any"), *EngagementStatus.choices, (NONE, "No summary yet")]
    )
    deployment = forms.ChoiceField(
        label="Deployment", required=False, choices=[("", "Any"), *DeploymentProgress.choices, (NONE, "No summary yet")]
    )
    as_of = forms.DateField(
        label="At the end of",
        required=False,
        input_formats=["%Y-%m"],
        widget=forms.DateInput({"type": "month"}, format="%Y-%m"),
        error_messages={"invalid": "This is no month. Write it as 2026-03."},
    )
    note_age = forms.ChoiceField(label="Last note", required=False, choices=[("", "Any"), *AGE_WORDS.items()])
    summary_age = forms.ChoiceField(label="Exec Summary", required=False, choices=[("", "Any"), *AGE_WORDS.items()])
    archived = forms.BooleanField(label="Archived too", required=False)
    sort = forms.ChoiceField(required=False, choices=[(sort, sort) for sort in SORTS])

    def __init__(self, *args: Any, choices: FilterChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[Any]] = {
            "fm": [("", "Anyone"), *choices.fms],
            "rm": [("", "Anyone"), *choices.rms],
            "priority": [("", "Any"), *choices.priorities],
            "region": [("", "Any"), *choices.regions],
        }
        for name, values in offered.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
            # One value narrows nothing; a field in use stays, so that it can be taken back.
            if len(values) <= 2 and not self.data.get(name):
                del self.fields[name]
        if not choices.has_health_owner and not self.data.get("enterprise"):
            del self.fields["enterprise"]
        # What the portfolio leads here with stands in the form then; it would be too much for everybody.
        for name in _OF_THE_PORTFOLIO:
            if not self.data.get(name):
                del self.fields[name]
        if not choices.has_archived and not self.data.get("archived"):
            del self.fields["archived"]
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

    def of_the_portfolio(self) -> list[tuple[str, forms.BoundField]]:
        """The fields that are there only where they are in use."""
        return [(name, self[name]) for name in _OF_THE_PORTFOLIO if name in self.fields]

    def filter(self) -> CustomerFilter:
        """Return what was asked for; call `is_valid` first."""
        asked = self.cleaned_data
        return CustomerFilter(
            search=asked.get("q", ""),
            fm=asked.get("fm"),
            rm=asked.get("rm"),
            priority=asked.get("priority", ""),
            region=asked.get("region"),
            enterprise=asked.get("enterprise", ""),
            **{name: asked[name] for name in _OF_THE_PORTFOLIO if asked.get(name)},
            is_with_archived=asked.get("archived", False),
            sort=asked.get("sort") or "name",
        )

    def address(self, **changed: object) -> str:
        """Return the query string that leads here, with some values changed; empty values are left out."""
        asked = {name: self.data.get(name, "") for name in self.fields} | changed
        if asked["sort"] == "name":
            asked["sort"] = ""
        return "?" + urlencode({name: value for name, value in asked.items() if value})
