import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from customers.enums import EnterpriseColor
from customers.models import Tenant
from ftop.lib.fields import CleanCharField, CleanTextField
from notes.enterprise_content import EnterpriseContent
from notes.enterprise_spec import BRAND_LIMIT, TEXT_SECTIONS
from notes.enums import EnterpriseReason
from notes.models.note import Note

# Notes about a tenant never move, and a tenant never changes its customer: looking once, at the insert, is enough. That
# it is the winner is checked at publishing: another one may win later, and the note keeps its own.
_NOTE_OF_ANOTHER = """
IF NOT EXISTS (
    SELECT 1 FROM notes_note n JOIN customers_tenant t ON t.id = NEW.tenant_id
    WHERE n.id = NEW.note_id AND n.kind = 'enterprise' AND n.customer_id = t.customer_id
) THEN
    RAISE EXCEPTION 'notes_enterprisestatus_note: note of another kind or customer'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'notes_enterprisestatus_note';
END IF;
RETURN NULL;
"""


@pghistory.track()
class EnterpriseStatus(models.Model):
    """The fields of an Enterprise Status Note; its risks are entries of the Risks box that the note calls out."""

    note = models.OneToOneField(Note, models.PROTECT, primary_key=True, related_name="enterprise_status")
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="enterprise_statuses")
    reasons = ArrayField(models.CharField(max_length=20, choices=EnterpriseReason.choices))
    status = models.CharField(max_length=10, choices=EnterpriseColor.choices)
    exec_summary = CleanTextField()
    deployment_overview = CleanTextField()
    activities = models.JSONField(default=dict, blank=True)  # notes.enterprise_content.Activities
    public_name = CleanCharField(max_length=BRAND_LIMIT, blank=True)
    next_update_on = models.DateField()
    awareness = CleanTextField(blank=True)

    class Meta:
        verbose_name_plural = "enterprise statuses"
        triggers = [
            pgtrigger.Trigger(
                name="note_kind",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("note_id", "tenant_id"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=_NOTE_OF_ANOTHER,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reasons__contained_by=EnterpriseReason.values) & models.Q(reasons__len__gte=1),
                name="notes_enterprisestatus_reasons_known",
                violation_error_message="Choose at least one reason from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=EnterpriseColor.values),
                name="notes_enterprisestatus_status_known",
                violation_error_message="Choose the Enterprise status: Red, Yellow or Green.",
            ),
            models.CheckConstraint(
                condition=~models.Q(exec_summary="") & ~models.Q(deployment_overview=""),
                name="notes_enterprisestatus_text_present",
                violation_error_message="Write the Exec Summary and the deployment overview before you publish.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    **{
                        f"{section.field}__length__lte": section.limit
                        for section in TEXT_SECTIONS
                        if section.field != "public_name"
                    }
                ),
                name="notes_enterprisestatus_text_length",
                violation_error_message="A section holds 4,000 characters. Shorten it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Enterprise status {self.get_status_display()}"

    @property
    def content(self) -> EnterpriseContent:
        return EnterpriseContent(**{name: getattr(self, name) for name in EnterpriseContent.__dataclass_fields__})
