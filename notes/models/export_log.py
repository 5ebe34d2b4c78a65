import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ftop.lib.fields import CleanTextField
from notes.enums import ExportKind, ExportPurpose, FileFormat

PURPOSE_TEXT_LIMIT = 500


class ExportLog(models.Model):
    """One file that left the app: who took it, what it held, and what for. Append-only.

    Customers and notes are never deleted, so their ids say for good what was in the file.
    """

    exported_at = models.DateTimeField()
    exported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ExportKind.choices)
    file_format = models.CharField(max_length=10, choices=FileFormat.choices)
    customer_ids = ArrayField(models.BigIntegerField())
    note_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    purpose = models.CharField(max_length=20, choices=ExportPurpose.choices)
    purpose_text = CleanTextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["exported_by", "-id"], name="notes_exportlog_by_person"),
            GinIndex(fields=["customer_ids"], name="notes_exportlog_of_customer"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ExportKind.values, file_format__in=FileFormat.values),
                name="notes_exportlog_kind_known",
                violation_error_message="Choose what to export, and as which kind of file.",
            ),
            models.CheckConstraint(
                # A list of people, or one that has become empty, is about no customer; a portfolio names none.
                condition=models.Q(customer_ids__len__gt=0)
                | models.Q(kind__in=[ExportKind.DATA_QUALITY, ExportKind.PORTFOLIO]),
                name="notes_exportlog_customers_present",
                violation_error_message="An export names the customers it is about.",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=ExportPurpose.values),
                name="notes_exportlog_purpose_known",
                violation_error_message="Choose what the file is for.",
            ),
            models.CheckConstraint(
                condition=~models.Q(purpose=ExportPurpose.OTHER, purpose_text=""),
                name="notes_exportlog_purpose_said",
                violation_error_message="Say in a few words what the file is for.",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose_text__length__lte=PURPOSE_TEXT_LIMIT),
                name="notes_exportlog_purpose_length",
                violation_error_message="The purpose holds 500 characters. Shorten it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} as {self.get_file_format_display()}"
