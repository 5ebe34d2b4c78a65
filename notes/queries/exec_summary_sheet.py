"""An Exec Summary as a file shows it."""

from datetime import date

from django.db.models import Prefetch

from ftop.accounts.models import User
from notes.enums import NoteKind, RiskKind, Severity
from notes.models import Note, Risk, RiskMention
from notes.models.note import NoteQuerySet
from notes.queries.exportable import exportable_notes
from notes.rendering.exec_summary_html import NO_RISKS, NONE_CALLED_OUT
from notes.rendering.exec_summary_sheet import sections_of
from notes.sheets import RiskSheet, SummarySheet

_RANK = {severity: rank for rank, severity in enumerate(Severity.values)}


def summaries_for_export(user: User) -> NoteQuerySet:
    """The Exec Summaries a person may take out, each with what `summary_sheet` needs. Two queries."""
    mentions = RiskMention.objects.select_related("risk__owner").order_by("risk__opened_at", "risk_id")
    return (
        exportable_notes(user)
        .filter(kind=NoteKind.EXEC_SUMMARY)
        .select_related("customer", "author", "exec_summary")
        .prefetch_related(Prefetch("risk_mentions", mentions))
    )


def summary_sheet(note: Note) -> SummarySheet:
    """What a file says of one of `summaries_for_export`; its risks as they stand now, the heaviest first. No query."""
    sections, lines = sections_of(note.text)
    risks = sorted((mention.risk for mention in note.risk_mentions.all()), key=lambda risk: _RANK[risk.severity])
    return {
        "customer": note.customer.name,
        "tpid": note.customer.tpid,
        "on": day_in_words(note.happened_on),
        "author": note.author.full_name,
        "sections": sections,
        "lines": lines,
        "risks": [risk_sheet(risk) for risk in risks],
        "risks_said": NO_RISKS if note.exec_summary.has_no_risks else NONE_CALLED_OUT,
    }


def risk_sheet(risk: Risk) -> RiskSheet:
    return {
        "kind": str(RiskKind(risk.kind).label),
        "severity": str(Severity(risk.severity).label),
        "title": risk.title,
        "owner": risk.owner_label,
        "is_open": risk.is_open,
        "response": risk.response.split("\n") if risk.response else [],
    }


def day_in_words(value: date) -> str:
    """`3 Mar 2026`: a file has no reader's "today", so the year always stands."""
    return f"{value.day} {value:%b %Y}"
