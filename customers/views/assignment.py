from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from customers.forms.assignment import AssignmentEndForm, AssignmentForm, initial_of
from customers.models import Assignment, Customer
from customers.permissions import can_assign_people
from customers.queries.assignment import still_visible, team_of
from customers.services.assignment import (
    PrimaryTaken,
    assign_person,
    cancel_assignment,
    end_assignment,
    make_primary,
)
from customers.views.loading import visible_assignment, visible_customer
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require


@require_http_methods(["GET", "POST"])
def assignment_list(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    customer = visible_customer(request.user, key)
    require(can_assign_people(request.user, customer))
    form = AssignmentForm(posted(request), today=timezone.localdate())
    if form.is_valid():
        try:
            assigned = assign_person(customer=customer, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"{assigned.person.full_name} is assigned as {assigned.get_role_display()}.")
            return _back(request, customer)
    return _people(request, customer, status=422 if form.errors else 200, form=form)


@require_POST
def assignment_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    assignment = _assignment(request, pk)
    form = AssignmentEndForm(request.POST, assignment=assignment)
    context: dict[str, Any] = {"assignment": assignment, "customer": assignment.customer, "form": form}
    if form.is_valid():
        try:
            end_assignment(assignment=assignment, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion:
            context["conflict"] = conflict_of(form, assignment, shown=initial_of, reader=request.user)
            return render(request, "customers/assignment_end.html", context, status=409)
        else:
            messages.success(request, f"The last day of {assignment.person.full_name} is set. The timeline says so.")
            return _back(request, assignment.customer)
    return render(request, "customers/assignment_end.html", context, status=422)


@require_POST
def assignment_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    assignment = _assignment(request, pk)
    try:
        cancel_assignment(assignment=assignment, by=request.user, now=timezone.now())
    except RuleError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"The assignment of {assignment.person.full_name} was cancelled.")
    return _back(request, assignment.customer)


@require_POST
def assignment_primary(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    assignment = _assignment(request, pk)
    seen = request.POST.get("replacing", "")
    replacing = int(seen) if seen.isdecimal() else None
    try:
        make_primary(assignment=assignment, replacing=replacing, by=request.user, now=timezone.now())
    except PrimaryTaken as taken:
        context = {"assignment": assignment, "customer": assignment.customer, "current": taken.current}
        return render(request, "customers/assignment_primary.html", context, status=409)
    except RuleError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{assignment.person.full_name} is primary now.")
    return _back(request, assignment.customer)


def _assignment(request: AuthenticatedHttpRequest, pk: int) -> Assignment:
    assignment = visible_assignment(request.user, pk)
    require(can_assign_people(request.user, assignment.customer))
    return assignment


def _people(
    request: AuthenticatedHttpRequest, customer: Customer, *, status: int, form: AssignmentForm
) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {"customer": customer, "form": form, "team": team_of(customer, today=today)}
    return render(request, "customers/assignment_list.html", context | {"today": today}, status=status)


def _back(request: AuthenticatedHttpRequest, customer: Customer) -> HttpResponse:
    """To the people page, or to the nearest page still open to somebody who has just given up their own part."""
    seen = still_visible(request.user, customer)
    if seen is None:
        return redirect("customers:customer-list")
    return (
        redirect("customers:assignment-list", key=seen.key) if can_assign_people(request.user, seen) else redirect(seen)
    )
