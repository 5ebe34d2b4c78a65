"""What stands on a customer's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from customers.models import Customer
from customers.queries.customer_detail import customers_for_detail
from customers.queries.customer_visit import with_new_since
from ftop.accounts.models import User
from ftop.lib.compiled import compiled
from notes.models import ExecSummaryRequest, NextAction, Note, Risk
from notes.queries.customer_counts import with_new_notes
from notes.queries.draft import with_drafts
from notes.queries.entitlements import with_entitlements
from notes.queries.exec_summaries import newest_exec_summary
from notes.queries.exec_summary_requests import own_open_among, requests_beside
from notes.queries.follow import with_follow
from notes.queries.next_actions import open_actions
from notes.queries.risks import open_risks
from notes.queries.timeline import Cursor, TimelineFilter, TimelinePage, timeline_page
from notes.queries.worth import with_worth


def customers_with_page(user: User, key: UUID, *, now: datetime) -> list[Customer]:
    """The customer with all that its page shows of it alone; none where this person may not read it. One query."""
    return _with_page(key, user.pk, now, roles=tuple(user.roles))


def customers_with_head(user: User, key: UUID, *, now: datetime) -> list[Customer]:
    """The customer with what the head of its page and the timeline need of it; none as above. One query."""
    return _with_head(key, user.pk, now, roles=tuple(user.roles))


@compiled
def _with_page(key: UUID, reader: int, now: datetime, *, roles: Sequence[str]) -> QuerySet[Customer]:
    user = User(pk=reader, roles=roles)
    requests = Exists(ExecSummaryRequest.objects.filter(customer=OuterRef("pk")))
    customers = with_drafts(with_new_since(customers_for_detail(user), user, now=now), user).annotate(
        has_requests=requests
    )
    return with_follow(with_entitlements(with_worth(with_new_notes(customers, user), user)), user).filter(key=key)


@compiled
def _with_head(key: UUID, reader: int, now: datetime, *, roles: Sequence[str]) -> QuerySet[Customer]:
    user = User(pk=reader, roles=roles)
    return with_new_since(customers_for_detail(user), user, now=now).filter(key=key)


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
    """Everything beside and below the composer, of a customer read by `customers_with_page`.

    Seven queries, whatever the customer's history; one less where nobody ever asked for an Exec Summary.
    """
    requests = requests_beside(customer, user=user) if customer.has_requests else []  # type: ignore[attr-defined]
    return CustomerPage(
        timeline=timeline_page(customer, user=user, wanted=wanted, cursor=cursor),
        risks=list(open_risks(customer)),
        actions=list(open_actions(customer)),
        newest_summary=newest_exec_summary(customer),
        requests=requests,
        own_request=own_open_among(requests, user=user),
    )
