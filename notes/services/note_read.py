from datetime import datetime

from ftop.accounts.models import User
from notes.models import Note, NoteRead


def mark_read(*, note: Note, by: User, now: datetime) -> None:
    """Keep that this person looked at the note; the last time counts. One statement, so two tabs cannot collide."""
    NoteRead.objects.bulk_create(
        [NoteRead(note=note, person=by, read_at=now)],
        update_conflicts=True,
        unique_fields=["note", "person"],
        update_fields=["read_at"],
    )
