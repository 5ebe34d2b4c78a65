from datetime import datetime, timedelta

import pytest

from customers.models import Customer, CustomerVisit
from customers.services.customer_visit import mark_visit
from ftop.accounts.models import User
from tests.at_once import at_once
from tests.factories import NOON


def look(customer: Customer, by: User, *minutes: int) -> tuple[datetime, datetime | None]:
    for minute in minutes:
        visit = mark_visit(customer=customer, by=by, now=NOON + timedelta(minutes=minute))
    visit.refresh_from_db()
    return visit.visited_at, visit.previous_visited_at


def after(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_first_visit_has_none_before(customer: Customer, leader: User) -> None:
    assert look(customer, leader, 0) == (NOON, None)


def test_looks_within_half_an_hour_are_one_visit(customer: Customer, leader: User) -> None:
    assert look(customer, leader, 0, 30, 60) == (after(60), None)


def test_later_look_is_a_new_visit(customer: Customer, leader: User) -> None:
    """The visit before is dated by its last look: what came later was not seen."""
    assert look(customer, leader, 0, 20, 51) == (after(51), after(20))


def test_visit_goes_on_with_the_one_before(customer: Customer, leader: User) -> None:
    assert look(customer, leader, 0, 60, 70) == (after(70), after(0))


def test_late_message_changes_nothing(customer: Customer, leader: User) -> None:
    assert look(customer, leader, 60, 0) == (after(60), None)


def test_visits_are_each_persons_own(customer: Customer, leader: User, rm: User) -> None:
    look(customer, rm, 0)
    assert look(customer, leader, 90) == (after(90), None)


@pytest.mark.usefixtures("committed_db")
def test_two_tabs_at_once_are_one_visit(customer: Customer, leader: User) -> None:
    at_once(*[lambda: look(customer, leader, 0)] * 2)
    assert CustomerVisit.objects.count() == 1
