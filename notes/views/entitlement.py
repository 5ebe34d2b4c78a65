"""The grid of a customer's entitlements, the story of one cell, and what administrators keep of it."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from customers.views.loading import visible_customer
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require, wants_fragment
from notes.forms.entitlement import EntitlementForm, EntitlementUpdateForm, initial_of
from notes.models import Entitlement
from notes.permissions import can_edit_entitlements, can_write_entitlement_note
from notes.queries.entitlements import entitlements_for_detail, grid_of, notes_of
from notes.services.entitlement import add_entitlement, delete_entitlement, update_entitlement


@require_GET
@vary_on_headers("HX-Request")
def entitlement_list(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The grid, on its own page or in its place on the customer's."""
    customer = visible_customer(request.user, key)
    context = {
        "customer": customer,
        "grid": grid_of(customer),
        "can_edit": can_edit_entitlements(request.user, customer),
        "can_write": can_write_entitlement_note(request.user, customer),
        "is_fragment": wants_fragment(request),
    }
    template = "notes/_entitlement_grid.html" if context["is_fragment"] else "notes/entitlement_list.html"
    return render(request, template, context)


@require_GET
def entitlement_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Everything that was said of one workload of one tenant."""
    entitlement = get_object_or_404(entitlements_for_detail(request.user), pk=pk)
    customer = entitlement.tenant.customer
    context = {
        "entitlement": entitlement,
        "customer": customer,
        "notes": notes_of(entitlement, user=request.user),
        "can_edit": can_edit_entitlements(request.user, customer),
        "can_write": can_write_entitlement_note(request.user, customer),
    }
    return render(request, "notes/entitlement_detail.html", context)


@require_http_methods(["GET", "POST"])
def entitlement_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    customer = visible_customer(request.user, key)
    require(can_edit_entitlements(request.user, customer))
    form = EntitlementForm(posted(request), customer=customer)
    if form.is_valid():
        try:
            entitlement = add_entitlement(**form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"{entitlement} was added.")
            return redirect("notes:entitlement-list", key=customer.key)
    context = {"customer": customer, "form": form}
    return render(request, "notes/entitlement_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def entitlement_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Correct the seats."""
    entitlement = _editable(request, pk)
    form = EntitlementUpdateForm(posted(request), entitlement=entitlement)
    context: dict[str, Any] = {"customer": entitlement.tenant.customer, "entitlement": entitlement, "form": form}
    if form.is_valid():
        try:
            update_entitlement(entitlement=entitlement, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion as error:
            current = cast("Entitlement", error.current)
            context["conflict"] = conflict_of(form, current, shown=initial_of, reader=request.user)
            return render(request, "notes/entitlement_update.html", context, status=409)
        else:
            messages.success(request, f"The seats of {entitlement} were saved.")
            return redirect(entitlement)
    return render(request, "notes/entitlement_update.html", context, status=422 if form.errors else 200)


@require_POST
def entitlement_delete(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    entitlement = _editable(request, pk)
    try:
        delete_entitlement(entitlement=entitlement, by=request.user, now=timezone.now())
    except RuleError as error:
        messages.error(request, error.message)
        return redirect(entitlement)
    messages.success(request, f"{entitlement} was taken out of the grid.")
    return redirect("notes:entitlement-list", key=entitlement.tenant.customer.key)


def _editable(request: AuthenticatedHttpRequest, pk: int) -> Entitlement:
    entitlement = get_object_or_404(entitlements_for_detail(request.user), pk=pk)
    require(can_edit_entitlements(request.user, entitlement.tenant.customer))
    return entitlement
