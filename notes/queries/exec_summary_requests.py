"""Reads of the requests for Exec Summaries."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet, Subquery

from customers.enums import AssignmentRole
from customers.models import Customer
from customers.queries.assigned_customers import customers_of
from ftop.accounts.models import User
from notes.enums import RequestFilter
from notes.models import ExecSummaryRequest, Note
from notes.models.exec_summary_request import ExecSummaryRequestQuerySet

PAGE_SIZE = 50


def open_requests(customer: Customer) -> QuerySet[ExecSummaryRequest]:
    """The open requests of a customer with who asked, the first one first. One of them unlocks a Low customer."""
    return (
        ExecSummaryRequest.objects.open()
        .filter(customer=customer)
        .select_related("requested_by", "seen_by")
        .order_by("requested_at", "id")
    )


def requests_beside(customer: Customer, *, user: User) -> list[ExecSummaryRequest]:
    """What the customer page shows: the open requests, and this person's own last one where it has ended. One query."""
    rows = _with_people(ExecSummaryRequest.objects.filter(customer=customer))
    found = list(rows.filter(Q(ended_at__isnull=True) | Q(pk=_last_of(customer, user))).order_by("requested_at", "id"))
    is_waiting = own_open_among(found, user=user) is not None
    return [row for row in found if row.ended_at is None or not is_waiting]


def own_open_among(requests: Iterable[ExecSummaryRequest], *, user: User) -> ExecSummaryRequest | None:
    """The one of these requests of one customer that this person waits for. No query."""
    return next((row for row in requests if row.ended_at is None and row.requested_by_id == user.pk), None)


def own_open_request(customer: Customer, *, user: User) -> ExecSummaryRequest | None:
    """The request of this person that is open for the customer, if there is one. One query."""
    return open_requests(customer).filter(requested_by=user).first()


def answered_by(note: Note) -> QuerySet[ExecSummaryRequest]:
    """The requests that a note answers, each with who asked. One query."""
    return note.answered_requests.select_related("requested_by").order_by("requested_at", "id")


def request_list(user: User, *, shown: RequestFilter, before: int | None = None) -> list[ExecSummaryRequest]:
    """Requests this person may read, the newest first: a page and one more where there are older ones. One query.

    Waiting are the open ones this person may answer; `before` is the id of the last one of the page before.
    """
    rows = _with_people(ExecSummaryRequest.objects.visible_to(user)).select_related("customer")
    if shown == RequestFilter.WAITING:
        rows = rows.open().filter(customer__in=customers_of(user, AssignmentRole.FM, AssignmentRole.FTA))
    elif shown == RequestFilter.MINE:
        rows = rows.filter(requested_by=user)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[: PAGE_SIZE + 1])


def _last_of(customer: Customer, user: User) -> Subquery:
    mine = ExecSummaryRequest.objects.filter(customer=customer, requested_by=user)
    return Subquery(mine.order_by("-requested_at", "-id").values("pk")[:1])


def _with_people(rows: ExecSummaryRequestQuerySet) -> ExecSummaryRequestQuerySet:
    return rows.select_related("requested_by", "seen_by", "ended_by", "answered_by_note")
