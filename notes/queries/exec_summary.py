"""What the Exec Summary editor shows beside the form."""

from functools import cached_property
from uuid import UUID

from customers.enums import AssignmentRole, Priority
from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExecSummaryRequest, Note, Risk, Workload
from notes.queries.exec_summaries import newest_exec_summary, summary_by_key
from notes.queries.exec_summary_requests import open_requests
from notes.queries.workloads import every_workload


class Editor:
    """Each part is read once, when it is asked for: the preview needs the workloads alone."""

    def __init__(self, customer: Customer) -> None:
        self.customer = customer

    @cached_property
    def workloads(self) -> list[Workload]:
        """All, retired ones too: a form opened before the retirement may still name one."""
        return every_workload()

    @cached_property
    def open_risks(self) -> list[Risk]:
        return list(Risk.objects.open().filter(customer=self.customer).by_weight().select_related("owner"))

    @cached_property
    def open_requests(self) -> list[ExecSummaryRequest]:
        return list(open_requests(self.customer))

    @cached_property
    def last_summary(self) -> Note | None:
        """The newest Exec Summary, with how much happened since; None: this is the first one."""
        return newest_exec_summary(self.customer)

    def summary_named(self, key: UUID) -> Note | None:
        """A standing summary of the customer, such as the one a form began with. No query for the newest one."""
        last = self.last_summary
        return last if last and last.key == key else summary_by_key(self.customer, key)

    @property
    def suggested_codes(self) -> frozenset[str]:
        """The workloads of the last summary, whose rows stand open at first."""
        return frozenset(self.last_summary.workload_codes) if self.last_summary else frozenset()

    @property
    def needs_request(self) -> bool:
        """Low priority: no updates are expected unless asked for, and nobody asks (source: playbook)."""
        return self.customer.priority == Priority.LOW and not self.open_requests

    @property
    def regional_managers(self) -> list[User]:
        """Whom to ask for a request."""
        return [a.person for a in self.customer.current_assignments if a.role == AssignmentRole.RM]
