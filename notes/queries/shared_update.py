"""The customers somebody chose to write the same update about."""

from collections.abc import Sequence
from dataclasses import dataclass

from customers.models import Customer
from customers.queries.customer_list import with_people
from ftop.accounts.models import User
from notes.permissions import can_write_overall_note


@dataclass(frozen=True)
class SharedChoice:
    """Those this person writes notes about, and those left out: read only, or archived."""

    to_write: Sequence[Customer]
    left_out: Sequence[Customer]


def shared_choice(user: User, *, ids: Sequence[int]) -> SharedChoice:
    """Sort the chosen customers that this person may read, in the order of `ids`. Two queries."""
    customers = with_people(Customer.objects.visible_to(user)).in_bulk(ids)
    found = [customers[pk] for pk in ids if pk in customers]
    writable = [customer for customer in found if can_write_overall_note(user, customer)]
    return SharedChoice(writable, [customer for customer in found if customer not in writable])
