"""Exec Summaries of several customers, asked for at once, and how far they are."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_GET, require_http_methods

from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.forms.request_batch import RequestBatchForm
from notes.models import RequestBatch
from notes.permissions import can_request_many
from notes.queries.request_batch import Choice, choice_of, progress_of, requests_in
from notes.services.request_batch import MOST_AT_ONCE, Asked, request_many
from notes.views.chosen_customers import chosen_customers, list_page, refuse_number

NAMED = 5  # names in a sentence


@require_http_methods(["GET", "POST"])
def request_batch_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The form for the customers chosen on the list; with `send`, the asking itself."""
    require(can_request_many(request.user))
    if request.method == "GET":  # the address of the form, opened by itself: nobody is chosen yet
        return redirect("customers:customer-list")
    ids = chosen_customers(request)
    if refusal := refuse_number(request, ids, at_most=MOST_AT_ONCE, to="ask for"):
        return refusal
    choice = choice_of(request.user, ids=ids)
    form = RequestBatchForm(request.POST if "send" in request.POST else None)
    if form.is_valid() and (asked := _ask(request, form, choice)):
        messages.success(request, _said(asked, choice))
        return redirect(asked.batch)
    context: dict[str, Any] = {"form": form, "choice": choice, "back": list_page(request)}
    return render(request, "notes/request_batch_create.html", context, status=422 if form.is_bound else 200)


@require_GET
def request_batch_detail(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    batch = get_object_or_404(RequestBatch.objects.visible_to(request.user).select_related("asked_by"), key=key)
    rows = requests_in(batch, user=request.user)
    return render(
        request, "notes/request_batch_detail.html", {"batch": batch, "rows": rows, "progress": progress_of(rows)}
    )


def _ask(request: AuthenticatedHttpRequest, form: RequestBatchForm, choice: Choice) -> Asked | None:
    customers = [*choice.to_ask, *choice.waiting]
    try:
        return request_many(customers=customers, **form.cleaned_data, by=request.user, now=timezone.now())
    except RuleError as error:
        form.add_rule_error(error)
        return None


def _said(asked: Asked, choice: Choice) -> str:
    said = f"You asked for {asked.count} Exec Summar{'y' if asked.count == 1 else 'ies'}."
    if asked.waiting_count:
        said += f" {_names(choice.waiting) or asked.waiting_count} had an open request of yours already, so not again."
    return said


def _names(customers: Any) -> str:
    names = [customer.name for customer in customers[:NAMED]]
    rest = len(customers) - len(names)
    return get_text_list([*names, f"{rest} more"] if rest else names, "and")
