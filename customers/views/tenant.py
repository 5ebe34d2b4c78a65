from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from customers.forms.tenant import TenantForm, TenantUpdateForm, initial_of
from customers.models import Tenant
from customers.permissions import can_edit_tenants
from customers.services.tenant import add_tenant, make_winner, update_tenant
from customers.views.loading import visible_customer, visible_tenant
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require, return_address


@require_http_methods(["GET", "POST"])
def tenant_list(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    customer = visible_customer(request.user, key)
    require(can_edit_tenants(request.user, customer))
    form = TenantForm(posted(request))
    if form.is_valid():
        try:
            tenant = add_tenant(customer=customer, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            what = " as the winner tenant" if tenant.is_winner else ""
            messages.success(request, f"{tenant.name} was added{what}.")
            return redirect("customers:tenant-list", key=customer.key)
    tenants = list(customer.tenants.all())
    context = {"customer": customer, "form": form, "tenants": tenants, "has_winner": any(t.is_winner for t in tenants)}
    return render(request, "customers/tenant_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def tenant_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    tenant = _tenant(request, pk)
    form = TenantUpdateForm(posted(request), tenant=tenant)
    context: dict[str, Any] = {"customer": tenant.customer, "tenant": tenant, "form": form}
    if form.is_valid():
        try:
            update_tenant(tenant=tenant, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion:
            context["conflict"] = conflict_of(form, tenant, shown=initial_of, reader=request.user)
            return render(request, "customers/tenant_update.html", context, status=409)
        else:
            messages.success(request, f"{tenant.name} was saved.")
            return redirect("customers:tenant-list", key=tenant.customer.key)
    return render(request, "customers/tenant_update.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def tenant_winner(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """What it means to change the winner, and the change."""
    tenant = _tenant(request, pk)
    if request.method == "GET":
        before = tenant.customer.tenants.filter(is_winner=True).first()
        context = {"tenant": tenant, "customer": tenant.customer, "before": before}
        return render(request, "customers/tenant_winner.html", context)
    make_winner(tenant=tenant, by=request.user, now=timezone.now())
    messages.success(request, f"{tenant.name} is the winner tenant now. The timeline says so.")
    return redirect(return_address(request) or reverse("customers:tenant-list", args=[tenant.customer.key]))


def _tenant(request: AuthenticatedHttpRequest, pk: int) -> Tenant:
    tenant = visible_tenant(request.user, pk)
    require(can_edit_tenants(request.user, tenant.customer))
    return tenant
