"""Reads of the Exec Summaries that were asked for at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RequestState
from notes.models import ExecSummaryRequest, RequestBatch
from notes.queries.exec_summary_requests import with_people

NEWEST = 10


@dataclass(frozen=True)
class Progress:
    """How far the requests of a batch are, in the order of their steps; each figure counts requests."""

    asked: int
    seen: int
    drafting: int
    asking_back: int
    answered: int
    not_needed: int
    withdrawn: int

    @property
    def ended(self) -> int:
        return self.answered + self.not_needed + self.withdrawn


@dataclass(frozen=True)
class Choice:
    """The customers chosen, told apart by what can be done: ask, or leave out and say why."""

    to_ask: Sequence[Customer]
    waiting: Sequence[Customer]
    archived: Sequence[Customer]


def choice_of(user: User, *, ids: Sequence[int]) -> Choice:
    """Sort the chosen customers that this person may read into those to ask for and those left out. Two queries."""
    customers = Customer.objects.visible_to(user).in_bulk(ids)
    found = [customers[pk] for pk in ids if pk in customers]
    own = ExecSummaryRequest.objects.open().filter(requested_by=user, customer__in=found)
    waiting = set(own.values_list("customer_id", flat=True))
    active = [customer for customer in found if not customer.is_archived]
    return Choice(
        to_ask=[customer for customer in active if customer.pk not in waiting],
        waiting=[customer for customer in active if customer.pk in waiting],
        archived=[customer for customer in found if customer.is_archived],
    )


def batches_of(user: User) -> QuerySet[RequestBatch]:
    """This person's newest batches, each with the counts of its steps. One query."""

    def count(**which: object) -> Count:
        return Count("requests", filter=Q(**{f"requests__{name}": value for name, value in which.items()}))

    batches = RequestBatch.objects.filter(asked_by=user).annotate(
        asked_count=Count("requests"),
        seen_count=count(seen_at__isnull=False),
        answered_count=count(state=RequestState.ANSWERED),
        not_needed_count=count(state=RequestState.NOT_NEEDED),
    )
    return batches.order_by("-asked_at", "-id")[:NEWEST]


def requests_in(batch: RequestBatch, *, user: User) -> list[ExecSummaryRequest]:
    """The requests of a batch that this person may read, by customer. One query."""
    rows = with_people(ExecSummaryRequest.objects.visible_to(user).filter(batch=batch))
    return list(rows.select_related("customer").order_by("customer__name_folded", "customer_id"))


def progress_of(requests: Sequence[ExecSummaryRequest]) -> Progress:
    """Count the steps of requests read with `with_progress`."""
    states = [request.state for request in requests]
    return Progress(
        asked=len(requests),
        seen=sum(request.seen_at is not None for request in requests),
        drafting=sum(request.drafting_since is not None for request in requests),  # type: ignore[attr-defined]
        asking_back=sum(request.is_asking_back for request in requests),
        answered=states.count(RequestState.ANSWERED),
        not_needed=states.count(RequestState.NOT_NEEDED),
        withdrawn=states.count(RequestState.WITHDRAWN),
    )
