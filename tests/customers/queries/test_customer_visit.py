from datetime import datetime, timedelta

import pytest

from customers.models import Customer, CustomerVisit
from customers.queries.customer_visit import with_new_since
from ftop.accounts.models import User
from tests.factories import NOON

HOUR = timedelta(hours=1)


def new_since(customer: Customer, person: User, now: datetime = NOON) -> datetime | None:
    found: datetime | None = with_new_since(Customer.objects.all(), person, now=now).get(pk=customer.pk).new_since  # type: ignore[attr-defined]
    return found


def visited(customer: Customer, person: User, at: datetime, before: datetime | None = None) -> None:
    CustomerVisit.objects.create(customer=customer, person=person, visited_at=at, previous_visited_at=before)


def test_first_visit_has_nothing_before_it(customer: Customer, rm: User, leader: User) -> None:
    visited(customer, leader, NOON - HOUR)
    assert new_since(customer, rm) is None


def test_a_look_long_ago_is_where_the_new_begins(customer: Customer, rm: User) -> None:
    visited(customer, rm, NOON - HOUR, NOON - 9 * HOUR)
    assert new_since(customer, rm) == NOON - HOUR


@pytest.mark.parametrize("before", [None, NOON - 9 * HOUR])
def test_a_visit_that_goes_on_keeps_the_one_before(customer: Customer, rm: User, before: datetime | None) -> None:
    visited(customer, rm, NOON - HOUR / 3, before)
    assert new_since(customer, rm) == before
