from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from customers.models import Customer
from notes.enums import NoteKind
from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exec_summary_spec import SINGLE_SECTIONS
from notes.models import NextAction, Note


def content_of(note: Note) -> ExecSummaryContent:
    """What a published Exec Summary says, as values, with the workloads' names of its day. At most two queries."""
    summary = note.exec_summary
    statuses = summary.workload_statuses.select_related("workload")
    values = {section.field: getattr(summary, section.field) for section in SINGLE_SECTIONS}
    return ExecSummaryContent(
        **values, workloads=tuple(WorkloadLine(status.workload.code, status.name, status.text) for status in statuses)
    )


def newest_exec_summary(customer: Customer) -> Note | None:
    """The newest Exec Summary with its sections and author, or None.

    Carries what happened since it was written: `notes_since` and `actions_done_since`. One query.
    """
    summaries = Note.objects.standing().filter(customer=customer, kind=NoteKind.EXEC_SUMMARY)
    later_notes = Note.objects.standing().filter(customer=OuterRef("customer"), written_at__gt=OuterRef("written_at"))
    done = NextAction.objects.filter(customer=OuterRef("customer"), done_at__gt=OuterRef("written_at"))
    return (
        summaries.defer("text", "html", "excerpt_html")
        .select_related("exec_summary", "author")
        .annotate(notes_since=_count(later_notes), actions_done_since=_count(done))
        .order_by("-happened_on", "-id")
        .first()
    )


def _count(rows: QuerySet) -> Coalesce:
    per_customer = rows.order_by().values("customer").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(per_customer, output_field=IntegerField()), 0)
