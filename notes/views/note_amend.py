"""The author changes what a published note says; each kind has its form, its service and its page."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require, wants_fragment
from notes.enums import NoteKind
from notes.forms.enterprise_note import EnterpriseNoteAmendForm
from notes.forms.entitlement_note import EntitlementNoteAmendForm
from notes.forms.exec_summary_layout import ContentLayout
from notes.forms.note_amend import ExecSummaryAmendForm, NoteAmendForm, typed_besides
from notes.models import Draft, Note
from notes.permissions import can_amend_note
from notes.queries.draft import draft_to_continue
from notes.queries.exec_summary import Editor
from notes.rendering.exec_summary_text import render as render_text
from notes.services.enterprise_note import amend_enterprise_note
from notes.services.entitlement_note import amend_entitlement_note
from notes.services.exec_summary_amendment import amend_exec_summary
from notes.services.note import amend_overall_note
from notes.views.draft import AMENDERS
from notes.views.note_loading import visible_note, withdrawn_already

AmendForm = NoteAmendForm | ExecSummaryAmendForm | EnterpriseNoteAmendForm | EntitlementNoteAmendForm
_TEMPLATES = {
    NoteKind.OVERALL: "notes/note_amend.html",
    NoteKind.ENTERPRISE: "notes/enterprise_note_amend.html",
    NoteKind.ENTITLEMENT: "notes/entitlement_note_amend.html",
}


@require_http_methods(["GET", "POST"])
def note_amend(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The words of an Overall Status Note."""
    note = _own_note(request, key)
    if note.kind != NoteKind.OVERALL:
        return redirect(AMENDERS[NoteKind(note.kind)], key=note.key)
    draft = _draft(request, note)
    return _answer(request, note, NoteAmendForm(_content(request, draft), note=note), amend_overall_note, draft)


@require_http_methods(["GET", "POST"])
def exec_summary_amend(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The sections and rows of an Exec Summary; with `preview`, the exact text of what is typed so far."""
    note = _own_note(request, key)
    if note.kind != NoteKind.EXEC_SUMMARY:
        return redirect(AMENDERS[NoteKind(note.kind)], key=note.key)
    draft = _draft(request, note)
    form = ExecSummaryAmendForm(_content(request, draft), note=note, editor=Editor(note.customer))
    if "preview" in request.POST:
        if wants_fragment(request):
            preview = render_text(form.typed_content())
            return render(request, "notes/_exec_summary_preview.html", {"preview": preview})
        form.silence()
        return _page(request, note, form, is_checked=False)
    return _answer(request, note, form, amend_exec_summary, draft)


@require_http_methods(["GET", "POST"])
def entitlement_note_amend(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Status, reason and date of an Entitlement Status Note."""
    note = _own_note(request, key)
    if note.kind != NoteKind.ENTITLEMENT:
        return redirect(AMENDERS[NoteKind(note.kind)], key=note.key)
    draft = _draft(request, note)
    form = EntitlementNoteAmendForm(_content(request, draft), note=note)
    return _answer(request, note, form, amend_entitlement_note, draft)


@require_http_methods(["GET", "POST"])
def enterprise_note_amend(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Day and sections of an Enterprise Status Note."""
    note = _own_note(request, key)
    if note.kind != NoteKind.ENTERPRISE:
        return redirect(AMENDERS[NoteKind(note.kind)], key=note.key)
    draft = _draft(request, note)
    form = EnterpriseNoteAmendForm(_content(request, draft), note=note)
    return _answer(request, note, form, amend_enterprise_note, draft)


def _own_note(request: AuthenticatedHttpRequest, key: UUID) -> Note:
    note = visible_note(request.user, key)
    require(can_amend_note(request.user, note))
    return note


def _draft(request: AuthenticatedHttpRequest, note: Note) -> Draft | None:
    """The draft of an amendment that the address names, where it is still open."""
    name = request.GET.get("draft", "")
    if request.method == "POST" or not name:
        return None
    draft = draft_to_continue(request.user, note.customer, kind=NoteKind(note.kind), amends=note, key=name)
    return draft if draft and draft.is_open else None


def _content(request: AuthenticatedHttpRequest, draft: Draft | None) -> QueryDict | None:
    return draft.as_form_data() if draft else posted(request)


def _answer(
    request: AuthenticatedHttpRequest, note: Note, form: AmendForm, amend: Callable[..., Note], draft: Draft | None
) -> HttpResponse:
    if note.is_withdrawn and request.method == "GET":
        return withdrawn_already(request, note)
    if draft:
        form.silence()
        return _page(request, note, form, is_checked=False, draft=draft)
    if "take_over" in request.POST:
        return _taken_over(request, note, form)
    if not form.is_valid():
        return _page(request, note, form, status=422 if form.is_bound else 200)
    now = timezone.now()
    try:
        amended = amend(note=note, **form.service_input(), by=request.user, now=now)
    except StaleVersion as error:
        current = cast(Note, error.current)
        conflict = conflict_of(form, current, shown=form.values_of, reader=request.user)
        return _page(request, note, form, status=409, conflict=conflict)
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
    return render(request, _TEMPLATES[NoteKind(note.kind)], context, status=status)


def _said(note: Note, *, seen: int, is_marked: bool) -> str:
    if note.version == seen:
        return "The note says exactly this already; nothing was changed."
    if is_marked:
        return "The note is amended. It says so, and the history keeps what it said before."
    return "The note is changed. Nobody else had read it yet, so it is not marked as amended."
