"""Customers as a spreadsheet has them, with the columns that somebody's list shows."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from customers.models import Customer
from customers.queries.customer_list import with_people
from ftop.accounts.enums import CustomerColumn
from ftop.accounts.models import User
from notes.enums import Severity
from notes.queries.customer_counts import with_counts


def customer_rows(
    user: User, ids: Sequence[int], *, columns: Collection[str], today: date
) -> tuple[list[str], list[list[str | int]]]:
    """Heads and rows of these customers, in their order, as far as the person may read them. Two queries."""
    shown = {column: _VALUES[column] for column in CustomerColumn if column in columns}
    customers = with_people(with_counts(Customer.objects.visible_to(user), today)).in_bulk(ids)
    found = [customers[pk] for pk in ids if pk in customers]
    heads = ["Customer", "TPID", "Region", *(str(column.label) for column in shown)]
    return heads, [[c.name, c.tpid, c.region.name, *(value(c) for value in shown.values())] for c in found]


def _names(people: Sequence[User]) -> str:
    return ", ".join(person.full_name for person in people)


def _risks(customer: Any) -> str | int:
    """How many are open, with the heaviest severity."""
    worst = customer.worst_severity
    return f"{customer.open_risk_count} ({Severity(worst).label})" if worst else 0


_VALUES: dict[CustomerColumn, Callable[[Any], str | int]] = {
    CustomerColumn.PRIORITY: lambda customer: customer.get_priority_display(),
    CustomerColumn.HEALTH: lambda customer: customer.get_health_display(),
    CustomerColumn.FM: lambda customer: _names(customer.fms),
    CustomerColumn.RM: lambda customer: _names(customer.rms),
    CustomerColumn.SEGMENT: lambda customer: customer.get_segment_display(),
    CustomerColumn.INDUSTRY: lambda customer: customer.industry,
    CustomerColumn.SEATS: lambda customer: customer.seats,
    CustomerColumn.ENGAGEMENT: lambda customer: customer.get_engagement_status_display(),
    CustomerColumn.DEPLOYMENT: lambda customer: customer.get_deployment_progress_display(),
    CustomerColumn.NOTE: lambda customer: str(customer.last_overall_note_on or ""),
    CustomerColumn.SUMMARY: lambda customer: str(customer.last_exec_summary_at or "")[:10],
    CustomerColumn.RISKS: _risks,
    CustomerColumn.OVERDUE: lambda customer: customer.overdue_action_count,
}
