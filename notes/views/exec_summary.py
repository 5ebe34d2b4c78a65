from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from customers.models import Customer
from customers.permissions import can_change_priority
from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, require, wants_fragment
from notes.enums import NoteKind
from notes.forms.exec_summary import ExecSummaryForm
from notes.forms.exec_summary_layout import ExecSummaryLayout
from notes.forms.exec_summary_start import RESTART, Restart, restarted
from notes.permissions import can_write_exec_summary
from notes.queries.draft import draft_to_continue
from notes.queries.exec_summary import Editor
from notes.queries.exec_summary_start import start_with
from notes.queries.summary_changes import against_last, changes_for_writer
from notes.rendering.exec_summary_text import render as render_text
from notes.services.exec_summary import publish_exec_summary
from notes.services.publishing import AlreadyPublished, KeyTaken


@require_http_methods(["GET", "POST"])
def exec_summary_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The editor; what is posted is published, or shown again with what is wrong."""
    if request.method == "GET":
        return _opened(request, key)
    form = editor_form(request, writable_customer(request, key), request.POST)
    if RESTART in request.POST:
        return _restarted(request, form)
    if form.is_valid():
        values = form.service_input()
        try:
            note = publish_exec_summary(customer=form.editor.customer, **values, by=request.user, now=timezone.now())
        except AlreadyPublished as error:
            form.renew_key()
            return editor_page(request, form, status=409, published=error.note)
        except RuleError as error:
            _refuse(form, error)
        else:
            messages.success(request, _done(len(values["answered_requests"])))
            return redirect(note)
    return editor_page(request, form, status=422)


@require_POST
def exec_summary_preview(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The exact text of what is typed so far; nothing is checked and nothing saved."""
    form = editor_form(request, writable_customer(request, key), request.POST)
    if wants_fragment(request):
        return render(request, "notes/_exec_summary_preview.html", _preview(form))
    form.silence()
    return editor_page(request, form, is_checked=False)


def _opened(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """An empty editor, or the draft that the address names."""
    customer, name = writable_customer(request, key), request.GET.get("draft", "")
    draft = draft_to_continue(request.user, customer, kind=NoteKind.EXEC_SUMMARY, key=name) if name else None
    if draft is None:
        return editor_page(request, editor_form(request, customer))
    if not draft.is_open:
        return redirect(draft)
    form = editor_form(request, customer, draft.as_form_data())
    form.silence()
    return editor_page(request, form, is_checked=False, draft=draft)


def _restarted(request: AuthenticatedHttpRequest, form: ExecSummaryForm) -> HttpResponse:
    """The form begun anew, as its button says: with the last summary, or empty. Nothing is saved."""
    how = next((how for how in Restart if how.value == request.POST[RESTART]), None)
    if how is None:
        return HttpResponseBadRequest("There is no such beginning.", content_type="text/plain")
    newest = start_with(form.editor.last_summary)
    codes = [workload.code for workload in form.editor.workloads if not workload.is_retired]
    data = restarted(request.POST, how=how, start=form.start, newest=newest, codes=codes)
    form = ExecSummaryForm(data, editor=form.editor, today=request.user.day_of(timezone.now()))
    form.silence()
    return editor_page(request, form, is_checked=False, restarted=how.value, is_unsaved=True)


def writable_customer(request: AuthenticatedHttpRequest, key: UUID) -> Customer:
    """The customer, where this person may write its Exec Summaries; 404 or 403 otherwise."""
    customer: Customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    require(can_write_exec_summary(request.user, customer))
    return customer


def editor_form(
    request: AuthenticatedHttpRequest, customer: Customer, data: QueryDict | None = None
) -> ExecSummaryForm:
    return ExecSummaryForm(data, editor=Editor(customer), today=request.user.day_of(timezone.now()))


def editor_page(
    request: AuthenticatedHttpRequest,
    form: ExecSummaryForm,
    *,
    status: int = 200,
    is_checked: bool = True,
    **context: Any,
) -> HttpResponse:
    """The editor as the form stands; `is_checked` is False where nobody asked for it to be checked."""
    customer = form.editor.customer
    context |= {
        "form": form,
        "layout": ExecSummaryLayout(form, is_checked=is_checked),
        "editor": form.editor,
        "customer": customer,
        **_preview(form),
        "changes": changes_for_writer(form.editor.last_summary, reader=request.user, now=timezone.now()),
        "can_change_priority": can_change_priority(request.user, customer),
    }
    return render(request, "notes/exec_summary_create.html", context, status=status)


def _preview(form: ExecSummaryForm) -> dict[str, Any]:
    """The exact text of what is typed, and what of it is new."""
    content = form.typed_content()
    return {"preview": render_text(content), "against": against_last(form.editor.last_summary, content)}


def _refuse(form: ExecSummaryForm, error: RuleError) -> None:
    if isinstance(error, KeyTaken):
        form.renew_key()
    form.add_rule_error(error)


def _done(request_count: int) -> str:
    answers = {0: "", 1: " It answers the request."}.get(request_count, f" It answers {request_count} requests.")
    return f"Exec Summary published.{answers}"
