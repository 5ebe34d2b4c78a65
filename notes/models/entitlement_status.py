import pghistory
import pgtrigger
from django.db import models

from ftop.lib.fields import CleanTextField
from notes.enums import EntitlementState
from notes.models.entitlement import Entitlement
from notes.models.note import Note

REASON_LIMIT = 400

# Notes about a tenant never move, and a tenant never changes its customer: looking once, at the insert, is enough.
_NOTE_OF_ANOTHER = """
IF NOT EXISTS (
    SELECT 1 FROM notes_note n
    JOIN notes_entitlement e ON e.id = NEW.entitlement_id
    JOIN customers_tenant t ON t.id = e.tenant_id
    WHERE n.id = NEW.note_id AND n.kind = 'entitlement' AND n.customer_id = t.customer_id
) THEN
    RAISE EXCEPTION 'notes_entitlementstatus_note: note of another kind or customer'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'notes_entitlementstatus_note';
END IF;
RETURN NULL;
"""


@pghistory.track()
class EntitlementStatus(models.Model):
    """What an Entitlement Status Note says of its cell: the status, and in a sentence or two intent and why."""

    note = models.OneToOneField(Note, models.PROTECT, primary_key=True, related_name="entitlement_status")
    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=20, choices=EntitlementState.choices)
    reason = CleanTextField()

    class Meta:
        verbose_name_plural = "entitlement statuses"
        triggers = [
            pgtrigger.Trigger(
                name="note_kind",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("note_id", "entitlement_id"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=_NOTE_OF_ANOTHER,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=EntitlementState.values),
                name="notes_entitlementstatus_status_known",
                violation_error_message="Choose the status: in progress, blocked, no intent, unknown or invalid.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="") & models.Q(reason__length__lte=REASON_LIMIT),
                name="notes_entitlementstatus_reason_length",
                violation_error_message="Say the intent and why, in one or two sentences of up to 400 characters.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.reason[:40]}"
