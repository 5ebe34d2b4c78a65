from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url

from customers.forms.customer_list import CustomerFilterForm
from customers.models import Customer
from customers.permissions import can_create_customer
from customers.queries.customer_list import SORTS, customers_for, filter_choices
from customers.queries.customer_visit import with_new_since
from ftop.accounts.enums import CustomerColumn, Role
from ftop.accounts.models import User
from ftop.lib.forms import ColumnForm
from ftop.lib.http import AuthenticatedHttpRequest, wants_fragment
from notes.queries.customer_counts import with_counts, with_new_notes, with_own_request
from notes.queries.worth import with_hints, with_worth

PAGE_SIZE = 50


@dataclass(frozen=True)
class Heading:
    """A column. Pressing one that sorts leads to `address`; `direction` is "" where the list is sorted otherwise."""

    column: str
    label: str
    address: str
    direction: str


@require_GET
@vary_on_headers("HX-Request")
def customer_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    choices, columns = filter_choices(request.user), _columns(request.user)
    form = CustomerFilterForm(request.GET, choices=choices)
    asked = form.filter() if form.is_valid() else None
    customers = customers_for(request.user, asked=asked) if asked else Customer.objects.none()
    customers = with_own_request(with_counts(customers, timezone.localdate()), request.user)
    customers = with_new_notes(with_new_since(customers, request.user, now=timezone.now()), request.user)
    page = Paginator(with_worth(customers, request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = with_hints(page.object_list)
    context: dict[str, Any] = {
        "form": form,
        "columns": columns,
        "column_form": ColumnForm(choices=CustomerColumn.choices, initial={"columns": list(columns)}),
        "filter": asked,
        "today": timezone.localdate(),
        "choices": choices,
        "page": page,
        "headings": _headings(form, asked.sort if asked else "", shown=columns),
        "previous": form.address(page=page.number - 1) if page.has_previous() else "",
        "next": form.address(page=page.number + 1) if page.has_next() else "",
        "can_create_customer": can_create_customer(request.user),
        "can_request": request.user.has_role(Role.RM),
    }
    return _answer(request, context, address=form.address(page=page.number if page.number > 1 else ""))


def _columns(user: User) -> dict[str, str]:
    """The columns that this person has chosen with their heads, in the order of the list."""
    return {value: label for value, label in CustomerColumn.choices if value in user.customer_columns}


def _answer(request: AuthenticatedHttpRequest, context: dict[str, Any], *, address: str) -> HttpResponse:
    # Going back in the browser asks through htmx too, and needs the whole page.
    if not wants_fragment(request):
        return render(request, "customers/customer_list.html", context)
    # Typing in the filter replaces the address, or going back would step through every letter.
    is_filtering = request.htmx.trigger == "customer-filter"
    tell = replace_url if is_filtering else push_url
    # The address without the empty fields that the form sends along.
    return tell(render(request, "customers/_customer_table.html", context), request.path + address.rstrip("?"))


def _headings(form: CustomerFilterForm, sort: str, *, shown: Mapping[str, str]) -> list[Heading]:
    """The name and the chosen columns. Pressing the one it is sorted by turns the order round."""
    headings = []
    for column, label in {"name": "Customer", **shown}.items():
        direction = {column: "ascending", f"-{column}": "descending"}.get(sort, "")
        address = form.address(sort=f"-{column}" if direction == "ascending" else column) if column in SORTS else ""
        headings.append(Heading(column, label, address, direction))
    return headings
