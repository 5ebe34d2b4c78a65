"""The thread under a note: questions of those who read, answers of those who write."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.models import Note, NoteComment
from notes.permissions import NOTE_WRITERS
from notes.services.archived_customer import refuse_archived
from notes.services.changing import refuse_withdrawn


@transaction.atomic
def write_comment(
    *, note: Note, key: UUID, text: str, is_question: bool = False, by: User, now: datetime
) -> NoteComment:
    """Add to the thread under a note; a line of somebody who writes about the customer answers the questions above.

    `key` is the form's: sending it twice is once. Raises RuleError where the text is missing or too long, and where the
    note was withdrawn in the meantime.
    """
    # Moving and withdrawing lock the note for update; two who write at once do not wait for each other's words.
    current = Note.objects.select_for_update(of=("self",), no_key=True).select_related("customer", "author")
    note = current.get(pk=note.pk)
    if before := NoteComment.objects.filter(key=key).first():
        if (before.note_id, before.author_id) != (note.pk, by.pk):
            raise RuleError("The form did not come through whole. Your text is kept: please send it again.")
        return before
    refuse_archived(customer=note.customer)
    refuse_withdrawn(note=note)
    comment = NoteComment(
        key=key,
        note=note,
        author=by,
        text=text,
        written_at=now,
        is_question=is_question,
        is_by_writer=bool(note.customer.roles_of(by) & NOTE_WRITERS),
    )
    with acting(by=by, now=now):
        return stored(comment)


@transaction.atomic
def withdraw_comment(*, comment: NoteComment, by: User, now: datetime) -> NoteComment:
    """Take back a line of one's own; a stub stays in the thread. Doing it twice is once. Raises RuleError."""
    current = NoteComment.objects.select_for_update(of=("self",)).select_related("note__customer").get(pk=comment.pk)
    if current.author_id != by.pk:
        raise RuleError("Only who wrote it withdraws it.")
    refuse_archived(customer=current.note.customer)
    if current.withdrawn_at:
        return current
    current.withdrawn_at, current.withdrawn_by = now, by
    with acting(by=by, now=now):
        return stored(current, update_fields=["withdrawn_at", "withdrawn_by"])
