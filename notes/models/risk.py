import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.fields import CleanCharField, CleanTextField
from ftop.lib.ordering import rank
from notes.enums import RiskCategory, RiskKind, RiskProgress, Severity
from notes.models.note import Note


class RiskQuerySet(models.QuerySet["Risk"]):
    def visible_to(self, user: User) -> "RiskQuerySet":
        return self.filter(customer__in=Customer.objects.visible_to(user))

    def open(self) -> "RiskQuerySet":
        return self.filter(closed_at__isnull=True)

    def by_weight(self) -> "RiskQuerySet":
        """By severity, the longest open first."""
        return self.order_by(rank("severity", Severity), "opened_at", "id")


@pghistory.track()
class Risk(models.Model):
    """An entry of the Risks box: a risk, an issue or an escalation of a customer."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="risks")
    kind = models.CharField(max_length=10, choices=RiskKind.choices)
    category = models.CharField(max_length=10, choices=RiskCategory.choices, blank=True)
    title = CleanCharField(max_length=200)
    severity = models.CharField(max_length=10, choices=Severity.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_risks",
    )  # NULL with an empty owner_name: nobody owns it yet
    owner_name = CleanCharField(max_length=150, blank=True)
    response = CleanTextField(max_length=2000, blank=True)  # what is being done; "": nothing yet
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    outcome = CleanTextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        indexes = [
            models.Index(
                fields=["customer"],
                condition=models.Q(closed_at__isnull=True),
                name="notes_risk_open",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "customer"],
                name="notes_risk_customer_unique",
                violation_error_message="A risk belongs to one customer.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=RiskKind.values),
                name="notes_risk_kind_known",
                violation_error_message="Choose risk, issue or escalation.",
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=["", *RiskCategory.values]),
                name="notes_risk_category_known",
                violation_error_message="Choose the category from the list, or leave it empty.",
            ),
            models.CheckConstraint(
                condition=models.Q(severity__in=Severity.values),
                name="notes_risk_severity_known",
                violation_error_message="Choose the severity: high, medium or low.",
            ),
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="notes_risk_title_present",
                violation_error_message="Say in a few words what the risk is.",
            ),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True) | models.Q(owner_name=""),
                name="notes_risk_one_owner",
                violation_error_message="A risk has one owner: a colleague, or somebody named.",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | models.Q(closed_at__isnull=False, closed_by__isnull=False) & ~models.Q(outcome=""),
                name="notes_risk_closed_pair",
                violation_error_message="Closing a risk needs an outcome: say how it ended.",
            ),
            models.CheckConstraint(
                condition=models.Q(response__length__lte=2000, outcome__length__lte=2000),
                name="notes_risk_text_length",
                violation_error_message="Response and outcome hold 2,000 characters each. Shorten the text.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("notes:risk-detail", args=[self.key])

    @property
    def owner_label(self) -> str:
        return self.owner.full_name if self.owner else self.owner_name

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def progress(self) -> RiskProgress:
        """How far it is: what is being done decides between open and being worked."""
        if not self.is_open:
            return RiskProgress.CLOSED
        return RiskProgress.WORKED if self.response else RiskProgress.OPEN


@pghistory.track()
class RiskMention(models.Model):
    """A note that calls out a risk of its customer."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="mentions")
    note = models.ForeignKey(Note, models.PROTECT, related_name="risk_mentions")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note", "risk"],
                name="notes_riskmention_once",
                violation_error_message="The note mentions this risk already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note} mentions {self.risk}"
