import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from ftop.accounts.models import User
from ftop.lib.fields import CleanTextField
from notes.enums import ExportPurpose, FileFormat

# A pack is a copy of customer data, made to be downloaded at once: it does not stay.
KEPT_FOR = timedelta(days=1)


class BriefingPackQuerySet(models.QuerySet["BriefingPack"]):
    def visible_to(self, user: User) -> "BriefingPackQuerySet":
        """A pack holds what one person may read, so it is theirs alone."""
        return self.filter(asked_by=user)

    def kept(self, now: datetime) -> "BriefingPackQuerySet":
        return self.filter(asked_at__gt=now - KEPT_FOR)

    def expired(self, now: datetime) -> "BriefingPackQuerySet":
        return self.filter(asked_at__lte=now - KEPT_FOR)


class BriefingPack(models.Model):
    """A file about many customers in the making: asked for, collected step by step, laid out, downloaded.

    Everything of it is in the database, so that each step may run in another process. Not tracked: the log of exports
    is its history.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    file_format = models.CharField(max_length=10, choices=FileFormat.choices)
    purpose = models.CharField(max_length=20, choices=ExportPurpose.choices)
    purpose_text = CleanTextField(blank=True)
    customer_ids = ArrayField(models.BigIntegerField())  # in the order of the file
    briefings = models.JSONField(default=list, blank=True)  # BriefingSheet of those collected so far
    note_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)  # of the notes in them
    content = models.BinaryField(null=True, editable=False)  # the file; NULL until it is laid out
    finished_at = models.DateTimeField(null=True)

    objects = BriefingPackQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asked_at"], name="notes_briefingpack_by_age")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file_format__in=[FileFormat.PDF, FileFormat.DOCX]),
                name="notes_briefingpack_format_known",
                violation_error_message="A briefing pack is a PDF or a Word file.",
            ),
            models.CheckConstraint(
                condition=models.Q(customer_ids__len__gt=0),
                name="notes_briefingpack_customers_present",
                violation_error_message="Choose the customers of the briefing pack.",
            ),
            models.CheckConstraint(
                condition=models.Q(content__isnull=True, finished_at__isnull=True)
                | models.Q(content__isnull=False, finished_at__isnull=False),
                name="notes_briefingpack_finished_pair",
                violation_error_message="A briefing pack is finished when it has its file.",
            ),
        ]

    def __str__(self) -> str:
        return f"Briefing pack of {self.customer_count} customers"

    def get_absolute_url(self) -> str:
        return reverse("notes:briefing_pack-detail", args=[self.key])

    @property
    def customer_count(self) -> int:
        return len(self.customer_ids)

    @property
    def collected_count(self) -> int:
        return len(self.briefings)

    @property
    def is_collected(self) -> bool:
        return self.collected_count == self.customer_count

    @property
    def steps(self) -> int:
        """The length of the progress bar: laying the pages out takes about as long as collecting them."""
        return 2 * self.customer_count

    @property
    def steps_done(self) -> int:
        return self.steps if self.is_finished else self.collected_count

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None
