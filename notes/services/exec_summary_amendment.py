"""Amending an Exec Summary: its sections and workload rows. Risks and requests live on their own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.history import acting
from ftop.lib.validation import rules_of_database
from notes.exec_summary_content import ExecSummaryContent, ExecSummaryInput, WorkloadLine
from notes.exec_summary_spec import SINGLE_SECTIONS
from notes.models import Note, Workload, WorkloadStatus
from notes.queries.exec_summaries import content_of
from notes.services.amending import amend, note_to_amend
from notes.services.exec_summary_carried import drop_changed
from notes.services.exec_summary_rules import check_sections, workloads_for, written_texts
from notes.services.note_body import summary_body
from notes.services.status_spans import recompute_summary_status

_RETIRED = "A workload was retired a moment ago. Nothing was changed; your text is kept. Save again to see which."


@transaction.atomic
def amend_exec_summary(
    *,
    note: Note,
    version: int,
    happened_on: date,
    content: ExecSummaryInput,
    workloads: Mapping[str, str],
    is_without_workloads: bool,
    reason: str,
    key: UUID | None = None,
    by: User,
    now: datetime,
) -> Note:
    """Change what an Exec Summary says, as its author, and return its note; equal content is no new version.

    A row that stays keeps the name its workload had that day, and may be edited though the workload is retired by now.
    `key` is that of the draft, which ends. Raises RuleError; StaleVersion when it was saved since `version`.
    """
    current = note_to_amend(note=note, draft=key, by=by)
    before = content_of(current)
    texts = written_texts(workloads=workloads)
    names = {line.code: line.name for line in before.workloads}
    said = ExecSummaryContent(**vars(content)).cleaned()
    # Also the second half of a double click.
    if (replace(before, workloads=()), _texts(before), current.happened_on) == (said, texts, happened_on):
        return current
    catalogue = workloads_for(texts=texts, kept=names)
    lines = (WorkloadLine(w.code, names.get(w.code, w.name), texts[w.code]) for w in catalogue)
    said = replace(said, workloads=tuple(lines))
    check_sections(content=said, is_without_workloads=is_without_workloads)
    body = summary_body(
        content=said,
        customer=current.customer,
        has_no_risks=current.exec_summary.has_no_risks,
        is_calling_out=current.risk_mentions.exists(),
    )
    amended = amend(note=current, version=version, body=body, happened_on=happened_on, reason=reason, by=by, now=now)
    with acting(by=by, now=now):
        _change_details(amended, said, catalogue)
        drop_changed(note=amended, before=before, content=said)
        recompute_summary_status(customer=amended.customer)
    return amended


def _texts(content: ExecSummaryContent) -> dict[str, str]:
    return {line.code: line.text for line in content.workloads}


def _change_details(note: Note, content: ExecSummaryContent, catalogue: Sequence[Workload]) -> None:
    """Rows that stay are changed in their place: only a new row asks whether its workload is in use today."""
    summary = note.exec_summary
    for section in SINGLE_SECTIONS:
        setattr(summary, section.field, getattr(content, section.field))
    rows = {status.workload_id: status for status in summary.workload_statuses.all()}
    summary.workload_statuses.exclude(workload__in=catalogue).delete()
    with rules_of_database({"notes_workloadstatus_active": _RETIRED}):
        summary.save(update_fields=[section.field for section in SINGLE_SECTIONS])
        for workload, line in zip(catalogue, content.workloads, strict=True):
            row = rows.get(workload.pk) or WorkloadStatus(summary=summary, workload=workload, name=line.name)
            if (row.text, row.position) != (line.text, workload.position):
                row.text, row.position = line.text, workload.position
                row.save(update_fields=["text", "position"] if row.pk else None)
