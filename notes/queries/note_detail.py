from ftop.accounts.models import User
from notes.models.note import NoteQuerySet
from notes.queries.timeline import notes_for_reading


def notes_for_detail(user: User) -> NoteQuerySet:
    """The notes a person may read, whole, each with its customer and what the timeline shows of it."""
    return notes_for_reading(user).defer(None).select_related("author", "customer", "customer__region", "exec_summary")
