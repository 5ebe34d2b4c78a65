from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from customers.models import Assignment, Customer
from customers.models.customer import READS_ALL
from ftop.accounts.models import User
from notes.enums import NotificationKind, ToldAs
from notes.models.note import Note
from notes.models.risk import Risk


class NotificationQuerySet(models.QuerySet["Notification"]):
    def readable(self) -> "NotificationQuerySet":
        """What was told and whose recipient may read the customer today; without what has left the customer since.

        The same as `visible_to`, whoever the recipients are: to count for somebody who is only being loaded.
        """
        here = Assignment.objects.current().filter(customer=OuterRef("customer"), person=OuterRef("recipient"))
        return self.filter(
            Q(recipient__roles__overlap=list(READS_ALL)) | Exists(here),
            Q(note__customer=F("customer")) | Q(risk__customer=F("customer")),
            is_switched_off=False,
            recipient__is_active=True,
        )

    def visible_to(self, user: User) -> "NotificationQuerySet":
        """This person's own inbox."""
        return self.readable().filter(recipient=user)

    def unseen(self) -> "NotificationQuerySet":
        """What waits to be looked at; a note that was withdrawn waits for nobody."""
        return self.filter(seen_at__isnull=True, note__withdrawn_at__isnull=True)


class Notification(models.Model):
    """An event that a person is told of, in the inbox: one row a person and event.

    `customer` is the one of that day: what a note or a risk that moved said is not told on. A row that is switched off
    was not told, by the person's own choice; it is kept because the author of the note is told so.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notifications")
    kind = models.CharField(max_length=20, choices=NotificationKind.choices)
    told_as = ArrayField(models.CharField(max_length=20, choices=ToldAs.choices))
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    # One of the two: the note that said it, or the entry of the Risks box.
    note = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="notifications")
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, blank=True, related_name="notifications")
    # Of the risk, at the event: a risk that is opened again is a new event. NULL with a note.
    risk_version = models.PositiveIntegerField(null=True, blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_switched_off = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True, blank=True)  # by the recipient

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notes_notification_inbox"),
            models.Index(
                fields=["recipient"],
                condition=Q(seen_at__isnull=True, is_switched_off=False),
                name="notes_notification_unseen",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NotificationKind.values),
                name="notes_notification_kind_known",
                violation_error_message="This kind of event is not known.",
            ),
            models.CheckConstraint(
                condition=Q(told_as__contained_by=ToldAs.values) & ~Q(told_as=[]),
                name="notes_notification_told_as_known",
                violation_error_message="Say what the person is to the customer, from the list.",
            ),
            models.CheckConstraint(
                condition=Q(note__isnull=False, risk__isnull=True, risk_version__isnull=True)
                | Q(
                    note__isnull=True,
                    risk__isnull=False,
                    risk_version__isnull=False,
                    kind=NotificationKind.ESCALATION,
                ),
                name="notes_notification_one_subject",
                violation_error_message="Somebody is told of one note, or of one escalation in the Risks box.",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True) | Q(is_switched_off=False, seen_at__gte=F("raised_at")),
                name="notes_notification_seen_after_told",
                violation_error_message="Only what a person was told of can be seen, and only afterwards.",
            ),
            models.UniqueConstraint(
                fields=["recipient", "note", "customer", "kind"],
                condition=Q(note__isnull=False),
                name="notes_notification_note_once",
                violation_error_message="This person was told of the note already.",
            ),
            models.UniqueConstraint(
                fields=["recipient", "risk", "customer", "risk_version"],
                condition=Q(risk__isnull=False),
                name="notes_notification_risk_once",
                violation_error_message="This person was told of the escalation already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} is told of {self.note or self.risk}"

    @property
    def subject(self) -> Note | Risk:
        """What it leads to."""
        return self.note or self.risk  # type: ignore[return-value]  # the constraint one_subject

    @property
    def is_withdrawn(self) -> bool:
        return self.note is not None and self.note.is_withdrawn

    def is_unseen_by(self, user: User) -> bool:
        """Whether it waits for this person to look at it."""
        return self.recipient_id == user.pk and self.seen_at is None and not self.is_switched_off

    @property
    def told_as_words(self) -> str:
        """`RM, primary FM`, in the order of the list."""
        return ", ".join(reason.label for reason in ToldAs if reason in self.told_as)
