"""Which licences a tenant owns: the cells of a customer's grid."""

from typing import Any

from django import forms
from django.http import QueryDict

from customers.models import Customer, Tenant
from ftop.lib.forms import BaseForm, EditForm
from notes.models import Entitlement, Workload
from notes.models.entitlement import MOST_SEATS


def seats_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="Seats",
        required=False,
        min_value=0,
        max_value=MOST_SEATS,
        help_text="Empty where it is not known.",
        error_messages={
            "invalid": "Give the seats as a whole number, such as 1200.",
            "min_value": "Seats are 0 or more.",
            "max_value": "Give the seats as a whole number of up to 2,000,000,000.",
        },
    )


class EntitlementForm(BaseForm):
    tenant = forms.ModelChoiceField(queryset=Tenant.objects.none(), error_messages={"required": "Choose the tenant."})
    workload = forms.ModelChoiceField(
        queryset=Workload.objects.none(), error_messages={"required": "Choose the workload."}
    )
    seats = seats_field()

    def __init__(self, data: QueryDict | None = None, *, customer: Customer) -> None:
        super().__init__(data)
        self.fields["tenant"].queryset = customer.tenants.all()  # type: ignore[attr-defined]
        self.fields["workload"].queryset = Workload.objects.active()  # type: ignore[attr-defined]


class EntitlementUpdateForm(EditForm):
    seats = seats_field()

    def __init__(self, data: QueryDict | None = None, *, entitlement: Entitlement) -> None:
        super().__init__(data, initial=initial_of(entitlement))


def initial_of(entitlement: Entitlement) -> dict[str, Any]:
    """The entitlement as its form shows it."""
    return {"seats": entitlement.seats, "version": entitlement.version}
