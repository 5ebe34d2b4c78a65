from django.conf import settings
from django.db import models

from customers.models import Customer
from ftop.lib.fields import CleanCharField
from notes.enums import NoteKind

REASON_LIMIT = 300


class CoachDismissal(models.Model):
    """A writer put a hint of the coach away, and said why: the rule is silent in that form from then on.

    `form_key` is that of the form, its draft and the note that comes of it. `rule` is a key of `notes.coach.rules`,
    which may be gone by now.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=NoteKind.choices)
    form_key = models.UUIDField()
    rule = models.CharField(max_length=40)
    reason = CleanCharField(max_length=REASON_LIMIT)
    dismissed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["rule", "-dismissed_at"], name="notes_coachdismissal_by_rule")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "form_key", "rule"],
                name="notes_coachdismissal_once",
                violation_error_message="This hint is put away already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="notes_coachdismissal_reason_present",
                violation_error_message="Say in a few words why the hint does not fit: that makes the rules better.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=NoteKind.values),
                name="notes_coachdismissal_kind_known",
                violation_error_message="Choose the kind of note from the list.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} put {self.rule} away"
