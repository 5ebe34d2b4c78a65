from django.conf import settings
from django.db import models

from customers.models import Customer


class SummaryHintDismissal(models.Model):
    """Somebody put the hint "worth a new Exec Summary?" away: it comes back with what happens after `up_to`."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dismissed_at = models.DateTimeField()
    up_to = models.DateTimeField()  # the moment of the last fact that was shown

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "person"],
                name="notes_summaryhintdismissal_once",
                violation_error_message="This person has put the hint of this customer away already.",
            ),
            models.CheckConstraint(
                condition=models.Q(up_to__lte=models.F("dismissed_at")),
                name="notes_summaryhintdismissal_past",
                violation_error_message="Only what has happened can be put away.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} put the hint of {self.customer} away"
