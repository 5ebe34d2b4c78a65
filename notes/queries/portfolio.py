"""The customers somebody reads, counted: from columns of their own rows, so that no note is read.

Every number carries the query string of the list that shows exactly what it counts; a test compares both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from customers.enums import DeploymentProgress, EngagementStatus
from customers.models import Customer
from customers.queries.customer_list import AGE_WORDS, NONE, CustomerFilter, customers_for, note_age_is, summary_age_is
from ftop.accounts.models import User
from notes.enums import RiskKind, Severity
from notes.models import NextAction, Risk
from notes.models.risk import RiskQuerySet

OWNERS_SHOWN = 12
PAGE_SIZE = 50


@dataclass(frozen=True)
class Cell:
    """A number and the query string of what is behind it; `level` is 0 to 4, how large it is among its kind."""

    number: int
    query: str
    level: int = 0


@dataclass(frozen=True)
class Line:
    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Portfolio:
    """`matrix` has a line for each engagement with a cell for each deployment; the others one cell a line.

    `unsummarised` are those without an Exec Summary; `risks` has a line for each kind with a cell for each severity.
    """

    total: int
    matrix: Sequence[Line]
    unsummarised: Cell
    note_ages: Sequence[Line]
    summary_ages: Sequence[Line]
    risks: Sequence[Line]
    owners: Sequence[Line]


def portfolio_of(user: User, *, asked: CustomerFilter, query: Mapping[str, Any], today: date) -> Portfolio:
    """Everything on the page, of the customers that fit. `query` is the filter as the address has it. Three queries."""
    customers = customers_for(user, asked=asked)

    def to(**more: str) -> str:
        return urlencode({name: value for name, value in {**query, **more}.items() if value})

    pairs = [(e, d) for e in EngagementStatus.values for d in DeploymentProgress.values]
    counted = customers.order_by().aggregate(
        total=Count("pk"),
        unsummarised=Count("pk", filter=Q(engagement_status="")),
        **{f"{e}-{d}": Count("pk", filter=Q(engagement_status=e, deployment_progress=d)) for e, d in pairs},
        **{f"note-{age}": Count("pk", filter=note_age_is(age, today=today)) for age in AGE_WORDS},
        **{f"summary-{age}": Count("pk", filter=summary_age_is(age, user=user, today=today)) for age in AGE_WORDS},
    )
    most = max(counted[f"{e}-{d}"] for e, d in pairs)
    return Portfolio(
        total=counted["total"],
        matrix=[
            Line(
                EngagementStatus(e).label,
                [_cell(counted[f"{e}-{d}"], most, to(engagement=e, deployment=d)) for d in DeploymentProgress.values],
            )
            for e in EngagementStatus.values
        ],
        unsummarised=Cell(counted["unsummarised"], to(engagement=NONE)),
        note_ages=[Line(words, [Cell(counted[f"note-{age}"], to(note_age=age))]) for age, words in AGE_WORDS.items()],
        summary_ages=[
            Line(words, [Cell(counted[f"summary-{age}"], to(summary_age=age))]) for age, words in AGE_WORDS.items()
        ],
        risks=_risks(customers, to),
        owners=_owners(customers, to, today=today),
    )


def risks_behind(user: User, *, asked: CustomerFilter, kind: str, severity: str) -> QuerySet[Risk]:
    """The open risks that a number counts, the heaviest and oldest first. One query."""
    risks = _open_risks(customers_for(user, asked=asked))
    risks = risks.filter(kind=kind) if kind else risks
    risks = risks.filter(severity=severity) if severity else risks
    return risks.select_related("customer", "owner").by_weight()


def actions_behind(user: User, *, asked: CustomerFilter, owner: str, today: date) -> QuerySet[NextAction]:
    """The overdue next actions that a number counts; `owner` is a name as shown, "" for everybody. One query."""
    actions = _overdue(customers_for(user, asked=asked), today)
    if owner:
        actions = actions.filter(Q(owner__full_name=owner) | Q(owner__isnull=True, owner_name=owner))
    return actions.select_related("customer", "owner", "note").order_by("due_on", "pk")


def _cell(number: int, most: int, query: str) -> Cell:
    return Cell(number, query, -(-4 * number // most) if number else 0)


def _open_risks(customers: QuerySet[Customer]) -> RiskQuerySet:
    return Risk.objects.open().filter(customer__in=customers.order_by().values("pk"))


def _overdue(customers: QuerySet[Customer], today: date) -> QuerySet[NextAction]:
    return NextAction.objects.open().filter(customer__in=customers.order_by().values("pk"), due_on__lt=today)


def _risks(customers: QuerySet[Customer], to: Any) -> list[Line]:
    counted = _open_risks(customers).order_by().values("kind", "severity").annotate(count=Count("pk"))
    numbers = {(row["kind"], row["severity"]): row["count"] for row in counted}
    most = max(numbers.values(), default=0)
    kinds = [RiskKind.ESCALATION, RiskKind.ISSUE, RiskKind.RISK]
    return [
        Line(
            kind.label,
            [_cell(numbers.get((kind, s), 0), most, to(kind=kind.value, severity=s)) for s in Severity.values],
        )
        for kind in kinds
    ]


def _owners(customers: QuerySet[Customer], to: Any, *, today: date) -> list[Line]:
    counted = (
        _overdue(customers, today)
        .order_by()
        .values("owner__full_name", "owner_name")
        .annotate(count=Count("pk"))
        .order_by("-count")
    )
    named: dict[str, int] = {}
    for row in counted[: 2 * OWNERS_SHOWN]:
        name = row["owner__full_name"] or row["owner_name"]
        named[name] = named.get(name, 0) + row["count"]
    most_first = sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))[:OWNERS_SHOWN]
    return [Line(name, [Cell(count, to(owner=name))]) for name, count in most_first]
