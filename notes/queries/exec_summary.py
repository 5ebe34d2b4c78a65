"""What the Exec Summary editor shows beside the form."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from customers.enums import AssignmentRole, Priority
from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import NoteKind
from notes.models import ExecSummaryRequest, Note, Risk, Workload
from notes.queries.exec_summary_requests import open_requests


@dataclass(frozen=True)
class SinceLast:
    """The newest Exec Summary, and what happened since it was written."""

    summary: Note
    note_count: int
    opened_risk_count: int
    closed_risk_count: int


class Editor:
    """Each part is read once, when it is asked for: the preview needs the workloads alone."""

    def __init__(self, customer: Customer) -> None:
        self.customer = customer

    @cached_property
    def workloads(self) -> list[Workload]:
        """All, retired ones too: a form opened before the retirement may still name one."""
        return list(Workload.objects.order_by("position"))

    @cached_property
    def open_risks(self) -> list[Risk]:
        return list(Risk.objects.open().filter(customer=self.customer).by_weight().select_related("owner"))

    @cached_property
    def open_requests(self) -> list[ExecSummaryRequest]:
        return list(open_requests(self.customer))

    @cached_property
    def since_last(self) -> SinceLast | None:
        """None: this is the first summary of the customer."""
        summaries = self.customer.notes.filter(kind=NoteKind.EXEC_SUMMARY).select_related("author")
        summary = summaries.order_by("-written_at", "-id").first()
        if summary is None:
            return None
        risks = self.customer.risks.aggregate(
            opened=Count("pk", filter=Q(opened_at__gt=summary.written_at)),
            closed=Count("pk", filter=Q(closed_at__gt=summary.written_at)),
        )
        return SinceLast(
            summary=summary,
            note_count=self.customer.notes.filter(written_at__gt=summary.written_at).count(),
            opened_risk_count=risks["opened"],
            closed_risk_count=risks["closed"],
        )

    @property
    def suggested_codes(self) -> frozenset[str]:
        """The workloads of the last summary, whose rows stand open at first."""
        return frozenset(self.since_last.summary.workload_codes) if self.since_last else frozenset()

    @property
    def needs_request(self) -> bool:
        """Low priority: no updates are expected unless asked for, and nobody asks (source: playbook)."""
        return self.customer.priority == Priority.LOW and not self.open_requests

    @property
    def regional_managers(self) -> list[User]:
        """Whom to ask for a request."""
        return [a.person for a in self.customer.current_assignments if a.role == AssignmentRole.RM]
