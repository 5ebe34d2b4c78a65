import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from ftop.lib.fields import CleanCharField

CODE_PATTERN = r"^[A-Z][A-Z0-9]{1,9}$"

# Codes and aliases share one namespace. Writers hold the catalogue's lock (services), so the look is not raced.
_NAMES_TAKEN = """
IF EXISTS (
    SELECT 1 FROM notes_workload other
    WHERE other.id <> NEW.id
      AND (other.code || other.aliases) && (NEW.code || NEW.aliases)
) THEN
    RAISE EXCEPTION 'notes_workload_names_unique: code or alias in use'
        USING ERRCODE = 'unique_violation', CONSTRAINT = 'notes_workload_names_unique';
END IF;
RETURN NULL;
"""


class WorkloadQuerySet(models.QuerySet["Workload"]):
    def active(self) -> "WorkloadQuerySet":
        return self.filter(retired_at__isnull=True)


@pghistory.track()
class Workload(models.Model):
    """A product being deployed, known by its code. Retired ones stay readable in old notes."""

    code = models.CharField(max_length=10)
    name = CleanCharField(max_length=100)
    position = models.PositiveIntegerField()
    aliases = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1)

    objects = WorkloadQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        triggers = [
            pgtrigger.Trigger(
                name="names_unique",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("code", "aliases"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=_NAMES_TAKEN,
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="notes_workload_code_unique",
                violation_error_message="A workload with this code exists already.",
            ),
            models.UniqueConstraint(
                fields=["position"],
                name="notes_workload_position_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Two workloads cannot stand at the same place of the template.",
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=CODE_PATTERN),
                name="notes_workload_code_form",
                violation_error_message=(
                    "A code is 2 to 10 capital letters and digits and begins with a letter, such as EXO."
                ),
            ),
            # The name stands between the code and " - " in the canonical text, so it cannot hold a dash of its own.
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(name__regex=r"(^|\s)[-–—](\s|$)"),
                name="notes_workload_name_form",
                violation_error_message="Give a name of one line, without a dash standing between blanks.",
            ),
            models.CheckConstraint(
                condition=models.Q(retired_at__isnull=True, retired_by__isnull=True)
                | models.Q(retired_at__isnull=False, retired_by__isnull=False),
                name="notes_workload_retired_pair",
                violation_error_message="A retired workload names when and by whom.",
            ),
        ]

    def __str__(self) -> str:
        return f"[{self.code}] {self.name}"

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None
