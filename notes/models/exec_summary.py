from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from customers.enums import DeploymentProgress, EngagementStatus
from ftop.lib.fields import CleanCharField, CleanTextField
from notes.exec_summary_carried import Carried
from notes.exec_summary_spec import (
    LONG_ONE_LINER_LIMIT,
    ONE_LINER_LIMIT,
    SECTION_BY_FIELD,
    TEXT_SECTIONS,
    WORKLOAD_TEXT_LIMIT,
)
from notes.models.note import Note
from notes.models.workload import Workload

_NOTE_OF_ANOTHER_KIND = """
IF NOT EXISTS (SELECT 1 FROM notes_note WHERE id = NEW.note_id AND kind = 'exec_summary') THEN
    RAISE EXCEPTION 'notes_execsummary_note_kind: note of another kind'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'notes_execsummary_note_kind';
END IF;
RETURN NULL;
"""

_WORKLOAD_RETIRED = """
IF EXISTS (SELECT 1 FROM notes_workload WHERE id = NEW.workload_id AND retired_at IS NOT NULL) THEN
    RAISE EXCEPTION 'notes_workloadstatus_active: workload retired'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'notes_workloadstatus_active';
END IF;
RETURN NEW;
"""


# Of a JSON object: values that are no day, as ISO 8601 writes it.
_NO_DAY = r'$.* ? (@.type() != "string" || !(@ like_regex "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))'


def _condition(*columns: str, template: str) -> models.Func:
    """A condition that the ORM has no lookup for."""
    # In the order of the alphabet, as migrations write them: Django takes another order for another condition.
    return models.Func(*columns, arg_joiner=" ?& ", output_field=models.BooleanField(), template=template)


@pghistory.track()
class ExecSummary(models.Model):
    """The sections of an Exec Summary as fields, for filters, comparison and forms; the note's text is the record."""

    note = models.OneToOneField(Note, models.PROTECT, primary_key=True, related_name="exec_summary")
    customer_description = CleanTextField()
    engagement_status = models.CharField(max_length=20, choices=EngagementStatus.choices)
    deployment_progress = models.CharField(max_length=20, choices=DeploymentProgress.choices)
    relationship = CleanTextField()
    support_requests = CleanTextField(blank=True)
    # The author confirmed "no escalations or issues"; False also where open risks were left out on purpose.
    has_no_risks = models.BooleanField(default=False)
    # The parts (`notes.exec_summary_carried`) that stand as in the summary before, with the day they were written in.
    unchanged_since = models.JSONField(default=dict, blank=True)
    # Those of them that were carried over and not confirmed as still true.
    unconfirmed = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    # The summary in one line for leadership's slides, short and long. Beside the canonical text, not part of it: the
    # seed fixes the template.
    one_liner = CleanCharField(max_length=ONE_LINER_LIMIT, blank=True)
    long_one_liner = CleanCharField(max_length=LONG_ONE_LINER_LIMIT, blank=True)

    class Meta:
        verbose_name_plural = "exec summaries"
        triggers = [
            pgtrigger.Trigger(
                name="note_kind",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("note_id"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=_NOTE_OF_ANOTHER_KIND,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(engagement_status__in=EngagementStatus.values),
                name="notes_execsummary_engagement_known",
                violation_error_message="Choose the status of the engagement: On Hold, Reactive or Fully Engaged.",
            ),
            models.CheckConstraint(
                condition=models.Q(deployment_progress__in=DeploymentProgress.values),
                name="notes_execsummary_deployment_known",
                violation_error_message="Choose the deployment progress: Not, Partially or Fully Deployed.",
            ),
            models.CheckConstraint(
                condition=~models.Q(customer_description="") & ~models.Q(relationship=""),
                name="notes_execsummary_text_present",
                violation_error_message="Describe the customer and the current relationship before you publish.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    **{
                        f"{section.field}__length__lte": SECTION_BY_FIELD[section.field].limit
                        for section in TEXT_SECTIONS
                    }
                ),
                name="notes_execsummary_text_length",
                violation_error_message="A section holds 4,000 characters. Shorten it.",
            ),
            models.CheckConstraint(
                condition=_condition(
                    "unchanged_since",
                    template="jsonb_typeof(%(expressions)s) = 'object' "
                    f"AND NOT jsonb_path_exists(%(expressions)s, '{_NO_DAY}')",
                ),
                name="notes_execsummary_unchanged_days",
                violation_error_message="Each unchanged part names the day since when it stands.",
            ),
            models.CheckConstraint(
                condition=_condition("unchanged_since", "unconfirmed", template="(%(expressions)s)"),
                name="notes_execsummary_unconfirmed_known",
                violation_error_message="Only what was carried over unchanged can wait to be confirmed.",
            ),
        ]

    def __str__(self) -> str:
        return f"Exec Summary {self.pk}"

    @property
    def carried(self) -> Carried:
        """What stands as in the summary before."""
        since = {part: date.fromisoformat(day) for part, day in self.unchanged_since.items()}
        return Carried(since, frozenset(self.unconfirmed))

    @carried.setter
    def carried(self, value: Carried) -> None:
        self.unchanged_since = {part: day.isoformat() for part, day in value.since.items()}
        self.unconfirmed = sorted(value.unconfirmed)


@pghistory.track()
class WorkloadStatus(models.Model):
    """One workload line of an Exec Summary, with the workload's name as it was on that day."""

    summary = models.ForeignKey(ExecSummary, models.PROTECT, related_name="workload_statuses")
    workload = models.ForeignKey(Workload, models.PROTECT, related_name="statuses")
    name = CleanCharField(max_length=100)
    position = models.PositiveIntegerField()
    text = CleanTextField()

    class Meta:
        ordering = ["position"]
        triggers = [
            # At insert only: amending and moving old notes must still work after a workload is retired.
            pgtrigger.Trigger(
                name="workload_active",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=_WORKLOAD_RETIRED,
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "workload"],
                name="notes_workloadstatus_once",
                violation_error_message="A workload stands in a summary once.",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") & models.Q(text__length__lte=WORKLOAD_TEXT_LIMIT),
                name="notes_workloadstatus_text_length",
                violation_error_message="Write the status and next actions of the workload in up to 2,000 characters.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workload.code}: {self.text[:40]}"
