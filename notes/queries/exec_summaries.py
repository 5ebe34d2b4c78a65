"""Exec Summaries of a customer: their content, the newest, the one before another."""

from functools import cache
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.compiled import compiled
from notes.enums import NoteKind
from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exec_summary_spec import SINGLE_SECTIONS
from notes.models import NextAction, Note, NoteRead, WorkloadStatus
from notes.models.note import NoteQuerySet


def content_of(note: Note) -> ExecSummaryContent:
    """What a published Exec Summary says, as values, with the workloads' names of its day.

    At most two queries; none for a note of `summaries_of`, which brings its workload lines along.
    """
    summary = note.exec_summary
    values = {section.field: getattr(summary, section.field) for section in SINGLE_SECTIONS}
    if (rows := getattr(note, "line_rows", None)) is not None:
        lines = [WorkloadLine(**row) for row in rows]
    else:
        statuses = summary.workload_statuses.select_related("workload")
        lines = [WorkloadLine(status.workload.code, status.name, status.text) for status in statuses]
    return ExecSummaryContent(**values, workloads=tuple(lines))


def summaries_of(customer: Customer) -> NoteQuerySet:
    """The standing Exec Summaries of a customer, the newest first, whole but for their text and HTML. One query."""
    return _all_summaries().filter(customer=customer)


@cache
def _all_summaries() -> NoteQuerySet:
    """Put together once: building it costs more than asking it, and every customer page does."""
    lines = WorkloadStatus.objects.filter(summary=OuterRef("pk")).order_by("position")
    line = JSONObject(code=F("workload__code"), name=F("name"), text=F("text"))
    return (
        Note.objects.standing()
        .filter(kind=NoteKind.EXEC_SUMMARY)
        .defer("text", "html", "excerpt_html")
        .select_related("exec_summary", "author")
        .annotate(line_rows=ArraySubquery(lines.values(row=line)))
        .order_by("-happened_on", "-id")
    )


def summary_before(note: Note, *, reader: User) -> Note | None:
    """The standing Exec Summary before this one, by the day it speaks of; None: it is the first. One query.

    Carries `is_read`: this person has looked at it.
    """
    read = Exists(NoteRead.objects.filter(note=OuterRef("pk"), person=reader))
    return summaries_of(note.customer).before(note.happened_on, note.pk).annotate(is_read=read).first()


def summary_by_key(customer: Customer, key: UUID) -> Note | None:
    """A standing Exec Summary of the customer; None where it is none or was withdrawn. One query."""
    return summaries_of(customer).filter(key=key).first()


def newest_exec_summary(customer: Customer) -> Note | None:
    """The newest Exec Summary with its sections and author, or None.

    Carries what happened since it was written: `notes_since` and `actions_done_since`. One query.
    """
    return next(iter(_newest(customer.pk)), None)


@compiled
def _newest(customer: int) -> QuerySet[Note]:
    later_notes = Note.objects.standing().filter(customer=OuterRef("customer"), written_at__gt=OuterRef("written_at"))
    done = NextAction.objects.filter(customer=OuterRef("customer"), done_at__gt=OuterRef("written_at"))
    newest = _all_summaries().filter(customer=customer)
    return newest.annotate(notes_since=_count(later_notes), actions_done_since=_count(done))[:1]


def _count(rows: QuerySet) -> Coalesce:
    per_customer = rows.order_by().values("customer").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(per_customer, output_field=IntegerField()), 0)
