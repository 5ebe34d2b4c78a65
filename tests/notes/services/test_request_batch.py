"""Asking for many at once."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.models import ExecSummaryRequest, RequestBatch
from notes.services import request_batch
from notes.services.request_batch import Asked, request_many
from tests.factories import NOON, TODAY, CustomerFactory, ExecSummaryRequestFactory

pytestmark = pytest.mark.django_db
KEY = uuid.UUID(int=7)
Ask = Callable[..., Asked]


@pytest.fixture
def customers(db: None) -> list[Customer]:
    return CustomerFactory.create_batch(3)


@pytest.fixture
def ask(customers: list[Customer], rm: User) -> Ask:
    def _ask(**changes: Any) -> Asked:
        values = {"key": KEY, "name": "Review 12 Mar", "customers": customers, "focus": "Teams", "helpful_by_on": None}
        return request_many(**{**values, "by": rm, "now": NOON, **changes})

    return _ask


def test_each_customer_is_asked_for_within_one_batch(ask: Ask, customers: list[Customer], rm: User) -> None:
    asked = ask(helpful_by_on=TODAY)
    assert (asked.count, asked.batch.name, asked.batch.asked_by, asked.batch.asked_at) == (3, "Review 12 Mar", rm, NOON)
    rows = asked.batch.requests.order_by("customer")
    assert [(row.customer, row.focus, row.helpful_by_on, row.requested_by) for row in rows] == [
        (customer, "Teams", TODAY, rm) for customer in customers
    ]


def test_open_request_of_this_person_stays_as_it_is(ask: Ask, customers: list[Customer], rm: User) -> None:
    mine = ExecSummaryRequestFactory.create(customer=customers[0], requested_by=rm, focus="Mail")
    asked = ask()
    mine.refresh_from_db()
    assert (asked.count, asked.waiting_count, mine.batch, mine.focus) == (2, 1, None, "Mail")


def test_open_request_of_somebody_else_is_no_obstacle(ask: Ask, customers: list[Customer]) -> None:
    ExecSummaryRequestFactory.create(customer=customers[0])
    assert ask().count == 3


def test_archived_customers_are_left_out(ask: Ask, customers: list[Customer], admin: User) -> None:
    Customer.objects.filter(pk=customers[0].pk).update(archived_at=NOON, archived_by=admin)
    assert ask().count == 2


def test_nobody_left_is_refused_and_leaves_no_batch(ask: Ask, customers: list[Customer], rm: User) -> None:
    for customer in customers:
        ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)
    with pytest.raises(RuleError, match="Nothing was asked"):
        ask()
    assert RequestBatch.objects.count() == 0


def test_same_form_twice_is_once(ask: Ask) -> None:
    first, second = ask(), ask()
    assert (first.batch, second.count) == (second.batch, 3)
    assert ExecSummaryRequest.objects.count() == 3


def test_past_day_is_refused(ask: Ask) -> None:
    with pytest.raises(RuleError, match="in the past") as refusal:
        ask(helpful_by_on=TODAY - timedelta(days=1))
    assert refusal.value.field == "helpful_by_on"


def test_too_many_are_refused(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_batch, "MOST_AT_ONCE", 2)
    with pytest.raises(RuleError, match="at most 2"):
        ask()


def test_each_request_has_a_history(ask: Ask) -> None:
    request = ask().batch.requests.first()
    assert [row.pgh_context.metadata["user"] for row in request.events.all()] == [request.requested_by_id]  # type: ignore[union-attr]
