"""Asking for an Exec Summary and answering: pages of their own, and in place on the customer page (htmx)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from customers.models import Customer
from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, posted, require, wants_fragment
from notes.enums import RequestFilter
from notes.forms.exec_summary_request import ExecSummaryRequestForm, ReasonForm, RequestFilterForm
from notes.models import ExecSummaryRequest
from notes.permissions import (
    can_answer_request,
    can_request_exec_summary,
    can_withdraw_request,
    can_write_exec_summary,
)
from notes.queries.exec_summary_requests import (
    PAGE_SIZE,
    own_open_among,
    own_open_request,
    request_list,
    requests_beside,
)
from notes.services import exec_summary_request as service

WHY_NOT = "Why no new Exec Summary is needed now"


@require_GET
def exec_summary_request_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = RequestFilterForm(request.GET)
    shown = form.shown(request.user)
    rows = request_list(request.user, shown=shown, before=form.cleaned_data.get("before"))
    older = rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None
    context = {"rows": rows[:PAGE_SIZE], "shown": shown, "filters": RequestFilter, "older": older}
    return render(request, "notes/exec_summary_request_list.html", context)


@require_http_methods(["GET", "POST"])
def exec_summary_request_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The form, or the request that is open already: there is one at a time for each customer and RM."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    require(can_request_exec_summary(request.user, customer))
    form = ExecSummaryRequestForm(posted(request))
    if form.is_valid():
        values = form.cleaned_data
        try:
            service.request_exec_summary(customer=customer, **values, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, "You asked for an Exec Summary. Here you read when it was seen and answered.")
            return redirect(customer)
    context = {"customer": customer, "form": form, "waiting": own_open_request(customer, user=request.user)}
    status = 422 if form.is_bound else 200
    return render(request, "notes/exec_summary_request_create.html", context, status=status)


@require_POST
def exec_summary_request_see(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Mark as seen: by the page itself once somebody looks at it, or by the plain button."""
    item = _visible_request(request, key)
    require(can_answer_request(request.user, item))
    service.mark_seen(requests=[item], by=request.user, now=timezone.now())
    return HttpResponse(status=204) if wants_fragment(request) else redirect(item.customer)


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def exec_summary_request_decline(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Answer "not needed"."""
    item = _visible_request(request, key)
    require(can_answer_request(request.user, item))
    form = ReasonForm(posted(request), label=WHY_NOT, is_required=True)
    if form.is_valid():
        try:
            service.answer_not_needed(request=item, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            return _after(request, item, f"{item.requested_by} reads that no new Exec Summary is needed, and why.")
    return _form(request, item, "decline", form)


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def exec_summary_request_withdraw(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    item = _visible_request(request, key)
    require(can_withdraw_request(request.user, item))
    form = ReasonForm(posted(request), label="Why", is_required=False)
    if form.is_valid():
        try:
            service.withdraw_request(request=item, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            return _after(request, item, f"Your request for {item.customer} is withdrawn.")
    return _form(request, item, "withdraw", form)


def _visible_request(request: AuthenticatedHttpRequest, key: UUID) -> ExecSummaryRequest:
    rows = ExecSummaryRequest.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("customer", "requested_by", "seen_by", "ended_by"), key=key)


def _box(request: AuthenticatedHttpRequest, customer: Customer) -> dict[str, Any]:
    can = {
        "write_summary": can_write_exec_summary(request.user, customer),
        "request_summary": can_request_exec_summary(request.user, customer),
    }
    requests = requests_beside(customer, user=request.user)
    own = own_open_among(requests, user=request.user)
    return {"customer": customer, "requests": requests, "own_request": own, "can": can}


def _form(request: AuthenticatedHttpRequest, item: ExecSummaryRequest, verb: str, form: ReasonForm) -> HttpResponse:
    context: dict[str, Any] = {"item": item, "form": form}
    status = 422 if form.is_bound else 200
    if wants_fragment(request):
        context |= _box(request, item.customer)
        # Somebody else ended it meanwhile: the sentence and what was typed need a place of their own.
        context["is_gone"] = all(item != row or row.ended_at for row in context["requests"])
        return render(request, "notes/_exec_summary_requests.html", context, status=status)
    return render(request, f"notes/exec_summary_request_{verb}.html", context, status=status)


def _after(request: AuthenticatedHttpRequest, item: ExecSummaryRequest, sentence: str) -> HttpResponse:
    """Say what was done: in place on the customer page for htmx, on the customer page itself otherwise."""
    messages.success(request, sentence)
    if wants_fragment(request):
        return render(request, "notes/_exec_summary_requests_changed.html", _box(request, item.customer))
    return redirect(item.customer)
