from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from customers.forms.assignment import AssignmentForm, initial_of
from customers.models import Assignment, Customer
from customers.permissions import can_assign_people
from customers.queries.assignment import still_visible, team_of
from customers.services.assignment import (
    PrimaryTaken,
    assign_person,
    cancel_assignment,
    make_primary,
)
from customers.views.loading import visible_assignment, visible_customer
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require, return_address
from notes.forms.hand_over import HandOverForm
from notes.queries.hand_over import open_work
from notes.services.hand_over import hand_over


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


@require_http_methods(["GET", "POST"])
def assignment_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The last day, who takes over, and what of the open work goes along."""
    assignment, now = _assignment(request, pk), timezone.now()
    work = open_work(assignment.person, assignment.customer, role=assignment.role)
    form = HandOverForm(posted(request), assignment=assignment, work=work, today=request.user.day_of(now))
    context: dict[str, Any] = {"assignment": assignment, "customer": assignment.customer, "form": form}
    if form.is_valid():
        try:
            hand_over(assignment=assignment, **form.values(), by=request.user, now=now)
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion:
            context["conflict"] = conflict_of(form, assignment, shown=initial_of, reader=request.user)
            return render(request, "customers/assignment_end.html", context, status=409)
        else:
            messages.success(request, f"The last day of {assignment.person.full_name} is set. The timeline says so.")
            return _back(request, assignment.customer)
    return render(request, "customers/assignment_end.html", context, status=422 if form.is_bound else 200)


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
    """To the list it was opened from, to the people page, or to the nearest page still open to somebody who has just
    given up their own part."""
    if address := return_address(request):
        return redirect(address)
    seen = still_visible(request.user, customer)
    if seen is None:
        return redirect("customers:customer-list")
    return (
        redirect("customers:assignment-list", key=seen.key) if can_assign_people(request.user, seen) else redirect(seen)
    )
