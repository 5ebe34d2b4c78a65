from django.conf import settings
from django.db import models

from customers.enums import EventKind
from ftop.lib.fields import CleanTextField


class TimelineEvent(models.Model):
    """Something that happened to a customer and stands on its timeline between the notes."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="timeline_events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    happened_on = models.DateField()  # in the zone of who did it
    sentence = CleanTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [
            models.Index(
                fields=["customer", "-happened_on", "-id"],
                name="customers_event_timeline",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=EventKind.values),
                name="customers_timelineevent_kind_known",
                violation_error_message="This kind of event is not known.",
            ),
            models.CheckConstraint(
                condition=~models.Q(sentence=""),
                name="customers_timelineevent_sentence_present",
                violation_error_message="An event needs a sentence.",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
