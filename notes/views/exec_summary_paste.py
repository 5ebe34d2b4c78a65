"""Paste a text, get the form: the editor filled from an Exec Summary as text, and its tray without JavaScript."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from ftop.lib.http import AuthenticatedHttpRequest
from notes.forms.exec_summary import ExecSummaryForm
from notes.forms.exec_summary_paste import filled, moved, without_pasted_text
from notes.queries.workloads import known_workloads
from notes.rendering.exec_summary_paste.catalogue import Catalogue
from notes.rendering.exec_summary_paste.clipboard import best_of
from notes.rendering.exec_summary_paste.reader import LONGEST, parse
from notes.rendering.exec_summary_paste.result import NotReadable
from notes.views.exec_summary import editor_form, editor_page, writable_customer


@require_POST
def exec_summary_paste(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The editor with the pasted text in its empty fields, not checked and not saved."""
    customer = writable_customer(request, key)
    form = editor_form(request, customer, request.POST)
    text = best_of(request.POST.get("pasted_text", ""), request.POST.get("pasted_html", ""))
    try:
        summary = parse(text, Catalogue(known_workloads()))
    except NotReadable as error:
        return _refused(request, form, str(error))
    if not text.strip():
        return _refused(request, form, "Paste the text first.")
    data, count = filled(form, summary)
    form = editor_form(request, customer, data)
    said = _said(count, len(form.pieces), is_template=summary.language is not None)
    return _shown(request, form, pasted_said=said)


@require_POST
def exec_summary_place(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The editor after a piece of its tray was added to a field, left out or brought back."""
    customer = writable_customer(request, key)
    data, problem = moved(editor_form(request, customer, request.POST), request.POST.get("tray", ""))
    return _shown(request, editor_form(request, customer, data), tray_problem=problem)


def _shown(request: AuthenticatedHttpRequest, form: ExecSummaryForm, **context: Any) -> HttpResponse:
    form.silence()
    response = editor_page(request, form, is_checked=False, is_unsaved=True, **context)
    # The page is the editor's, whose address can be reloaded.
    response["HX-Push-Url"] = "false"
    return response


def _refused(request: AuthenticatedHttpRequest, form: ExecSummaryForm, sentence: str) -> HttpResponse:
    if len(request.POST.get("pasted_text", "")) > LONGEST:
        form = editor_form(request, form.editor.customer, without_pasted_text(form))
    form.silence()
    form.add_error("pasted_text", sentence)
    response = editor_page(request, form, status=422, is_checked=False)
    response["HX-Push-Url"] = "false"
    return response


def _said(count: int, pieces: int, *, is_template: bool) -> str:
    fields = {0: "No field was filled", 1: "1 field was filled"}.get(count, f"{count} fields were filled")
    tray = {0: "nothing is left over", 1: "1 piece is not placed"}.get(pieces, f"{pieces} pieces are not placed")
    why = "" if is_template else "No heading of the template was recognised. "
    return f"{why}{fields} from the pasted text; {tray}. Read it through before you publish."
