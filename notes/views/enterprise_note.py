"""Writing Enterprise Status Notes; amending them is in `note_amend`, as for all kinds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from customers.models import Customer
from customers.permissions import can_edit_tenants
from customers.queries.customer_detail import customers_for_detail
from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.enums import NoteKind
from notes.forms.enterprise_note import EnterpriseNoteForm
from notes.permissions import can_write_enterprise_note
from notes.queries.draft import draft_to_continue
from notes.queries.risks import open_risks
from notes.services.enterprise_note import publish_enterprise_note
from notes.services.publishing import AlreadyPublished, KeyTaken


@require_http_methods(["GET", "POST"])
def enterprise_note_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    customer: Customer = get_object_or_404(customers_for_detail(request.user), key=key)
    require(can_write_enterprise_note(request.user, customer))
    if request.method == "GET":
        return _opened(request, customer)
    form = _form(request, customer, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422 if form.errors or form.new_risks.errors else 200)
    try:
        note = publish_enterprise_note(customer=customer, **form.service_input(), by=request.user, now=timezone.now())
    except AlreadyPublished as refusal:
        form.renew_key()
        return _page(request, form, status=409, saved_before=refusal.note)
    except RuleError as error:
        return _refused(request, form, error)
    messages.success(request, "Enterprise Status Note published. Its status and next update are the current ones.")
    return redirect(note)


def _opened(request: AuthenticatedHttpRequest, customer: Customer) -> HttpResponse:
    """A form that begins with the last note, or the draft that the address names."""
    name = request.GET.get("draft", "")
    draft = draft_to_continue(request.user, customer, kind=NoteKind.ENTERPRISE, key=name) if name else None
    if draft is None:
        return _page(request, _form(request, customer, None))
    if not draft.is_open:
        return redirect(draft)
    form = _form(request, customer, draft.as_form_data())
    form.silence()
    return _page(request, form, draft=draft)


def _form(request: AuthenticatedHttpRequest, customer: Customer, data: QueryDict | None) -> EnterpriseNoteForm:
    today = request.user.day_of(timezone.now())
    return EnterpriseNoteForm(data, customer=customer, open_risks=list(open_risks(customer)), today=today)


def _refused(request: AuthenticatedHttpRequest, form: EnterpriseNoteForm, error: RuleError) -> HttpResponse:
    if isinstance(error, KeyTaken):
        form.renew_key()
    form.add_rule_error(error)
    return _page(request, form, status=422)


def _page(
    request: AuthenticatedHttpRequest, form: EnterpriseNoteForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    customer = form.customer
    context |= {"customer": customer, "form": form, "can_edit_tenants": can_edit_tenants(request.user, customer)}
    return render(request, "notes/enterprise_note_create.html", context, status=status)
