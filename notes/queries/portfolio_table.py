"""The rows behind a number of the portfolio, as a spreadsheet has them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from customers.models import Customer
from customers.queries.customer_list import AGE_WORDS, NONE
from ftop.lib.ordering import rank
from notes.enums import EntitlementState, RequestState, RiskKind, Severity
from notes.queries.portfolio_rows import (
    ASKED,
    Behind,
    actions_behind,
    entitlements_behind,
    notes_behind,
    requests_behind,
    risks_behind,
)

Customers = QuerySet[Customer, Any]


@dataclass(frozen=True)
class Heading:
    """A column of the page. `sort` is what pressing it asks for; "" where it cannot be sorted by."""

    label: str
    sort: str
    direction: str


@dataclass(frozen=True)
class Rows:
    """One kind of rows: `find` them, say what they are, and what stands in which column of each beside its customer.

    `shown` are the heads of the page with what each sorts by; `columns` those of the file.
    """

    noun: str
    find: Callable[[Customers, Behind, date], QuerySet[Any]]
    said: Callable[[Behind], tuple[str, ...]]
    title: str
    shown: dict[str, Combinable | None]
    columns: dict[str, Callable[[Any], str | int]]
    customer_of: Callable[[Any], Customer] = lambda row: row.customer

    def heading(self, behind: Behind) -> str:
        details = ", ".join(filter(None, self.said(behind)))
        return f"{self.title}: {details}" if details else self.title

    def choices(self) -> list[tuple[str, str]]:
        """The columns that can be put away, by name and label: all but the first, which leads to the row."""
        return [(_name(label), label) for label in self.shown][1:]

    def headings(self, sort: str, columns: Mapping[str, bool]) -> list[Heading]:
        """Of the first column and those shown. Pressing the one that the rows are sorted by turns the order round."""
        found = []
        for label, by in self.shown.items():
            name = _name(label)
            if not columns.get(name, True):
                continue
            direction = {name: "ascending", f"-{name}": "descending"}.get(sort, "") if by else ""
            found.append(Heading(label, (f"-{name}" if direction == "ascending" else name) if by else "", direction))
        return found

    def sorted(self, rows: QuerySet[Any], sort: str) -> QuerySet[Any]:
        """The rows sorted by a column of the page ("-" before it: downwards), or as they were found. No query."""
        by = {_name(label): by for label, by in self.shown.items()}.get(sort.removeprefix("-"))
        if by is None:
            return rows
        return rows.order_by(by.desc() if sort.startswith("-") else by.asc(), "pk")  # type: ignore[attr-defined]

    def heads(self) -> list[str]:
        return ["Customer", "TPID", *self.columns]

    def cells(self, row: Any) -> list[str | int]:
        customer = self.customer_of(row)
        return [customer.name, customer.tpid, *(value(row) for value in self.columns.values())]


def _name(label: str) -> str:
    """Of a column, for addresses and templates."""
    return slugify(label).replace("-", "_")


def _month(behind: Behind) -> str:
    return f"{behind.month:%B %Y}" if behind.month else ""


def _day(moment: datetime | None) -> str:
    return moment.astimezone(UTC).date().isoformat() if moment else ""


_CUSTOMER, _OWNER = F("customer__name_folded"), Coalesce(F("owner__full_name"), F("owner_name"))

ROWS = {
    "risks": Rows(
        "risk",
        lambda customers, behind, today: risks_behind(customers, behind, today=today),
        lambda behind: (
            str(dict(RiskKind.choices).get(behind.kind, "")),
            str(dict(Severity.choices).get(behind.severity, "")),
            f"{AGE_WORDS[behind.age]} days" if behind.age else "",
        ),
        "Open in the Risks boxes",
        {
            "What": F("title"),
            "Customer": _CUSTOMER,
            "Severity": rank("severity", Severity),
            "Kind": F("kind"),
            "Owner": _OWNER,
            "Open": F("opened_at"),
        },
        {
            "What": lambda risk: risk.title,
            "Severity": lambda risk: risk.get_severity_display(),
            "Kind": lambda risk: risk.get_kind_display(),
            "Owner": lambda risk: risk.owner_label,
            "Open since": lambda risk: _day(risk.opened_at),
            "What is being done": lambda risk: risk.response,
        },
    ),
    "actions": Rows(
        "action",
        lambda customers, behind, today: actions_behind(customers, behind, today=today),
        lambda behind: (behind.owner,),
        "Overdue next actions",
        {"What": F("text"), "Customer": _CUSTOMER, "Date": F("due_on"), "Owner": _OWNER},
        {
            "What": lambda action: action.text,
            "Date": lambda action: action.due_on.isoformat(),
            "Owner": lambda action: action.owner_label,
        },
    ),
    "notes": Rows(
        "note",
        lambda customers, behind, _: notes_behind(customers, behind),
        lambda behind: (behind.workload, _month(behind)),
        "Notes that speak of a workload",
        {"Note": F("happened_on"), "Customer": _CUSTOMER, "Author": F("author__full_name"), "Workloads": None},
        {
            "Kind": lambda note: note.get_kind_display(),
            "Day": lambda note: note.happened_on.isoformat(),
            "Author": lambda note: note.author.full_name,
            "Workloads": lambda note: ", ".join(note.workload_codes),
        },
    ),
    "entitlements": Rows(
        "entitlement",
        lambda customers, behind, _: entitlements_behind(customers, behind),
        lambda behind: (
            behind.workload,
            "no note yet" if behind.status == NONE else str(dict(EntitlementState.choices).get(behind.status, "")),
        ),
        "Entitlements",
        {
            "Entitlement": F("workload__position"),
            "Customer": F("tenant__customer__name_folded"),
            "Tenant": F("tenant__default_domain"),
            "Status": F("status"),
            "Seats": F("seats"),
        },
        {
            "Code": lambda cell: cell.workload.code,
            "Workload": lambda cell: cell.workload.name,
            "Tenant": lambda cell: cell.tenant.default_domain,
            "Status": lambda cell: cell.get_status_display() if cell.status else "",
            "Seats": lambda cell: "" if cell.seats is None else cell.seats,
        },
        lambda cell: cell.tenant.customer,
    ),
    "requests": Rows(
        "request",
        lambda customers, behind, _: requests_behind(customers, behind),
        lambda behind: (
            "asked" if behind.state == ASKED else RequestState(behind.state or RequestState.ANSWERED).label.lower(),
            _month(behind),
        ),
        "Requests for Exec Summaries",
        {
            "Customer": _CUSTOMER,
            "Asked by": F("requested_by__full_name"),
            "Asked": F("requested_at"),
            "State": F("state"),
            "Ended": F("ended_at"),
        },
        {
            "Asked by": lambda request: request.requested_by.full_name,
            "Asked": lambda request: _day(request.requested_at),
            "State": lambda request: request.get_state_display(),
            "Ended": lambda request: _day(request.ended_at),
        },
    ),
}
