from datetime import timedelta

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RequestFilter, RequestState
from notes.models import ExecSummaryRequest
from notes.queries import exec_summary_requests as queries
from notes.services.exec_summary_request import withdraw_request
from tests.factories import NOON, CustomerFactory, ExecSummaryRequestFactory


def asked(customer: Customer, by: User, *, days: int = 0) -> ExecSummaryRequest:
    return ExecSummaryRequestFactory.create(
        customer=customer, requested_by=by, requested_at=NOON + timedelta(days=days)
    )


def ended(customer: Customer, by: User, *, days: int = 0) -> ExecSummaryRequest:
    return withdraw_request(request=asked(customer, by, days=days), by=by, now=NOON + timedelta(days=days))


def test_open_requests_of_the_customer_first_one_first(customer: Customer, rm: User, other_rm: User) -> None:
    second, first = asked(customer, rm, days=2), asked(customer, other_rm, days=1)
    asked(CustomerFactory.create(), rm)
    assert list(queries.open_requests(customer)) == [first, second]


def test_beside_shows_my_own_last_one_after_it_ended(customer: Customer, rm: User, other_rm: User) -> None:
    ended(customer, rm, days=1)
    last = ended(customer, rm, days=2)
    ended(customer, other_rm, days=3)
    assert queries.requests_beside(customer, user=rm) == [last]


def test_beside_shows_the_open_one_instead_of_the_last(customer: Customer, rm: User, other_rm: User) -> None:
    ended(customer, rm, days=1)
    mine, theirs = asked(customer, rm, days=2), asked(customer, other_rm, days=3)
    assert queries.requests_beside(customer, user=rm) == [mine, theirs]


def test_waiting_are_open_ones_of_my_active_customers(
    customer: Customer, owner: User, engineer: User, rm: User, admin: User
) -> None:
    waiting = asked(customer, rm)
    ended(CustomerFactory.create(), rm)
    asked(CustomerFactory.create(), rm)
    assert queries.request_list(owner, shown=RequestFilter.WAITING) == [waiting]
    assert queries.request_list(engineer, shown=RequestFilter.WAITING) == []
    customer.archived_at, customer.archived_by = NOON, admin
    customer.save()
    assert queries.request_list(owner, shown=RequestFilter.WAITING) == []


def test_mine_are_newest_first_whatever_became_of_them(customer: Customer, rm: User, other_rm: User) -> None:
    first = ended(customer, rm)
    second = asked(customer, rm)
    asked(customer, other_rm)
    rows = queries.request_list(rm, shown=RequestFilter.MINE)
    assert [(row, row.state) for row in rows] == [(second, RequestState.OPEN), (first, RequestState.WITHDRAWN)]


def test_all_are_those_of_customers_i_can_read(customer: Customer, owner: User, rm: User) -> None:
    readable = asked(customer, rm)
    asked(CustomerFactory.create(), rm)
    assert queries.request_list(owner, shown=RequestFilter.ALL) == [readable]


def test_older_ones_follow_without_gap_or_repetition(
    customer: Customer, rm: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)
    all_of_them = [ended(customer, rm) for _ in range(3)][::-1]
    page = queries.request_list(rm, shown=RequestFilter.MINE)
    rest = queries.request_list(rm, shown=RequestFilter.MINE, before=page[1].pk)
    assert (page[:2], rest) == (all_of_them[:2], all_of_them[2:])
