"""The checks of `data_quality_checks` counted, and one of them row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from customers.models import Customer
from customers.queries.customer_list import people_of_today
from ftop.accounts.models import User
from notes.queries.data_quality_checks import CHECKS, Check, Mend, Scope

MOST_COUNTED = 2000  # "2,000+" says that there are more
PAGE_SIZE = 50


@dataclass(frozen=True)
class Count:
    """How many rows a check has; `is_bounded`: more than are counted."""

    check: Check
    number: int
    is_bounded: bool


@dataclass(frozen=True)
class Row:
    """`name` and `address` of the customer or the person, what is wrong, and what mends it."""

    name: str
    address: str
    said: str
    mend: Mend
    customer: Customer | None


def counts(scope: Scope) -> list[Count]:
    """Every check with its count, the worst first, those that are zero last. One query a check."""
    found = []
    for check in CHECKS:
        number = check.rows(scope).prefetch_related(None).order_by()[: MOST_COUNTED + 1].count()
        found.append(Count(check, min(number, MOST_COUNTED), number > MOST_COUNTED))
    return sorted(found, key=lambda count: not count.number)


def rows_of(check: Check, scope: Scope, *, start: int = 0, size: int = PAGE_SIZE) -> tuple[list[Row], bool]:
    """Rows of a check from `start` on, and whether there are more. A fixed number of queries."""
    found = list(check.rows(scope)[start : start + size + 1])
    return [_row(check, thing, scope) for thing in _with_people(found[:size])], len(found) > size


def _with_people(found: Sequence[Any]) -> Sequence[Any]:
    """Load today's people of the customers that rows hang on: whoever may mend them is asked of those."""
    held = [thing for thing in found if not isinstance(thing, Customer | User)]
    prefetch_related_objects(held, people_of_today("customer"))
    return found


def _row(check: Check, thing: Any, scope: Scope) -> Row:
    said, mend = check.said(thing, scope), check.mend(thing, scope)
    if isinstance(thing, User):
        return Row(thing.full_name, "", said, mend, None)
    customer = thing if isinstance(thing, Customer) else thing.customer
    return Row(customer.name, customer.get_absolute_url(), said, mend, customer)
