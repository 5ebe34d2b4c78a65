from django.conf import settings
from django.db import models

from notes.models.note import Note


class NoteRead(models.Model):
    """Somebody looked at a note on its own page: one row per note and person, with the last time."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="reads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note", "person"],
                name="notes_noteread_once",
                violation_error_message="This person's reading of the note is marked already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} read {self.note}"
