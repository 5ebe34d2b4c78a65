import pgtrigger
from django.conf import settings
from django.db import models

from customers.enums import Priority
from ftop.lib.fields import CleanTextField

REASON_LIMIT = 1000


class PriorityChange(models.Model):
    """One change of a customer's priority: who, when, why. Append-only."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="priority_changes")
    old = models.CharField(max_length=10, choices=Priority.choices)
    new = models.CharField(max_length=10, choices=Priority.choices)
    reason = CleanTextField(max_length=REASON_LIMIT)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-changed_at", "-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")),
                name="customers_prioritychange_differs",
                violation_error_message="The customer has this priority already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="customers_prioritychange_reason_present",
                violation_error_message="Say why the priority changes.",
            ),
            models.CheckConstraint(
                condition=models.Q(reason__length__lte=REASON_LIMIT),
                name="customers_prioritychange_reason_length",
                violation_error_message="A reason holds 1,000 characters. Shorten it.",
            ),
            models.CheckConstraint(
                condition=models.Q(old__in=Priority.values, new__in=Priority.values),
                name="customers_prioritychange_known",
                violation_error_message="Choose the priority from the list.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer}: {self.get_old_display()} to {self.get_new_display()}"
