from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries.one_liners import one_liners
from tests.factories import CustomerFactory, ExecSummaryFactory

LINES = {"one_liner": "Short.", "long_one_liner": "A little longer."}


def texts(user: User, *customers: Customer, is_long: bool = False) -> list[str]:
    return [row.text for row in one_liners(user, [customer.pk for customer in customers], is_long=is_long)]


def test_lines_are_those_of_the_newest_summary(customer: Customer, leader: User) -> None:
    ExecSummaryFactory.create(note__customer=customer, one_liner="Old.", note__happened_on=date(2026, 2, 1))
    newest = ExecSummaryFactory.create(note__customer=customer, **LINES)
    row = one_liners(leader, [customer.pk], is_long=False)[0]
    assert (row.tpid, row.name, row.text, row.note_id) == ("2048302", "Fabrikam, Inc.", "Short.", newest.pk)


def test_an_old_line_does_not_stand_in_for_a_new_summary_without_one(customer: Customer, leader: User) -> None:
    ExecSummaryFactory.create(note__customer=customer, one_liner="Old.", note__happened_on=date(2026, 2, 1))
    ExecSummaryFactory.create(note__customer=customer)
    assert texts(leader, customer) == [""]


def test_long_line_is_given_where_asked_for(customer: Customer, leader: User) -> None:
    ExecSummaryFactory.create(note__customer=customer, **LINES)
    assert texts(leader, customer, is_long=True) == ["A little longer."]


def test_short_line_stands_in_for_a_long_one_and_never_the_other_way(customer: Customer, leader: User) -> None:
    other = CustomerFactory.create()
    ExecSummaryFactory.create(note__customer=customer, one_liner="Short.")
    ExecSummaryFactory.create(note__customer=other, long_one_liner="L" * 300)
    assert texts(leader, customer, other, is_long=True) == ["Short.", "L" * 300]
    assert texts(leader, customer, other) == ["Short.", ""]


def test_customers_without_a_summary_have_a_line_of_their_own(customer: Customer, leader: User) -> None:
    assert [(row.tpid, row.text, row.note_id) for row in one_liners(leader, [customer.pk], is_long=False)] == [
        ("2048302", "", None)
    ]


def test_customers_that_are_not_visible_are_left_out(customer: Customer, outsider: User) -> None:
    ExecSummaryFactory.create(note__customer=customer, **LINES)
    assert texts(outsider, customer) == []


@pytest.mark.parametrize("count", [1, 3])
def test_lines_cost_two_queries(count: int, leader: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    summaries = ExecSummaryFactory.create_batch(count, **LINES)
    with django_assert_num_queries(2):
        one_liners(leader, [summary.note.customer_id for summary in summaries], is_long=False)
