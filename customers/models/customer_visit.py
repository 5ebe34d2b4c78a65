from django.conf import settings
from django.db import models


class CustomerVisit(models.Model):
    """When somebody last looked at a customer's page, and the time before that: one row per customer and person."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="visits")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    visited_at = models.DateTimeField()
    previous_visited_at = models.DateTimeField(null=True, blank=True)  # NULL: the first visit

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "person"],
                name="customers_customervisit_once",
                violation_error_message="This person's visit to the customer is marked already.",
            ),
            models.CheckConstraint(
                condition=models.Q(previous_visited_at__isnull=True)
                | models.Q(previous_visited_at__lt=models.F("visited_at")),
                name="customers_customervisit_in_order",
                violation_error_message="The visit before lies before the last one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} visited {self.customer}"
