"""The grid of a customer: which tenant owns what of each workload, and where it stands."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from customers.models import Customer, Tenant
from ftop.accounts.models import User
from notes.enums import EntitlementState
from notes.models import Entitlement, EntitlementStatus, Note, Workload

# What needs somebody's attention first; each in the order of the workloads.
_BY_WEIGHT = [
    EntitlementState.BLOCKED,
    EntitlementState.UNKNOWN,
    EntitlementState.IN_PROGRESS,
    EntitlementState.NO_INTENT,
    EntitlementState.INVALID,
]


@dataclass(frozen=True)
class Cell:
    """One workload of one tenant. Without notes `status` is "" and `since` and `written_on` are None.

    `since` is the day from which every note says the same status; `said_on` is the day of the newest.
    """

    entitlement: Entitlement
    status: str = ""
    since: date | None = None
    said_on: date | None = None
    note_count: int = 0


@dataclass(frozen=True)
class GridRow:
    """A workload with one place a tenant, in the order of the grid's tenants; None: the tenant owns nothing of it."""

    workload: Workload
    cells: Sequence[Cell | None]


@dataclass(frozen=True)
class Grid:
    tenants: Sequence[Tenant]
    rows: Sequence[GridRow]


@dataclass(frozen=True)
class StatusLine:
    """A cell as the customer page lists it."""

    pk: int
    code: str
    status: str
    domain: str


def grid_of(customer: Customer) -> Grid:
    """All entitlements of the customer. Three queries, however many there are."""
    tenants = list(customer.tenants.all())
    steps = _steps(customer)
    cells: dict[Workload, dict[int, Cell]] = {}
    for entitlement in Entitlement.objects.of(customer).select_related("workload", "tenant"):
        cells.setdefault(entitlement.workload, {})[entitlement.tenant_id] = _cell(entitlement, steps[entitlement.pk])
    rows = [GridRow(workload, [owned.get(tenant.pk) for tenant in tenants]) for workload, owned in cells.items()]
    return Grid(tenants, rows)


def _steps(customer: Customer) -> dict[int, list[tuple[str, date]]]:
    """Status and day of each standing note by entitlement, the newest first."""
    found = EntitlementStatus.objects.filter(
        entitlement__tenant__customer=customer, note__withdrawn_at__isnull=True
    ).order_by("-note__happened_on", "-note_id")
    steps: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for pk, status, day in found.values_list("entitlement_id", "status", "note__happened_on"):
        steps[pk].append((status, day))
    return steps


def _cell(entitlement: Entitlement, steps: Sequence[tuple[str, date]]) -> Cell:
    if not steps:
        return Cell(entitlement)
    status, said_on = steps[0]
    since = said_on
    for earlier, day in steps:
        if earlier != status:
            break
        since = day
    return Cell(entitlement, status, since, said_on, len(steps))


def entitlements_for_detail(user: User) -> QuerySet[Entitlement]:
    """The cells a person may read, with tenant, customer and workload. One query."""
    return Entitlement.objects.visible_to(user).select_related("tenant__customer", "workload")


def notes_of(entitlement: Entitlement, *, user: User) -> QuerySet[Note]:
    """Every note about the cell, the newest first, withdrawn ones too, each with its status. One query."""
    notes = Note.objects.visible_to(user).filter(entitlement_status__entitlement=entitlement)
    notes = notes.select_related("author", "withdrawn_by", "entitlement_status")
    return notes.defer("text", "html", "excerpt_html").order_by("-happened_on", "-id")


def with_entitlements(customers: QuerySet[Customer]) -> QuerySet[Customer]:
    """Annotate customers with their cells and current statuses, as JSON in `entitlement_rows`: no query of its own."""
    cells = Entitlement.objects.filter(tenant__customer=OuterRef("pk")).order_by("workload__position", "tenant_id")
    row = JSONObject(pk=F("pk"), code=F("workload__code"), status=F("status"), domain=F("tenant__default_domain"))
    return customers.annotate(entitlement_rows=ArraySubquery(cells.values(row=row)))


def status_lines(customer: Customer) -> list[StatusLine]:
    """The cells of a customer read with `with_entitlements` that notes speak of, what needs attention first."""
    rows = [StatusLine(**row) for row in customer.entitlement_rows if row["status"]]  # type: ignore[attr-defined]
    return sorted(rows, key=lambda line: _BY_WEIGHT.index(EntitlementState(line.status)))


@dataclass(frozen=True)
class Choice:
    """A workload of a tenant to write about, as the form offers it; `seats` and `status` where they are known."""

    tenant: Tenant
    workload: Workload
    seats: int | None
    status: str
    is_owned: bool

    @property
    def value(self) -> str:
        return f"{self.tenant.pk}-{self.workload.code}"

    @property
    def label(self) -> str:
        return f"{self.workload.code} {self.workload.name}"


def choices_for(customer: Customer) -> list[Choice]:
    """Every workload in use of every tenant, the winner first, and of each tenant what it owns first.

    A retired workload is offered where a tenant owns it: its story may still end. Four queries.
    """
    grid = grid_of(customer)
    active = list(Workload.objects.active())
    return [choice for place, tenant in enumerate(grid.tenants) for choice in _of_tenant(tenant, place, grid, active)]


def _of_tenant(tenant: Tenant, place: int, grid: Grid, active: Sequence[Workload]) -> Iterator[Choice]:
    owned = {row.workload: cell for row in grid.rows if (cell := row.cells[place])}
    for workload, cell in owned.items():
        yield Choice(tenant, workload, cell.entitlement.seats, cell.status, is_owned=True)
    for workload in active:
        if workload not in owned:
            yield Choice(tenant, workload, None, "", is_owned=False)
