from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import NoteKind
from notes.models.note import Note

KEPT_FOR = timedelta(days=30)  # how long a discarded draft can be brought back
FIRST_WORDS_LIMIT = 120

# A form's content as the browser sends it: names and values in order, a name as often as it was filled in.
Fields = Sequence[tuple[str, str]]


# The note that a draft became has its key: publishing has nothing to write here, and nothing to forget.
_NOTES = Note.objects.filter(key=models.OuterRef("key"))


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, author: User) -> "DraftQuerySet":
        """The drafts of this person. Nobody else ever sees them, whatever their role."""
        return self.filter(author=author)

    def open(self) -> "DraftQuerySet":
        """Neither discarded nor published: a late save of a form that became a note meanwhile revives nothing."""
        return self.filter(~models.Exists(_NOTES), discarded_at__isnull=True)

    def discarded_since(self, moment: datetime) -> "DraftQuerySet":
        return self.filter(~models.Exists(_NOTES), discarded_at__gte=moment)

    def published_since(self, moment: datetime) -> "DraftQuerySet":
        return self.with_end().filter(models.Exists(_NOTES.filter(written_at__gte=moment)))

    def with_end(self) -> "DraftQuerySet":
        """Each with `published_at`, the moment it became a note; None: it did not."""
        return self.annotate(published_at=models.Subquery(_NOTES.values("written_at")))


class Draft(models.Model):
    """A form of a note as it was typed so far, kept from the first keystroke until it is published or discarded.

    What is required is asked at publishing, never here. There may be any number of drafts.
    """

    key = models.UUIDField(unique=True, editable=False)  # becomes the key of the note
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=20, choices=NoteKind.choices)
    # The published note whose words it changes; NULL: the draft of a new note.
    amends = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="amendment_drafts")
    payload = models.JSONField()  # Fields
    first_words = models.CharField(max_length=FIRST_WORDS_LIMIT, blank=True)
    version = models.PositiveIntegerField(default=1)
    # Of the sending that made this version: the same one again, or one that comes after it, is no conflict.
    save_token = models.UUIDField()
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-id"]
        indexes = [models.Index(fields=["author", "-updated_at"], name="notes_draft_by_author")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=NoteKind.values),
                name="notes_draft_kind_known",
                violation_error_message="Choose the kind of note from the list.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.first_words}"

    def get_absolute_url(self) -> str:
        return reverse("notes:draft-detail", args=[self.key])

    @property
    def is_amendment(self) -> bool:
        return self.amends_id is not None

    @property
    def note_url(self) -> str:
        """The address of the note it became; only for a published one."""
        return reverse("notes:note-detail", args=[self.key])

    @property
    def is_published(self) -> bool:
        """For a draft read `with_end()`."""
        return self.published_at is not None  # type: ignore[attr-defined]

    @property
    def is_open(self) -> bool:
        """For a draft read `with_end()`."""
        return not self.is_published and self.discarded_at is None

    def as_form_data(self) -> QueryDict:
        """What was typed, as a form takes it."""
        data = QueryDict(mutable=True)
        for name, value in self.payload:
            data.appendlist(name, value)
        data["key"] = str(self.key)
        return data
