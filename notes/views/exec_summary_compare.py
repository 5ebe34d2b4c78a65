"""One Exec Summary beside another of the same customer, section by section."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ftop.lib.http import AuthenticatedHttpRequest, require
from notes import permissions
from notes.enums import NoteKind
from notes.forms.exec_summary_compare import CompareForm
from notes.models import Note
from notes.queries.exec_summaries import summaries_of
from notes.queries.summary_changes import comparison


@require_GET
def exec_summary_compare(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """With the summary that the address names, or with the one before. A withdrawn one is compared by nobody."""
    notes = Note.objects.visible_to(request.user).filter(kind=NoteKind.EXEC_SUMMARY)
    note = get_object_or_404(notes.select_related("customer", "author"), key=key)
    require(permissions.can_compare_exec_summary(request.user, note))
    form = CompareForm(request.GET, note=note, summaries=list(summaries_of(note.customer)))
    context = {"note": note, "customer": note.customer, "form": form}
    if form.other and form.this:
        context["comparison"] = comparison(form.this, form.other)
    return render(request, "notes/exec_summary_compare.html", context)
