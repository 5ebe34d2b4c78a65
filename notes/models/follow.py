from django.conf import settings
from django.db import models

from customers.models import Customer


class Follow(models.Model):
    """Somebody wants to be told of new Exec Summaries of a customer."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="follows")
    followed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "person"],
                name="notes_follow_once",
                violation_error_message="You follow this customer already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} follows {self.customer}"
