"""What stands on a customer's page, below its head."""

from collections.abc import Sequence
from dataclasses import dataclass

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExecSummaryRequest, NextAction, Note, Risk
from notes.queries.exec_summaries import newest_exec_summary
from notes.queries.exec_summary_requests import own_open_among, requests_beside
from notes.queries.next_actions import open_actions
from notes.queries.risks import open_risks
from notes.queries.timeline import Cursor, TimelineFilter, TimelinePage, timeline_page


@dataclass(frozen=True)
class CustomerPage:
    timeline: TimelinePage
    risks: Sequence[Risk]
    actions: Sequence[NextAction]
    newest_summary: Note | None
    requests: Sequence[ExecSummaryRequest]
    own_request: ExecSummaryRequest | None

    @property
    def worst_severity(self) -> str:
        """Of the open risks, the heaviest first; "" with none open."""
        return self.risks[0].severity if self.risks else ""


def customer_page(customer: Customer, *, user: User, wanted: TimelineFilter, cursor: Cursor | None) -> CustomerPage:
    """Everything beside and below the composer. Seven queries, whatever the customer's history."""
    requests = requests_beside(customer, user=user)
    return CustomerPage(
        timeline=timeline_page(customer, user=user, wanted=wanted, cursor=cursor),
        risks=list(open_risks(customer)),
        actions=list(open_actions(customer)),
        newest_summary=newest_exec_summary(customer),
        requests=requests,
        own_request=own_open_among(requests, user=user),
    )
