import uuid
from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse

from customers.enums import Priority
from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.fields import CleanTextField
from notes.enums import RequestState
from notes.models.note import Note
from notes.models.request_batch import RequestBatch

# How long a request stands before its one reminder: shorter would be impatience, and there is no deadline (seed).
REMIND_AFTER = timedelta(days=3)
_ENDED = models.Q(ended_at__isnull=False, ended_by__isnull=False)


class ExecSummaryRequestQuerySet(models.QuerySet["ExecSummaryRequest"]):
    def visible_to(self, user: User) -> "ExecSummaryRequestQuerySet":
        return self.filter(customer__in=Customer.objects.visible_to(user))

    def open(self) -> "ExecSummaryRequestQuerySet":
        return self.filter(state=RequestState.OPEN)


@pghistory.track()
class ExecSummaryRequest(models.Model):
    """An RM asks for an Exec Summary of a customer. There is no deadline: helpful_by_on is a wish (source: seed)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="exec_summary_requests")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exec_summary_requests")
    # NULL: asked for by itself.
    batch = models.ForeignKey(RequestBatch, models.PROTECT, null=True, blank=True, related_name="requests")
    focus = CleanTextField(max_length=1000, blank=True)
    helpful_by_on = models.DateField(null=True, blank=True)  # NULL: whenever it fits
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reminded_at = models.DateTimeField(null=True, blank=True)  # once at most, by who asked
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = CleanTextField(max_length=1000, blank=True)
    answered_by_note = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="answered_requests")
    # The summary that the FM confirmed as still true instead of writing a new one.
    confirmed_note = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="confirmed_requests")

    objects = ExecSummaryRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "requested_by"],
                condition=models.Q(state=RequestState.OPEN),
                name="notes_execsummaryrequest_one_open",
                violation_error_message="You have asked for this customer's Exec Summary already; the request is open.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=RequestState.values),
                name="notes_execsummaryrequest_state_known",
                violation_error_message="This state of a request is not known.",
            ),
            models.CheckConstraint(
                condition=models.Q(seen_at__isnull=True, seen_by__isnull=True)
                | models.Q(seen_at__isnull=False, seen_by__isnull=False),
                name="notes_execsummaryrequest_seen_pair",
                violation_error_message="A request that was seen names when and by whom.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=RequestState.OPEN,
                    ended_at__isnull=True,
                    ended_by__isnull=True,
                )
                | ~models.Q(state=RequestState.OPEN) & _ENDED,
                name="notes_execsummaryrequest_ended_pair",
                violation_error_message="A request that ended names when and by whom.",
            ),
            models.CheckConstraint(
                condition=models.Q(state=RequestState.ANSWERED, answered_by_note__isnull=False)
                | ~models.Q(state=RequestState.ANSWERED) & models.Q(answered_by_note__isnull=True),
                name="notes_execsummaryrequest_answer",
                violation_error_message="An answered request points to the Exec Summary that answers it.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RequestState.NOT_NEEDED)
                | ~models.Q(reason="")
                | models.Q(confirmed_note__isnull=False),
                name="notes_execsummaryrequest_reason",
                violation_error_message="Say why a new Exec Summary is not needed.",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_note__isnull=True) | models.Q(state=RequestState.NOT_NEEDED),
                name="notes_execsummaryrequest_confirmed",
                violation_error_message="A summary is confirmed as still true where no new one is needed.",
            ),
            models.CheckConstraint(
                condition=models.Q(reminded_at__isnull=True)
                | models.Q(reminded_at__gte=models.F("requested_at") + REMIND_AFTER),
                name="notes_execsummaryrequest_reminder",
                violation_error_message="A request stands three days before somebody is reminded of it.",
            ),
            models.CheckConstraint(
                condition=models.Q(focus__length__lte=1000, reason__length__lte=1000),
                name="notes_execsummaryrequest_text_length",
                violation_error_message="Focus and reason hold 1,000 characters each. Shorten the text.",
            ),
        ]

    def __str__(self) -> str:
        return f"Exec Summary of {self.customer} for {self.requested_by}"

    @property
    def is_asking_back(self) -> bool:
        """Whether the FM's side waits for a reply; for a request read with its `last_message`."""
        last = self.last_message  # type: ignore[attr-defined]
        return self.ended_at is None and bool(last) and last["author_id"] != self.requested_by_id

    @property
    def is_replied(self) -> bool:
        """Whether who asked has replied to a question; for a request read with its `last_message`."""
        last = self.last_message  # type: ignore[attr-defined]
        return self.ended_at is None and bool(last) and last["author_id"] == self.requested_by_id

    @property
    def remindable_at(self) -> datetime | None:
        """From when on its one reminder may be sent; None: never, or never again. With the customer loaded."""
        if self.ended_at or self.reminded_at or self.customer.priority == Priority.LOW:
            return None
        return self.requested_at + REMIND_AFTER

    def get_absolute_url(self) -> str:
        return reverse("notes:exec_summary_request-detail", args=[self.key])
