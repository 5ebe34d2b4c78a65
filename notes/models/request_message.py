import pgtrigger
from django.conf import settings
from django.db import models

from ftop.lib.fields import CleanTextField
from notes.models.exec_summary_request import ExecSummaryRequest

MESSAGE_LIMIT = 1000


class RequestMessage(models.Model):
    """A line of the thread on a request: the FM's side asks back, the RM replies. Nobody changes one."""

    key = models.UUIDField(unique=True, editable=False)  # of the form: the same key again is a resend
    request = models.ForeignKey(ExecSummaryRequest, models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = CleanTextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") & models.Q(text__length__lte=MESSAGE_LIMIT),
                name="notes_requestmessage_text_length",
                violation_error_message="Write what you want to say, in at most 1,000 characters.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} on {self.request}"
