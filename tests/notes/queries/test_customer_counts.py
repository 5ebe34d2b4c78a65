from datetime import timedelta

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries.customer_counts import with_counts, with_own_request
from tests.factories import (
    NOON,
    TODAY,
    CustomerFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    RiskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def counted() -> list[tuple[str, int, str | None, int]]:
    rows = with_counts(Customer.objects.all(), TODAY)
    return list(rows.values_list("name", "open_risk_count", "worst_severity", "overdue_action_count"))


def test_customer_without_risks_and_actions_counts_none(customer: Customer) -> None:
    assert counted() == [("Fabrikam, Inc.", 0, None, 0)]


def test_open_risks_are_counted_with_the_worst_severity(customer: Customer) -> None:
    RiskFactory.create(customer=customer, severity="low")
    RiskFactory.create(customer=customer, severity="medium")
    closed = {"closed_at": NOON, "closed_by": UserFactory.create(), "outcome": "Solved."}
    RiskFactory.create(customer=customer, severity="high", **closed)

    assert counted() == [("Fabrikam, Inc.", 2, "medium", 0)]


def test_open_actions_of_earlier_days_are_overdue(customer: Customer) -> None:
    yesterday = TODAY - timedelta(days=1)
    NextActionFactory.create(note__customer=customer, due_on=yesterday)
    NextActionFactory.create(note__customer=customer, due_on=yesterday, done_at=NOON, done_by=UserFactory.create())
    NextActionFactory.create(note__customer=customer, due_on=TODAY)

    assert counted() == [("Fabrikam, Inc.", 0, None, 1)]


def test_counts_stay_with_their_customer(customer: Customer) -> None:
    other = CustomerFactory.create(name="Adventure Works")
    RiskFactory.create(customer=customer, severity="high")
    NextActionFactory.create(note__customer=other, due_on=TODAY - timedelta(days=3))

    assert counted() == [("Adventure Works", 0, None, 1), ("Fabrikam, Inc.", 1, "high", 0)]


def test_own_request_is_the_open_one_of_the_person(customer: Customer, rm: User, other_rm: User) -> None:
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)

    assert with_own_request(Customer.objects.all(), rm).get().has_own_request
    assert not with_own_request(Customer.objects.all(), other_rm).get().has_own_request


def test_own_request_that_ended_does_not_count(customer: Customer, rm: User) -> None:
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm, state="withdrawn", ended_at=NOON, ended_by=rm)

    assert not with_own_request(Customer.objects.all(), rm).get().has_own_request
