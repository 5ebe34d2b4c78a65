"""Many customers read one by one: where one stands among them, and what one reads of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When, Window
from django.db.models.functions import FirstValue, Lag, Lead, Left, RowNumber

from customers.models import Customer
from customers.queries.customer_list import CustomerFilter, customers_for, with_people
from customers.queries.customer_visit import with_new_since
from ftop.accounts.models import User
from notes.enums import NoteKind
from notes.models import ExecSummaryRequest, NextAction, Note, NoteComment, NoteRead, RequestBatch, Risk
from notes.queries.exec_summary_requests import with_people as with_request_people
from notes.queries.next_actions import open_actions
from notes.queries.note_comments import thread_of

FIRST_LINES = 400  # characters of a new note
MOST_NEW = 8  # notes; the customer's page has them all
FIRST_VISIT_NOTES = 3


@dataclass(frozen=True)
class Place:
    """Where a customer stands in a run; `previous` and `next` are keys, None at the ends. Positions begin with 1."""

    key: UUID
    position: int
    total: int
    previous: UUID | None
    next: UUID | None


@dataclass(frozen=True)
class Reading:
    """What is read of one customer. `since` is None on the first visit: then the newest notes stand for what is new."""

    customer: Customer
    since: datetime | None
    new_notes: Sequence[Note]
    has_more_notes: bool
    new_risks: Sequence[Risk]
    closed_risks: Sequence[Risk]
    open_risks: Sequence[Risk]
    actions: Sequence[NextAction]
    summary: Note | None
    thread: Sequence[NoteComment]
    requests: Sequence[ExecSummaryRequest]

    @property
    def has_news(self) -> bool:
        return bool(self.new_notes or self.new_risks or self.closed_risks or self.is_summary_new)

    @property
    def is_summary_new(self) -> bool:
        if self.summary is None or self.summary.is_own:  # type: ignore[attr-defined]
            return False
        return self.summary.written_at > self.since if self.since else not self.summary.is_marked_read  # type: ignore[attr-defined]


def batch_customers(user: User, batch: RequestBatch) -> QuerySet[Customer]:
    """The customers of a batch that this person may read, by name."""
    asked = ExecSummaryRequest.objects.filter(customer=OuterRef("pk"), batch=batch)
    return customers_for(user, asked=CustomerFilter(is_with_archived=True)).filter(Exists(asked))


def chosen_customers(user: User, keys: Collection[UUID], *, sort: str) -> QuerySet[Customer]:
    """Those with these keys that this person may read, sorted as the list was."""
    return customers_for(user, asked=CustomerFilter(is_with_archived=True, sort=sort)).filter(key__in=keys)


def place_in(customers: QuerySet[Customer], *, key: UUID | None) -> Place | None:
    """Where the customer with this key stands among the sorted customers, or the first of them; None: nowhere.

    One query, which costs the same at every place: the neighbours come from window functions, not from an offset.
    """
    order: Any = list(customers.query.order_by)
    # A condition on the window of one row is asked after all windows are built; one on the key itself would empty them.
    rows = (
        customers.select_related(None)
        .prefetch_related(None)
        .annotate(
            this=Window(FirstValue("key"), partition_by=["pk"]),
            position=Window(RowNumber(), order_by=order),
            total=Window(Count("*")),
            previous=Window(Lag("key"), order_by=order),
            next=Window(Lead("key"), order_by=order),
        )
    )
    rows = rows.filter(position=1) if key is None else rows.filter(this=key)
    found = list(rows.order_by().values("key", "position", "total", "previous", "next"))
    return Place(**found[0]) if found else None


def reading_of(user: User, key: UUID, *, batch: RequestBatch | None, now: datetime) -> Reading:
    """What this person reads of the customer: what is new to them first. Eight queries.

    New is what others wrote, opened or closed since the visit before this one. Of a batch come its own requests, else
    the open ones of this person.
    """
    customers = with_new_since(Customer.objects.visible_to(user), user, now=now)
    customer = with_people(customers).get(key=key)
    since: datetime | None = customer.new_since  # type: ignore[attr-defined]
    summary = _newest_summary(customer, user)
    notes = _new_notes(customer, user, since=since, besides=summary)
    risks = _risks(customer, since=since)
    return Reading(
        customer=customer,
        since=since,
        new_notes=notes[:MOST_NEW],
        has_more_notes=len(notes) > MOST_NEW,
        new_risks=[risk for risk in risks if since and risk.is_open and risk.opened_at > since],
        closed_risks=[risk for risk in risks if not risk.is_open],
        open_risks=[risk for risk in risks if risk.is_open],
        actions=list(open_actions(customer)),
        summary=summary,
        thread=list(thread_of(summary)) if summary else [],
        requests=_requests(customer, user, batch=batch),
    )


def _newest_summary(customer: Customer, user: User) -> Note | None:
    reads = NoteRead.objects.filter(note=OuterRef("pk"), person=user)
    summaries = Note.objects.standing().filter(customer=customer, kind=NoteKind.EXEC_SUMMARY)
    marked = summaries.annotate(is_marked_read=Exists(reads), is_own=Case(When(author=user, then=True), default=False))
    return marked.select_related("author").defer("text", "excerpt_html").order_by("-happened_on", "-id").first()


def _new_notes(customer: Customer, user: User, *, since: datetime | None, besides: Note | None) -> list[Note]:
    notes = Note.objects.visible_to(user).standing().filter(customer=customer)
    if besides:
        notes = notes.exclude(pk=besides.pk)
    most = FIRST_VISIT_NOTES
    if since:
        notes, most = notes.filter(written_at__gt=since).exclude(author=user), MOST_NEW + 1
    short = notes.annotate(first_lines=Left("text", FIRST_LINES)).defer("text", "html", "excerpt_html")
    return list(short.select_related("author").order_by("-happened_on", "-id")[:most])


def _risks(customer: Customer, *, since: datetime | None) -> list[Risk]:
    """The open ones by weight, and after them those closed since."""
    shown = Q(closed_at__isnull=True)
    if since:
        shown |= Q(closed_at__gt=since)
    return list(customer.risks.filter(shown).select_related("owner", "closed_by").by_weight())


def _requests(customer: Customer, user: User, *, batch: RequestBatch | None) -> list[ExecSummaryRequest]:
    rows = ExecSummaryRequest.objects.filter(customer=customer)
    rows = rows.filter(batch=batch) if batch else rows.open().filter(requested_by=user)
    return list(with_request_people(rows).order_by("id"))
