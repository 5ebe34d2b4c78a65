"""One request alone: its steps, its thread, and what either side can do about it; and all requests of a customer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes import permissions
from notes.forms.exec_summary_request import ConfirmForm
from notes.forms.message import RequestMessageForm
from notes.models import ExecSummaryRequest
from notes.queries.exec_summary_requests import messages_of, requests_of, visible_request
from notes.services.exec_summary_request import confirm_still_true, remind
from notes.services.request_message import write_message


@require_GET
def exec_summary_request_detail(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    return _page(request, _visible(request, key))


@require_GET
def exec_summary_request_history(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """All requests about a customer, the ended ones too."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    context = {
        "customer": customer,
        "rows": requests_of(customer),
        "can_request": permissions.can_request_exec_summary(request.user, customer),
    }
    return render(request, "notes/exec_summary_request_history.html", context)


@require_POST
def exec_summary_request_confirm(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Answer that the newest Exec Summary is still true."""
    item = _visible(request, key)
    require(permissions.can_answer_request(request.user, item))
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            confirm_still_true(request=item, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"{item.requested_by} reads that the last Exec Summary is still true.")
            return redirect(item)
    return _page(request, item, status=422, confirm_form=form)


@require_POST
def exec_summary_request_remind(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    item = _visible(request, key)
    require(permissions.can_remind(request.user, item))
    try:
        remind(request=item, by=request.user, now=timezone.now())
    except RuleError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, f"The FM of {item.customer} is reminded, once: it stands on their Home.")
    return redirect(item)


@require_POST
def request_message_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The FM's side asks back, or who asked replies."""
    item = _visible(request, key)
    require(permissions.can_write_message(request.user, item))
    form = _message_form(request.user, item, request.POST)
    if form.is_valid():
        try:
            write_message(request=item, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            whom = "The FM" if item.requested_by_id == request.user.pk else item.requested_by
            messages.success(request, f"{whom} reads it on Home.")
            return redirect(item)
    return _page(request, item, status=422, message_form=form)


def _visible(request: AuthenticatedHttpRequest, key: UUID) -> ExecSummaryRequest:
    if item := visible_request(request.user, key):
        return item
    raise Http404


def _message_form(user: User, item: ExecSummaryRequest, data: QueryDict | None = None) -> RequestMessageForm:
    return RequestMessageForm(data, label="Reply" if item.requested_by_id == user.pk else f"Ask {item.requested_by}")


def _page(
    request: AuthenticatedHttpRequest, item: ExecSummaryRequest, *, status: int = 200, **forms: Any
) -> HttpResponse:
    user, is_open = request.user, item.ended_at is None
    can = {
        "answer": is_open and permissions.can_answer_request(user, item),
        "withdraw": is_open and permissions.can_withdraw_request(user, item),
        "remind": item.remindable_at is not None and permissions.can_remind(user, item),
    }
    if is_open and permissions.can_write_message(user, item):
        forms.setdefault("message_form", _message_form(user, item))
    context = {"item": item, "customer": item.customer, "thread": messages_of(item), "can": can, **forms}
    return render(request, "notes/exec_summary_request_detail.html", context, status=status)
