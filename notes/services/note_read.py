from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from notes.models import Note, NoteRead
from notes.services.notification import see


@transaction.atomic
def mark_read(*, note: Note, by: User, now: datetime) -> None:
    """Keep that this person looked at the note; the last time counts, and two tabs cannot collide.

    What the inbox tells them of it is seen by that.
    """
    NoteRead.objects.bulk_create(
        [NoteRead(note=note, person=by, read_at=now)],
        update_conflicts=True,
        unique_fields=["note", "person"],
        update_fields=["read_at"],
    )
    see(note=note, by=by, now=now)
