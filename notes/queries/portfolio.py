"""The customers somebody reads, at a glance: every number with the address of exactly what it counts.

A test compares each number with its rows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from customers.enums import DeploymentProgress, EngagementStatus
from customers.queries.customer_list import AGE_WORDS, AGES, NONE, CustomerFilter
from ftop.accounts.models import User
from notes.enums import EntitlementState, RequestState, RiskKind, Severity
from notes.models import Measure, Workload
from notes.queries.portfolio_counts import Counts, counts_of
from notes.queries.portfolio_rows import ASKED

OWNERS_SHOWN = 12


@dataclass(frozen=True)
class Cell:
    """A number and the address of what is behind it, "" for 0; `level` is 0 to 4, how large it is in its table."""

    number: int
    address: str
    level: int = 0


@dataclass(frozen=True)
class Line:
    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Board:
    """A table of numbers: its lines are called `name`, its columns `heads`.

    `shape`: a table with the largest numbers darkest, bars (of `most`), or a chart of columns. `rest` are those that no
    cell counts. `nothing` is said where all are 0.
    """

    key: str
    title: str
    name: str
    heads: Sequence[str]
    lines: Sequence[Line]
    nothing: str = "Nothing to count."
    shape: str = "table"
    is_wide: bool = False
    most: int = 0
    rest: Line | None = None

    @property
    def is_empty(self) -> bool:
        return not any(cell.number for line in self.lines for cell in line.cells)

    def without_empty_lines(self) -> "Board":
        return replace(self, lines=[line for line in self.lines if any(cell.number for cell in line.cells)])


@dataclass(frozen=True)
class Portfolio:
    total: int
    boards: Sequence[Board]


@dataclass(frozen=True)
class _Links:
    """Addresses of what is behind a number, with the filter of the page."""

    query: Mapping[str, Any]
    pages: Mapping[str, str] = field(
        default_factory=lambda: {
            "customers": reverse("customers:customer-list"),
            **{
                name: reverse("notes:portfolio_row-list", args=[f"{name}s"])
                for name in ("risk", "action", "note", "entitlement", "request")
            },
        }
    )

    def to(self, page: str, **more: str) -> str:
        return f"{self.pages[page]}?{urlencode({**self.query, **more})}"


Choices = Iterable[tuple[str, Any]]  # of lines or columns: value and label


def portfolio_of(user: User, *, asked: CustomerFilter, query: Mapping[str, Any], today: date) -> Portfolio:
    """Everything on the page, of the customers that fit. `query` is the filter as the address has it.

    Three queries, one more where people narrow.
    """
    counts, links = counts_of(user, asked=asked, today=today), _Links(query)
    codes = [(code, code) for code in Workload.objects.order_by("position").values_list("code", flat=True)]
    return Portfolio(
        counts.total,
        [
            _matrix(counts, links),
            _risks(counts, links),
            _risk_ages(counts, links),
            _owners(counts, links),
            _over_time(counts, links, "engagement", EngagementStatus.choices),
            _over_time(counts, links, "deployment", DeploymentProgress.choices),
            _ages(counts, links, Measure.NOTE, "note_age", "Last note, in days"),
            _ages(counts, links, Measure.SUMMARY, "summary_age", "Newest Exec Summary, in days"),
            _discussed(counts, links, codes),
            _entitlements(counts, links, codes),
            _requests(counts, links),
        ],
    )


def _board(
    lines: Choices,
    columns: Choices,
    number: Callable[[str, str], int],
    address: Callable[[str, str], str],
    **about: Any,
) -> Board:
    """A table whose numbers are ranked by the largest of them; `about` is the rest of the board."""
    lines, columns = list(lines), list(columns)
    numbers = {(line, column): number(line, column) for line, _ in lines for column, _ in columns}
    most = max(numbers.values(), default=0)
    cells = {
        place: Cell(counted, address(*place), -(-4 * counted // most)) if counted > 0 else Cell(0, "")
        for place, counted in numbers.items()
    }
    return Board(
        heads=[label for _, label in columns],
        lines=[Line(label, [cells[line, column] for column, _ in columns]) for line, label in lines],
        **{"most": most, **about},
    )


def _matrix(counts: Counts, links: _Links) -> Board:
    unsummarised = Cell(counts.of(Measure.STANDING), links.to("customers", engagement=NONE))
    return _board(
        EngagementStatus.choices,
        DeploymentProgress.choices,
        lambda e, d: counts.of(Measure.STANDING, e, d),
        lambda e, d: links.to("customers", engagement=e, deployment=d),
        key="matrix",
        title="What the newest Exec Summaries say",
        name="Engagement",
        nothing="There is no Exec Summary yet.",
        rest=Line("without an Exec Summary", [unsummarised]),
    )


def _over_time(counts: Counts, links: _Links, name: str, choices: Choices) -> Board:
    """How many customers had which status at the end of each month; what is counted are gains and losses."""
    place = ("engagement", "deployment").index(name)
    changes: Counter[tuple[str, str]] = Counter()
    for *statuses, when, number in counts.having(Measure.SPAN):
        changes[str(statuses[place]), when] += number
    held: Counter[str] = Counter()
    numbers: dict[tuple[str, str], int] = {}
    for month, _ in _months(counts):
        for value, _ in choices:
            held[value] += changes[value, month]
            numbers[value, month] = held[value]
        numbers[NONE, month] = counts.total - held.total()
    return _board(
        [*choices, (NONE, "No summary")],
        _months(counts),
        lambda value, month: numbers[value, month],
        lambda value, month: links.to("customers", **{name: value, "as_of": month[:7]}),
        key=name,
        title=f"{name.capitalize()} over time",
        name=name.capitalize(),
        shape="chart",
    )


def _ages(counts: Counts, links: _Links, measure: Measure, name: str, title: str) -> Board:
    return _board(
        AGE_WORDS.items(),
        [("", "Customers")],
        lambda age, _: counts.of(measure, when=age),
        lambda age, _: links.to("customers", **{name: age}),
        key=name,
        title=title,
        name="Days",
        shape="bars",
        most=counts.total,
    )


def _risks(counts: Counts, links: _Links) -> Board:
    numbers: Counter[tuple[str, str]] = Counter()
    for kind, severity, _, number in counts.having(Measure.RISK):
        numbers[kind, severity] += number
    return _board(
        [(kind.value, kind.label) for kind in (RiskKind.ESCALATION, RiskKind.ISSUE, RiskKind.RISK)],
        Severity.choices,
        lambda kind, severity: numbers[kind, severity],
        lambda kind, severity: links.to("risk", kind=kind, severity=severity),
        key="risks",
        title="Open in the Risks boxes",
        name="Kind",
        nothing="Nothing is open.",
    )


def _risk_ages(counts: Counts, links: _Links) -> Board:
    numbers: Counter[tuple[str, str]] = Counter()
    for _, severity, age, number in counts.having(Measure.RISK):
        numbers[age, severity] += number
    return _board(
        [(age, words) for age, words in AGE_WORDS.items() if age in AGES],
        Severity.choices,
        lambda age, severity: numbers[age, severity],
        lambda age, severity: links.to("risk", age=age, severity=severity),
        key="risk_ages",
        title="How long these have been open, in days",
        name="Days",
        nothing="Nothing is open.",
    )


def _owners(counts: Counts, links: _Links) -> Board:
    overdue = [(key, name, number) for key, name, _, number in counts.having(Measure.ACTION)]
    people = User.objects.filter(pk__in={key for key, _, _ in overdue if key}).values_list("pk", "full_name")
    names = {str(pk): name for pk, name in people}
    named: Counter[str] = Counter()
    for key, name, number in overdue:
        named[names.get(key, name)] += number
    most_first = sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))[:OWNERS_SHOWN]
    return _board(
        [(name, name) for name, _ in most_first],
        [("", "Overdue")],
        lambda name, _: named[name],
        lambda name, _: links.to("action", owner=name),
        key="owners",
        title="Overdue next actions, by owner",
        name="Owner",
        nothing="No next action is overdue.",
        shape="bars",
        rest=Line("overdue in all", [Cell(named.total(), links.to("action"))]),
    )


def _discussed(counts: Counts, links: _Links, codes: Choices) -> Board:
    return _board(
        codes,
        _months(counts),
        lambda code, month: counts.of(Measure.WORKLOAD, code, when=month),
        lambda code, month: links.to("note", workload=code, month=month[:7]),
        key="discussed",
        title="Notes that speak of a workload, by month",
        name="Workload",
        nothing="No note of the last twelve months speaks of a workload.",
        is_wide=True,
    ).without_empty_lines()


def _entitlements(counts: Counts, links: _Links, codes: Choices) -> Board:
    return _board(
        codes,
        [*EntitlementState.choices, (NONE, "No note yet")],
        lambda code, state: counts.of(Measure.ENTITLEMENT, code, "" if state == NONE else state),
        lambda code, state: links.to("entitlement", workload=code, status=state),
        key="entitlements",
        title="Entitlements, by what their newest note says",
        name="Workload",
        nothing="No entitlement is recorded.",
        is_wide=True,
    ).without_empty_lines()


def _requests(counts: Counts, links: _Links) -> Board:
    return _board(
        [(ASKED, "Asked"), *((s.value, s.label) for s in RequestState if s != RequestState.OPEN)],
        _months(counts),
        lambda state, month: counts.of(Measure.REQUEST, state, when=month),
        lambda state, month: links.to("request", state=state, month=month[:7]),
        key="requests",
        title="Requests for Exec Summaries, by month",
        name="Requests",
        nothing="Nobody asked in the last twelve months.",
        is_wide=True,
    )


def _months(counts: Counts) -> list[tuple[str, str]]:
    return [(month.isoformat(), f"{month:%b %y}") for month in counts.months]
