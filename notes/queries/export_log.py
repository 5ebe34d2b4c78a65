"""The log of exports, as administrators read it."""

from dataclasses import dataclass

from customers.models import Customer
from customers.queries.customer_list import CustomerFilter, customers_for
from ftop.accounts.enums import PersonState
from ftop.accounts.models import User
from ftop.accounts.queries.person import PersonFilter, people_list
from notes.models import ExportLog

PAGE_SIZE = 50
NAMES_SHOWN = 3


@dataclass(frozen=True)
class ExportFilter:
    """What the log is narrowed to; empty values narrow nothing."""

    person: str = ""
    customer: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.person or self.customer)


@dataclass(frozen=True)
class ExportEntry:
    """A line of the log with the names of its first customers, and how many more there are."""

    log: ExportLog
    customers: list[Customer]

    @property
    def more(self) -> int:
        return len(self.log.customer_ids) - len(self.customers)


@dataclass(frozen=True)
class ExportPage:
    """`older` is the id after which the next page begins; None on the last one."""

    entries: list[ExportEntry]
    older: int | None


def export_page(user: User, *, narrowed: ExportFilter, before: int | None = None) -> ExportPage:
    """The exports that fit, the newest first, from the one after `before` on. Two queries."""
    found = ExportLog.objects.select_related("exported_by")
    if narrowed.person:
        asked = PersonFilter(search=narrowed.person, state=PersonState.ALL)
        found = found.filter(exported_by__in=people_list(user, narrowed=asked).order_by().values("pk"))
    if narrowed.customer:
        asked_for = CustomerFilter(search=narrowed.customer, is_with_archived=True)
        customers = customers_for(user, asked=asked_for).order_by().values("pk")
        found = found.filter(customer_ids__overlap=customers)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-id")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    first = {row.pk: row.customer_ids[:NAMES_SHOWN] for row in shown}
    named = Customer.objects.visible_to(user).in_bulk({pk for ids in first.values() for pk in ids})
    entries = [ExportEntry(row, [named[pk] for pk in first[row.pk] if pk in named]) for row in shown]
    return ExportPage(entries, shown[-1].pk if len(rows) > PAGE_SIZE else None)
