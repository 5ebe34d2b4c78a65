import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from ftop.accounts.models import User
from ftop.lib.fields import CleanTextField
from notes.models.note import Note

COMMENT_LIMIT = 2000


class NoteCommentQuerySet(models.QuerySet["NoteComment"]):
    def visible_to(self, user: User) -> "NoteCommentQuerySet":
        """Those under the standing notes this person may read; a withdrawn note takes its thread along."""
        return self.filter(note__in=Note.objects.visible_to(user).standing())

    def standing(self) -> "NoteCommentQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def unanswered(self) -> "NoteCommentQuerySet":
        """Questions that nobody of the customer's writers, but the one who asks, has written below yet."""
        below = NoteComment.objects.standing().filter(note=models.OuterRef("note"), pk__gt=models.OuterRef("pk"))
        answers = below.filter(is_by_writer=True).exclude(author=models.OuterRef("author"))
        return self.standing().filter(~models.Exists(answers), is_question=True)


@pghistory.track()
class NoteComment(models.Model):
    """A line of the one thread under a note: questions of those who read, answers of those who write.

    Nobody changes one; its author may withdraw it, which leaves a stub.
    """

    key = models.UUIDField(unique=True, editable=False)  # of the form: the same key again is a resend
    note = models.ForeignKey(Note, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = CleanTextField()
    written_at = models.DateTimeField()
    is_question = models.BooleanField(default=False)
    # Whether the author wrote notes about the customer on that day: then it answers the questions above it.
    is_by_writer = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = NoteCommentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["note", "id"], name="notes_notecomment_thread"),
            models.Index(fields=["author"], condition=models.Q(is_question=True), name="notes_notecomment_questions"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="words_stay",
                fields=["key", "note", "author", "text", "written_at", "is_question", "is_by_writer"],
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") & models.Q(text__length__lte=COMMENT_LIMIT),
                name="notes_notecomment_text_length",
                violation_error_message="Write your question or answer, in at most 2,000 characters.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="notes_notecomment_withdrawn_pair",
                violation_error_message="A comment that was withdrawn names when and by whom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} under {self.note}"

    def get_absolute_url(self) -> str:
        return f"{self.note.get_absolute_url()}#comment-{self.pk}"
