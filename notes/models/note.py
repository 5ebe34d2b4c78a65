import uuid
from datetime import date, timedelta

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.fields.tuple_lookups import TupleLessThan
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.fields import CleanCharField, CleanTextField
from notes.enums import NoteKind

OVERALL_TEXT_LIMIT = 20_000
REASON_LIMIT = 1000
# An Exec Summary is an Overall Status Note (seed): both count for the age of a customer's last one.
OVERALL_KINDS = (NoteKind.OVERALL, NoteKind.EXEC_SUMMARY)

_DETAILS_MISSING = """
IF NEW.kind = 'exec_summary' AND NOT EXISTS (SELECT 1 FROM notes_execsummary WHERE note_id = NEW.id)
    OR NEW.kind = 'enterprise' AND NOT EXISTS (SELECT 1 FROM notes_enterprisestatus WHERE note_id = NEW.id)
    OR NEW.kind = 'entitlement' AND NOT EXISTS (SELECT 1 FROM notes_entitlementstatus WHERE note_id = NEW.id) THEN
    RAISE EXCEPTION 'notes_note_details_by_kind: details missing'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'notes_note_details_by_kind';
END IF;
RETURN NULL;
"""


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: User) -> "NoteQuerySet":
        """The notes of every customer this person may read."""
        return self.filter(customer__in=Customer.objects.visible_to(user))

    def standing(self) -> "NoteQuerySet":
        """Without the withdrawn ones: they stay on the timeline as a stub and count for nothing."""
        return self.filter(withdrawn_at__isnull=True)

    def before(self, on: date, pk: int) -> "NoteQuerySet":
        """Those after this place in the order newest first.

        A row comparison can use the index; two conditions joined by OR read 160 times the buffers.
        """
        return self.filter(TupleLessThan((models.F("happened_on"), models.F("id")), (on, pk)))


class NoteManager(models.Manager["Note"]):
    def get_queryset(self) -> NoteQuerySet:
        """Without the search's words, which nobody reads and which are as long as the text."""
        return NoteQuerySet(self.model, using=self._db).defer("search_vector")


@pghistory.track(exclude=["html", "excerpt_html", "renderer_version", "submission_digest", "search_vector"])
class Note(models.Model):
    """What was said about a customer: one entry of the timeline, of any kind.

    `text` is the record: the canonical plain text as published. `html` is rendered from it once, at save.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=NoteKind.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes")
    happened_on = models.DateField()  # the day of the call, where the author was
    written_at = models.DateTimeField()
    text = CleanTextField()
    html = models.TextField()
    excerpt_html = models.TextField(blank=True)  # "": the note is short and shown whole
    renderer_version = models.PositiveSmallIntegerField()
    tags = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    # Codes of the workloads the note speaks of: the rows of a summary, or those named in the text.
    workload_codes = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    no_action_reason = CleanCharField(max_length=500, blank=True)
    is_escalated = models.BooleanField(default=False)
    # Of the submitted form: the same key with the same digest is a resend, with another one a different note.
    submission_digest = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)  # of the words; withdrawing and moving leave it
    # By the author, as nobody else amends. NULL: as first written, or amended before anybody else had read it.
    amended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdraw_reason = CleanTextField(blank=True)

    # Of `notes.rendering.search_text`, written with the text; PostgreSQL's own words for it (configuration "simple").
    search_vector = SearchVectorField(editable=False)

    objects = NoteManager.from_queryset(NoteQuerySet)()

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [
            models.Index(fields=["customer", "-happened_on", "-id"], name="notes_note_timeline"),
            # The newest summary stands on every page of a customer: it is not looked for among its notes.
            models.Index(
                fields=["customer", "-happened_on", "-id"],
                condition=models.Q(kind=NoteKind.EXEC_SUMMARY, withdrawn_at__isnull=True),
                name="notes_note_summaries",
            ),
            models.Index(fields=["author", "-written_at"], name="notes_note_by_author"),
            models.Index(fields=["customer", "-written_at"], name="notes_note_by_writing"),
            # What is common is looked for along the days, what is rare among its words (`notes.queries.search`).
            models.Index(fields=["-happened_on", "-id"], name="notes_note_by_day"),
            GinIndex(fields=["tags"], name="notes_note_tags"),
            # Whether a note says the same is asked on each publishing.
            HashIndex(fields=["submission_digest"], name="notes_note_digest"),
            # Without the list of pending entries: a search would read all of it.
            GinIndex(fields=["search_vector"], name="notes_note_words", fastupdate=False),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="details_by_kind",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("kind"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=_DETAILS_MISSING,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
        constraints = [
            # The target of the composite foreign keys that hold actions, mentions and answers to one customer.
            models.UniqueConstraint(
                fields=["id", "customer"],
                name="notes_note_customer_unique",
                violation_error_message="A note belongs to one customer.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=NoteKind.values),
                name="notes_note_kind_known",
                violation_error_message="Choose the kind of note from the list.",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="notes_note_text_present",
                violation_error_message="Write what happened before you save.",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=NoteKind.OVERALL) | models.Q(text__length__lte=OVERALL_TEXT_LIMIT),
                name="notes_note_text_length",
                violation_error_message="A note holds 20,000 characters. Shorten it, or save it as two notes.",
            ),
            # The exact check is made in the author's zone, by the service; no zone is more than a day ahead.
            models.CheckConstraint(
                condition=models.Q(happened_on__lte=models.F("written_at") + timedelta(days=1)),
                name="notes_note_happened_on_past",
                violation_error_message="The date of the call cannot be in the future.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdraw_reason="")
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~models.Q(withdraw_reason=""),
                name="notes_note_withdrawn_pair",
                violation_error_message="Say why the note is withdrawn. The reason stands in its place.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdraw_reason__length__lte=REASON_LIMIT),
                name="notes_note_withdraw_reason_length",
                violation_error_message="A reason holds 1,000 characters. Shorten it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.happened_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("notes:note-detail", args=[self.key])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def written_on(self) -> date:
        """The day of writing where the author lives, as `happened_on` is: shown where the two differ."""
        return self.author.day_of(self.written_at)
