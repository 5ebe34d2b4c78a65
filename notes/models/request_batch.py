from django.conf import settings
from django.db import models
from django.urls import reverse

from customers.models.customer import READS_ALL
from ftop.accounts.models import User
from ftop.lib.fields import CleanCharField

NAME_LIMIT = 100


class RequestBatchQuerySet(models.QuerySet["RequestBatch"]):
    def visible_to(self, user: User) -> "RequestBatchQuerySet":
        """Everybody's for those who read every customer, else one's own."""
        if user.is_active and user.has_role(*READS_ALL):
            return self
        return self.filter(asked_by=user) if user.is_active else self.none()


class RequestBatch(models.Model):
    """Exec Summaries of several customers, asked for at once: for a review meeting, a region, a filter."""

    key = models.UUIDField(unique=True, editable=False)  # of the form: the same key again is a resend
    name = CleanCharField(max_length=NAME_LIMIT, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="request_batches")

    objects = RequestBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["asked_by", "-asked_at"], name="notes_requestbatch_by_asker")]

    def __str__(self) -> str:
        return self.name or "Asked at once"

    def get_absolute_url(self) -> str:
        return reverse("notes:request_batch-detail", args=[self.key])
