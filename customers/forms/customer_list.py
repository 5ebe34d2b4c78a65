from typing import Any
from urllib.parse import urlencode

from django import forms

from customers.queries.customer_list import SORTS, CustomerFilter, FilterChoices
from ftop.lib.forms import BaseForm, CleanTextFormField


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
        if not choices.has_archived and not self.data.get("archived"):
            del self.fields["archived"]
        for name, field in self.fields.items():
            is_choice = name in offered or name == "enterprise"
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

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
            is_with_archived=asked.get("archived", False),
            sort=asked.get("sort") or "name",
        )

    def address(self, **changed: object) -> str:
        """Return the query string that leads here, with some values changed; empty values are left out."""
        asked = {name: self.data.get(name, "") for name in self.fields} | changed
        if asked["sort"] == "name":
            asked["sort"] = ""
        return "?" + urlencode({name: value for name, value in asked.items() if value})
