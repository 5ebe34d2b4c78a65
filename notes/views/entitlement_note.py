"""Writing Entitlement Status Notes; amending them is in `note_amend`, as for all kinds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from customers.models import Customer
from customers.views.loading import visible_customer
from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.enums import NoteKind
from notes.forms.entitlement_note import EntitlementNoteForm
from notes.models import Note
from notes.permissions import can_write_entitlement_note
from notes.queries.draft import draft_to_continue
from notes.queries.entitlements import choices_for
from notes.services.entitlement_note import publish_entitlement_notes
from notes.services.publishing import AlreadyPublished, KeyTaken


@require_http_methods(["GET", "POST"])
def entitlement_note_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The form; with several workloads ticked a second step asks whether it is true for each."""
    customer = visible_customer(request.user, key)
    require(can_write_entitlement_note(request.user, customer))
    if request.method == "GET":
        return _opened(request, customer)
    form = _form(request, customer, request.POST)
    if "back" in request.POST:
        form.silence()
        return _page(request, customer, form)
    if not form.is_valid():
        return _page(request, customer, form, status=422 if form.errors else 200)
    if form.needs_check():
        return _page(request, customer, form.as_each())
    return _publish(request, customer, form)


def _opened(request: AuthenticatedHttpRequest, customer: Customer) -> HttpResponse:
    """An empty form, one that the address says the cell, the status or the words of, or the draft that it names."""
    name = request.GET.get("draft", "")
    draft = draft_to_continue(request.user, customer, kind=NoteKind.ENTITLEMENT, key=name) if name else None
    if draft is None:
        asked = {"cells": request.GET.getlist("cell"), "status": request.GET.get("status", "")}
        asked |= {"workload": request.GET.get("workload", ""), "text": request.GET.get("text", "")}
        return _page(request, customer, _form(request, customer, None, **asked))
    if not draft.is_open:
        return redirect(draft)
    form = _form(request, customer, draft.as_form_data())
    form.silence()
    return _page(request, customer, form, draft=draft)


def _form(
    request: AuthenticatedHttpRequest, customer: Customer, data: QueryDict | None, **initial: object
) -> EntitlementNoteForm:
    today = request.user.day_of(timezone.now())
    return EntitlementNoteForm(data, choices=choices_for(customer), today=today, **initial)


def _publish(request: AuthenticatedHttpRequest, customer: Customer, form: EntitlementNoteForm) -> HttpResponse:
    values = form.service_input()
    try:
        notes = publish_entitlement_notes(customer=customer, **values, by=request.user, now=timezone.now())
    except AlreadyPublished as refusal:
        form.renew_key()
        return _page(request, customer, form, status=409, saved_before=refusal.note)
    except RuleError as error:
        if isinstance(error, KeyTaken):
            form.renew_key()
        form.add_rule_error(error)
        return _page(request, customer, form, status=422)
    messages.success(request, _said(notes))
    return redirect("notes:entitlement-list", key=customer.key) if len(notes) > 1 else redirect(customer)


def _said(notes: list[Note]) -> str:
    if len(notes) > 1:
        return f"{len(notes)} Entitlement Status Notes saved, one for each workload."
    return "Entitlement Status Note saved. Its status is the current one of the workload."


def _page(
    request: AuthenticatedHttpRequest,
    customer: Customer,
    form: EntitlementNoteForm,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    context |= {"customer": customer, "form": form}
    return render(request, "notes/entitlement_note_create.html", context, status=status)
