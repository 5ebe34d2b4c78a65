"""The thread under a note. It is read on the note's own page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes import permissions
from notes.models import NoteComment
from notes.services.note_comment import withdraw_comment, write_comment
from notes.views.note import comment_form, note_page, note_to_show


@require_POST
def note_comment_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    note = note_to_show(request, key)
    require(permissions.can_comment_note(request.user, note))
    form = comment_form(request, note)
    if form.is_valid():
        try:
            comment = write_comment(note=note, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            return redirect(comment)
    return note_page(request, note, form=form, status=422)


@require_POST
def note_comment_withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    lines = NoteComment.objects.visible_to(request.user).select_related("note__customer")
    comment = get_object_or_404(lines, pk=pk)
    require(permissions.can_withdraw_comment(request.user, comment))
    try:
        withdraw_comment(comment=comment, by=request.user, now=timezone.now())
    except RuleError as error:
        messages.warning(request, error.message)
    return redirect(comment)
