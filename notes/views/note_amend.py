"""The author changes what a published note says; each kind has its form, its service and its page."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ftop.lib.conflict import Conflict, compare, wordings_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require
from notes.enums import NoteKind
from notes.forms.exec_summary_layout import ContentLayout
from notes.forms.note_amend import ExecSummaryAmendForm, NoteAmendForm, typed_besides
from notes.models import Note
from notes.permissions import can_amend_note
from notes.queries.exec_summary import Editor
from notes.rendering.exec_summary_text import render as render_text
from notes.services.exec_summary_amendment import amend_exec_summary
from notes.services.note import amend_overall_note
from notes.views.note_loading import visible_note, withdrawn_already

AmendForm = NoteAmendForm | ExecSummaryAmendForm


@require_http_methods(["GET", "POST"])
def note_amend(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The words of an Overall Status Note."""
    note = _own_note(request, key)
    if note.kind == NoteKind.EXEC_SUMMARY:
        return redirect("notes:exec_summary-amend", key=note.key)
    return _answer(request, note, NoteAmendForm(posted(request), note=note), amend_overall_note)


@require_http_methods(["GET", "POST"])
def exec_summary_amend(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The sections and rows of an Exec Summary; with `preview`, the exact text of what is typed so far."""
    note = _own_note(request, key)
    if note.kind != NoteKind.EXEC_SUMMARY:
        return redirect("notes:note-amend", key=note.key)
    form = ExecSummaryAmendForm(posted(request), note=note, editor=Editor(note.customer))
    if "preview" in request.POST:
        if request.htmx:
            preview = render_text(form.typed_content())
            return render(request, "notes/_exec_summary_preview.html", {"preview": preview})
        form.silence()
        return _page(request, note, form, is_checked=False)
    return _answer(request, note, form, amend_exec_summary)


def _own_note(request: AuthenticatedHttpRequest, key: UUID) -> Note:
    note = visible_note(request.user, key)
    require(can_amend_note(request.user, note))
    return note


def _answer(request: AuthenticatedHttpRequest, note: Note, form: AmendForm, amend: Callable[..., Note]) -> HttpResponse:
    if note.is_withdrawn and not form.is_bound:
        return withdrawn_already(request, note)
    if "take_over" in request.POST:
        return _taken_over(request, note, form)
    if not form.is_valid():
        return _page(request, note, form, status=422 if form.is_bound else 200)
    now = timezone.now()
    try:
        amended = amend(note=note, **form.service_input(), by=request.user, now=now)
    except StaleVersion as error:
        current = cast(Note, error.current)
        stored = form.stored_values(current)
        wordings = {name: wording for name, wording in wordings_of(form).items() if name in stored}
        both, theirs = compare(wordings, loaded=None, stored=stored, typed=form.cleaned_data)
        form.put(version=current.version)
        return _page(request, note, form, status=409, conflict=Conflict(both, theirs, savers="you"))
    except RuleError as error:
        form.add_rule_error(error)
        return _page(request, note, form, status=422)
    messages.success(request, _said(amended, seen=form.cleaned_data["version"], is_marked=amended.amended_at == now))
    return redirect(amended)


def _taken_over(request: AuthenticatedHttpRequest, note: Note, form: AmendForm) -> HttpResponse:
    """What was typed into the form of publishing, in the form of amending: nothing is saved yet."""
    form.put(version=note.version)
    form.silence()
    besides = typed_besides(request.POST, known=[action.text for action in note.next_actions.all()])
    return _page(request, note, form, is_checked=False, is_taken_over=True, besides=besides)


def _page(
    request: AuthenticatedHttpRequest,
    note: Note,
    form: AmendForm,
    *,
    status: int = 200,
    is_checked: bool = True,
    **context: Any,
) -> HttpResponse:
    context |= {"note": note, "customer": note.customer, "form": form}
    if isinstance(form, ExecSummaryAmendForm):
        context["layout"] = ContentLayout(form, is_checked=is_checked)
        context["preview"] = render_text(form.typed_content())
        return render(request, "notes/exec_summary_amend.html", context, status=status)
    return render(request, "notes/note_amend.html", context, status=status)


def _said(note: Note, *, seen: int, is_marked: bool) -> str:
    if note.version == seen:
        return "The note says exactly this already; nothing was changed."
    if is_marked:
        return "The note is amended. It says so, and the history keeps what it said before."
    return "The note is changed. Nobody else had read it yet, so it is not marked as amended."
