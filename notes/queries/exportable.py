from ftop.accounts.models import User
from notes.models import Note
from notes.models.note import NoteQuerySet


def exportable_notes(user: User) -> NoteQuerySet:
    """The notes a person may take out of the app. Whatever a file holds of notes comes through here."""
    return Note.objects.visible_to(user)
