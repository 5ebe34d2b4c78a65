from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ftop.lib.http import AuthenticatedHttpRequest
from notes.permissions import can_read_withdrawn_text
from notes.queries.note_history import history_of
from notes.views.note_loading import visible_note


@require_GET
def note_history(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Every version with who, when and why, and what changed from one to the next."""
    note = visible_note(request.user, key)
    is_text_shown = can_read_withdrawn_text(request.user, note)
    steps = history_of(note, user=request.user, is_text_shown=is_text_shown)
    context = {"note": note, "customer": note.customer, "steps": steps, "is_text_shown": is_text_shown}
    return render(request, "notes/note_history.html", context)
