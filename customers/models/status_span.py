from datetime import date

from django.db import models

from customers.enums import DeploymentProgress, EngagementStatus
from customers.models.customer import Customer


class StatusSpanQuerySet(models.QuerySet["StatusSpan"]):
    def at_end_of(self, month: date) -> "StatusSpanQuerySet":
        """Those that held when the month ended; a month is its first day."""
        return self.filter(
            models.Q(until_month__isnull=True) | models.Q(until_month__gt=month),
            from_month__lte=month,
        )


class StatusSpan(models.Model):
    """From which month to which the newest Exec Summary of a customer said the same of engagement and deployment.

    Derived by the services of notes in the transaction that writes the summary. A month is its first day, and stands
    for how it ended: of several summaries in one month the last counts.
    """

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="status_spans")
    engagement_status = models.CharField(max_length=20, choices=EngagementStatus.choices)
    deployment_progress = models.CharField(max_length=20, choices=DeploymentProgress.choices)
    from_month = models.DateField()
    until_month = models.DateField(null=True)  # the first month that it no longer holds in; NULL: it still does

    objects = StatusSpanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "from_month"],
                name="customers_statusspan_once",
                violation_error_message="Another status holds from this month on.",
            ),
            models.CheckConstraint(
                condition=models.Q(until_month__isnull=True) | models.Q(until_month__gt=models.F("from_month")),
                name="customers_statusspan_in_order",
                violation_error_message="A status ends after the month it begins in.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    engagement_status__in=EngagementStatus.values, deployment_progress__in=DeploymentProgress.values
                ),
                name="customers_statusspan_known",
                violation_error_message="Choose engagement and deployment from the lists.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer} from {self.from_month:%Y-%m}: {self.get_engagement_status_display()}"
