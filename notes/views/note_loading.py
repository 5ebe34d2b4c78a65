"""A note for the pages that change it: what is invisible is 404, what was withdrawn is changed no more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from ftop.accounts.models import User
from ftop.lib.http import AuthenticatedHttpRequest
from notes.models import Note


def visible_note(user: User, key: UUID) -> Note:
    notes = Note.objects.visible_to(user).select_related("customer", "author", "withdrawn_by")
    return get_object_or_404(notes, key=key)


def withdrawn_already(request: AuthenticatedHttpRequest, note: Note) -> HttpResponse:
    """Back to the note, which says who withdrew it and why."""
    messages.error(request, "This note was withdrawn, so nothing of it can be changed any more.")
    return redirect(note)
