from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from customers.forms.customer import ArchiveForm, CustomerCreateForm, CustomerUpdateForm, RestoreForm, initial_of
from customers.permissions import can_archive_customer, can_create_customer, can_edit_customer
from customers.services.customer import archive_customer, create_customer, restore_customer, update_customer
from customers.views.loading import visible_customer
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require


@require_http_methods(["GET", "POST"])
def customer_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_create_customer(request.user))
    form = CustomerCreateForm(posted(request))
    if form.is_valid():
        try:
            customer = create_customer(**form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"{customer.name} was added. Next, assign the people who work with it.")
            return redirect("customers:assignment-list", key=customer.key)
    return render(request, "customers/customer_create.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def customer_update(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    customer = visible_customer(request.user, key)
    require(can_edit_customer(request.user, customer))
    form = CustomerUpdateForm(posted(request), customer=customer)
    context: dict[str, Any] = {"form": form, "customer": customer}
    if form.is_valid():
        try:
            update_customer(customer=customer, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion:
            context["conflict"] = conflict_of(form, customer, shown=initial_of, reader=request.user)
            return render(request, "customers/customer_update.html", context, status=409)
        else:
            messages.success(request, f"{customer.name} was saved.")
            return redirect(customer)
    return render(request, "customers/customer_update.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def customer_archive(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    customer = visible_customer(request.user, key)
    require(can_archive_customer(request.user, customer))
    form = ArchiveForm(posted(request))
    if form.is_valid():
        archive_customer(customer=customer, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"{customer.name} was archived. It stays readable, and you can bring it back.")
        return redirect(customer)
    context = {"form": form, "customer": customer}
    return render(request, "customers/customer_archive.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def customer_restore(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    customer = visible_customer(request.user, key)
    require(can_archive_customer(request.user, customer))
    form = RestoreForm(posted(request))
    if form.is_valid():
        restore_customer(customer=customer, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"{customer.name} is back in the lists.")
        return redirect(customer)
    context = {"form": form, "customer": customer}
    return render(request, "customers/customer_restore.html", context, status=422 if form.errors else 200)
