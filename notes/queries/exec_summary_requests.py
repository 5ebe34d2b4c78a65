"""Reads of the requests for Exec Summaries."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, DateTimeField, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Greatest, JSONObject

from customers.enums import AssignmentRole
from customers.models import Assignment, Customer
from customers.queries.assigned_customers import customers_of
from ftop.accounts.models import User
from ftop.lib.compiled import compiled
from ftop.lib.lookups import AnyOf
from notes.enums import NoteKind, RequestFilter
from notes.models import Draft, ExecSummaryRequest, Note, RequestMessage
from notes.models.exec_summary_request import ExecSummaryRequestQuerySet
from notes.permissions import SUMMARY_WRITERS

PAGE_SIZE = 50


def open_requests(customer: Customer) -> QuerySet[ExecSummaryRequest]:
    """The open requests of a customer with who asked, the first one first. One of them unlocks a Low customer."""
    return (
        with_progress(ExecSummaryRequest.objects.open().filter(customer=customer))
        .select_related("requested_by", "seen_by")
        .order_by("requested_at", "id")
    )


def requests_beside(customer: Customer, *, user: User) -> list[ExecSummaryRequest]:
    """What the customer page shows: the open requests, and this person's own last one where it has ended. One query."""
    found = _beside(customer.pk, user.pk)
    for row in found:
        row.customer = customer
    is_waiting = own_open_among(found, user=user) is not None
    return [row for row in found if row.ended_at is None or not is_waiting]


@compiled
def _beside(customer: int, reader: int) -> QuerySet[ExecSummaryRequest]:
    mine = ExecSummaryRequest.objects.filter(customer=customer, requested_by=reader)
    last = Subquery(mine.order_by("-requested_at", "-id").values("pk")[:1])
    rows = with_people(ExecSummaryRequest.objects.filter(customer=customer))
    return rows.filter(Q(ended_at__isnull=True) | Q(pk=last)).order_by("requested_at", "id")


def own_open_among(requests: Iterable[ExecSummaryRequest], *, user: User) -> ExecSummaryRequest | None:
    """The one of these requests of one customer that this person waits for. No query."""
    return next((row for row in requests if row.ended_at is None and row.requested_by_id == user.pk), None)


def own_open_request(customer: Customer, *, user: User) -> ExecSummaryRequest | None:
    """The request of this person that is open for the customer, if there is one. One query."""
    return open_requests(customer).filter(requested_by=user).first()


def answered_by(note: Note) -> QuerySet[ExecSummaryRequest]:
    """The requests that a note answers, each with who asked. One query."""
    return note.answered_requests.select_related("requested_by").order_by("requested_at", "id")


def visible_request(user: User, key: UUID) -> ExecSummaryRequest | None:
    """One request with all that is told of it, and its customer; None where this person may not read it. One query."""
    rows = with_people(ExecSummaryRequest.objects.visible_to(user))
    return rows.select_related("customer").filter(key=key).first()


def messages_of(request: ExecSummaryRequest) -> QuerySet[RequestMessage]:
    """The thread on a request, the first line first. One query."""
    return request.messages.select_related("author").order_by("id")


def requests_of(customer: Customer) -> QuerySet[ExecSummaryRequest]:
    """All requests about a customer, the newest first, each with its thread. Two queries."""
    rows = with_people(ExecSummaryRequest.objects.filter(customer=customer))
    thread = Prefetch("messages", RequestMessage.objects.select_related("author").order_by("id"))
    return rows.prefetch_related(thread).order_by("-requested_at", "-id")


def asked_back(user: User) -> QuerySet[ExecSummaryRequest]:
    """This person's own open requests on which somebody waits for a reply, the longest waiting first. One query."""
    said_last = RequestMessage.objects.filter(request=OuterRef("pk")).order_by("-id").values("author")[:1]
    own = ExecSummaryRequest.objects.visible_to(user).open().filter(requested_by=user)
    waiting = own.alias(said_last=Subquery(said_last)).filter(said_last__isnull=False).exclude(said_last=user.pk)
    return with_people(waiting).select_related("customer").order_by("requested_at", "id")


def request_list(
    user: User, *, shown: RequestFilter, before: int | None = None, is_alone: bool = False
) -> list[ExecSummaryRequest]:
    """Requests this person may read, the newest first: a page and one more where there are older ones. One query.

    Waiting are the open ones this person may answer; `before` is the id of the last one of the page before;
    `is_alone` leaves out those of a batch.
    """
    place = () if before is None else (before,)
    return _listed(user.pk, *place, roles=tuple(user.roles), shown=shown, is_alone=is_alone, most=PAGE_SIZE + 1)


@compiled
def _listed(
    reader: int, *before: int, roles: Sequence[str], shown: RequestFilter, is_alone: bool, most: int
) -> QuerySet[ExecSummaryRequest]:
    user = User(pk=reader, roles=roles)
    rows = ExecSummaryRequest.objects.visible_to(user)
    if shown == RequestFilter.WAITING:
        rows = rows.open().filter(customer__in=customers_of(user, AssignmentRole.FM, AssignmentRole.FTA))
    elif shown == RequestFilter.MINE:
        rows = rows.filter(requested_by=user)
    if is_alone:
        rows = rows.filter(batch__isnull=True)
    if before:
        rows = rows.filter(pk__lt=before[0])
    # First which, then all that is told of them: with a dozen joins PostgreSQL begins at every open request there is.
    page = ArraySubquery(rows.order_by("-pk").values("pk")[:most])
    return (
        with_people(ExecSummaryRequest.objects.filter(AnyOf(F("pk"), page))).select_related("customer").order_by("-pk")
    )


def with_people(rows: ExecSummaryRequestQuerySet) -> ExecSummaryRequestQuerySet:
    """Load everybody and everything that the steps of a request name, in the same query."""
    return with_progress(rows).select_related(
        "requested_by", "seen_by", "ended_by", "answered_by_note", "confirmed_note", "batch"
    )


def with_progress(rows: ExecSummaryRequestQuerySet) -> ExecSummaryRequestQuerySet:
    """Annotate what follows from other rows, without a query of its own.

    `drafting_since`: since when one of the customer's writers has an open draft of an Exec Summary that was saved after
    the request; None: nobody has, or it ended. Nothing of the draft but that moment leaves the database. `last_message`
    of the thread, a dictionary of author_id, author and text, or None. `newest_key` and `newest_on` of the customer's
    newest Exec Summary.
    """
    writers = Assignment.objects.current().filter(customer=OuterRef("customer"), role__in=SUMMARY_WRITERS)
    drafts = Draft.objects.open().filter(
        customer=OuterRef("customer"),
        kind=NoteKind.EXEC_SUMMARY,
        updated_at__gt=OuterRef("requested_at"),
        author__in=writers.values("person"),
    )
    # A draft begun before the request counts from the request on.
    since = drafts.order_by("started_at").values(since=Greatest(F("started_at"), OuterRef("requested_at")))[:1]
    messages = RequestMessage.objects.filter(request=OuterRef("pk")).order_by("-id")
    message = JSONObject(author_id="author_id", author="author__full_name", text="text")
    summaries = Note.objects.standing().filter(customer=OuterRef("customer"), kind=NoteKind.EXEC_SUMMARY)
    newest = summaries.order_by("-happened_on", "-id")
    return rows.annotate(
        drafting_since=Case(When(ended_at__isnull=True, then=Subquery(since)), output_field=DateTimeField()),
        last_message=Subquery(messages.values(message=message)[:1]),
        newest_key=Subquery(newest.values("key")[:1]),
        newest_on=Subquery(newest.values("happened_on")[:1]),
    )
