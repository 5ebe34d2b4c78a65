from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from customers.models import Customer
from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, posted, require
from notes.forms.note_move import NoteMoveForm, NoteMoveSearchForm
from notes.models import Note
from notes.permissions import can_move_note, can_move_note_to
from notes.queries.exec_summary_requests import answered_by
from notes.queries.note_move import MOST_TARGETS, move_targets
from notes.services.note_move import move_note
from notes.views.note_loading import visible_note, withdrawn_already


@require_http_methods(["GET", "POST"])
def note_move(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """First where to, then what goes along and why."""
    note = visible_note(request.user, key)
    require(can_move_note(request.user, note))
    search = NoteMoveSearchForm(request.POST or request.GET)
    search.is_valid()
    if note.is_withdrawn and request.method == "GET":
        return withdrawn_already(request, note)
    if not search.cleaned_data.get("to"):
        return _choose(request, note, search)
    to = get_object_or_404(Customer.objects.visible_to(request.user), key=search.cleaned_data["to"])
    require(can_move_note_to(request.user, note, to))
    form = NoteMoveForm(posted(request), note=note, to=to)
    if form.is_valid():
        try:
            note = move_note(note=note, to=to, **form.service_input(), by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"The note stands at {to.name} now. Both timelines say so.")
            return redirect(note)
    return _confirm(request, note, to, form)


def _choose(request: AuthenticatedHttpRequest, note: Note, search: NoteMoveSearchForm) -> HttpResponse:
    found = list(move_targets(request.user, note, search=search.cleaned_data.get("q", ""))[: MOST_TARGETS + 1])
    context = {"note": note, "customer": note.customer, "search": search}
    context |= {"targets": found[:MOST_TARGETS], "has_more": len(found) > MOST_TARGETS}
    return render(request, "notes/note_move.html", context)


def _confirm(request: AuthenticatedHttpRequest, note: Note, to: Customer, form: NoteMoveForm) -> HttpResponse:
    context = {"note": note, "customer": note.customer, "to": to, "form": form, "answered": answered_by(note)}
    return render(request, "notes/note_move_confirm.html", context, status=422 if form.is_bound else 200)
