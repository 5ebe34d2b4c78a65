import pghistory
from django.conf import settings
from django.db import models

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.fields import CleanCharField, CleanTextField
from notes.models.note import Note

ACTION_TEXT_LIMIT = 500


class NextActionQuerySet(models.QuerySet["NextAction"]):
    def visible_to(self, user: User) -> "NextActionQuerySet":
        return self.filter(customer__in=Customer.objects.visible_to(user))

    def open(self) -> "NextActionQuerySet":
        return self.filter(done_at__isnull=True)


@pghistory.track()
class NextAction(models.Model):
    """What follows from a note: action, date and owner. Lives until it is marked done."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="next_actions")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="next_actions")
    text = CleanTextField()
    due_on = models.DateField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="next_actions",
    )  # NULL: somebody without an account, named in owner_name
    owner_name = CleanCharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    outcome = CleanTextField(blank=True)

    objects = NextActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["customer", "due_on"],
                condition=models.Q(done_at__isnull=True),
                name="notes_nextaction_open",
            ),
            models.Index(
                fields=["owner", "due_on"],
                condition=models.Q(done_at__isnull=True),
                name="notes_nextaction_of_owner",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") & models.Q(text__length__lte=ACTION_TEXT_LIMIT),
                name="notes_nextaction_text_length",
                violation_error_message="Say what is to be done in up to 500 characters.",
            ),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False, owner_name="")
                | models.Q(owner__isnull=True) & ~models.Q(owner_name=""),
                name="notes_nextaction_one_owner",
                violation_error_message="A next action has one owner: a colleague, or somebody named.",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, done_by__isnull=True, outcome="")
                | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="notes_nextaction_done_pair",
                violation_error_message="A next action that is done names when and by whom.",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__length__lte=ACTION_TEXT_LIMIT),
                name="notes_nextaction_outcome_length",
                violation_error_message="An outcome holds 500 characters. Shorten it.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owner_label(self) -> str:
        return self.owner.full_name if self.owner else self.owner_name

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
