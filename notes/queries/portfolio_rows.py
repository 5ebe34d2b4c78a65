"""What is behind the numbers of the portfolio that count no customers; customers stand in the customer list."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from customers.models import Customer
from customers.queries.customer_list import AGES, NONE, CustomerFilter, customers_for
from ftop.accounts.models import User
from notes.enums import RequestState
from notes.models import Entitlement, ExecSummaryRequest, NextAction, Note, Risk

ASKED = "asked"  # of a request: in whatever way it ended


@dataclass(frozen=True)
class Behind:
    """What a number counts, by the names of its address; "" and None narrow nothing. A month is its first day."""

    kind: str = ""
    severity: str = ""
    age: str = ""
    owner: str = ""
    workload: str = ""
    status: str = ""
    state: str = ""
    month: date | None = None


def risks_behind(customers: QuerySet[Customer, Any], behind: Behind, *, today: date) -> QuerySet[Risk]:
    """The open risks, the heaviest and oldest first. One query."""
    risks = Risk.objects.open().filter(customer__in=customers, **_given(kind=behind.kind, severity=behind.severity))
    if behind.age:
        first, last = AGES[behind.age]
        if first:
            risks = risks.filter(opened_at__lt=_start_of(today - timedelta(days=first - 1)))
        if last is not None:
            risks = risks.filter(opened_at__gte=_start_of(today - timedelta(days=last)))
    return risks.select_related("customer", "owner").by_weight()


def actions_behind(customers: QuerySet[Customer, Any], behind: Behind, *, today: date) -> QuerySet[NextAction]:
    """The overdue next actions; `owner` is a name as shown. One query."""
    actions = NextAction.objects.open().filter(customer__in=customers, due_on__lt=today)
    if behind.owner:
        actions = actions.filter(Q(owner__full_name=behind.owner) | Q(owner__isnull=True, owner_name=behind.owner))
    return actions.select_related("customer", "owner", "note").order_by("due_on", "pk")


def notes_behind(customers: QuerySet[Customer, Any], behind: Behind) -> QuerySet[Note]:
    """The standing notes that speak of a workload, in a month, the newest first. One query."""
    notes = Note.objects.standing().filter(customer__in=customers, workload_codes__contains=[behind.workload])
    if behind.month:
        notes = notes.filter(happened_on__gte=behind.month, happened_on__lt=_after(behind.month))
    return notes.defer("text", "html", "excerpt_html").select_related("customer", "author")


def entitlements_behind(customers: QuerySet[Customer, Any], behind: Behind) -> QuerySet[Entitlement]:
    """The cells of the customers' grids with a status, by customer. One query."""
    cells = Entitlement.objects.filter(tenant__customer__in=customers, **_given(workload__code=behind.workload))
    if behind.status:
        cells = cells.filter(status="" if behind.status == NONE else behind.status)
    return cells.select_related("tenant__customer", "workload").order_by(
        "tenant__customer__name_folded", "tenant_id", "workload__position"
    )


def requests_behind(customers: QuerySet[Customer, Any], behind: Behind) -> QuerySet[ExecSummaryRequest]:
    """The requests that were asked in a month, or that ended in it in some way, the newest first. One query."""
    requests = ExecSummaryRequest.objects.filter(customer__in=customers)
    day = "requested_at"
    if behind.state != ASKED:
        requests, day = requests.filter(state=behind.state or RequestState.ANSWERED), "ended_at"
    if behind.month:
        begin, end = _start_of(behind.month), _start_of(_after(behind.month))
        requests = requests.filter(**{f"{day}__gte": begin, f"{day}__lt": end})
    return requests.select_related("customer", "requested_by").order_by(f"-{day}", "-pk")


def customers_behind(user: User, *, asked: CustomerFilter) -> QuerySet[Customer, Any]:
    """The customers that are counted, for the queries above. No query of its own."""
    return customers_for(user, asked=asked).order_by().values("pk")


def _given(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
