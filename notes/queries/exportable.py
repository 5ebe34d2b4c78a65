from collections.abc import Iterable

from ftop.accounts.models import User
from notes.enums import NoteKind
from notes.models import Note
from notes.models.note import NoteQuerySet


def exportable_notes(user: User) -> NoteQuerySet:
    """The notes a person may take out of the app, withdrawn ones never. Whatever a file holds comes through here."""
    return Note.objects.visible_to(user).standing()


def newest_of_each(notes: NoteQuerySet, customer_ids: Iterable[int]) -> NoteQuerySet:
    """Of each of these customers the newest Exec Summary among the notes."""
    summaries = notes.filter(kind=NoteKind.EXEC_SUMMARY, customer__in=customer_ids)
    return summaries.order_by("customer_id", "-happened_on", "-id").distinct("customer_id")
