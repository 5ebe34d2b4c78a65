from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, posted, require
from notes.enums import RequestState
from notes.forms.note_reason import NoteWithdrawForm
from notes.models import ExecSummaryRequest
from notes.permissions import can_withdraw_note
from notes.queries.exec_summary_requests import answered_by
from notes.services.note_withdraw import withdraw_note
from notes.views.note_loading import visible_note, withdrawn_already


@require_http_methods(["GET", "POST"])
def note_withdraw(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    note = visible_note(request.user, key)
    require(can_withdraw_note(request.user, note))
    form = NoteWithdrawForm(posted(request))
    if note.is_withdrawn and not form.is_bound:
        return withdrawn_already(request, note)
    if form.is_valid():
        try:
            requests = withdraw_note(note=note, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"The note is withdrawn; your reason stands in its place.{_reopened(requests)}")
            return redirect(note)
    context = {"note": note, "customer": note.customer, "form": form, "answered": answered_by(note)}
    return render(request, "notes/note_withdraw.html", context, status=422 if form.is_bound else 200)


def _reopened(requests: list[ExecSummaryRequest]) -> str:
    names = ", ".join(request.requested_by.full_name for request in requests if request.state == RequestState.OPEN)
    return f" Open again: the request of {names}." if names else ""
