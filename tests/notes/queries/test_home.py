from datetime import UTC, date, datetime, timedelta

import pytest

from customers.enums import AssignmentRole
from customers.models import Customer
from customers.queries.assigned_customers import customers_of
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from notes.enums import RequestFilter, RiskKind
from notes.queries import home as queries
from notes.queries.customer_page import customers_with_page
from notes.queries.exec_summary_requests import request_list
from notes.queries.note_comments import answers_for, questions_for
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    RiskFactory,
    UserFactory,
)

TODAY = date(2026, 3, 3)
pytestmark = pytest.mark.django_db


def mine(user: User, **values: object) -> Customer:
    values = {"last_overall_note_on": TODAY} | values
    return AssignmentFactory.create(person=user, customer=CustomerFactory.create(**values), role="fm").customer


def reasons(user: User) -> list[tuple[str, ...]]:
    rows = queries.attention_rows(user, AssignmentRole.FM, today=TODAY)
    return [row.reasons for row in rows]


def test_customer_with_a_fresh_note_needs_nothing(owner: User, customer: Customer) -> None:
    Customer.objects.update(last_overall_note_on=TODAY)
    assert reasons(owner) == [()]


@pytest.mark.parametrize(("days", "expected"), [(14, ()), (15, ("no note for 15 days",))])
def test_high_customer_is_quiet_after_14_days(outsider: User, days: int, expected: tuple[str, ...]) -> None:
    mine(outsider, last_overall_note_on=TODAY - timedelta(days=days))
    assert reasons(outsider) == [expected]


def test_low_customer_is_never_quiet(outsider: User) -> None:
    mine(outsider, priority="low", last_overall_note_on=None)
    assert reasons(outsider) == [()]


def test_escalation_request_and_overdue_action_come_in_that_order(outsider: User) -> None:
    customer = mine(outsider)
    NextActionFactory.create(note__customer=customer, due_on=TODAY - timedelta(days=1))
    ExecSummaryRequestFactory.create(customer=customer)
    RiskFactory.create(customer=customer, kind=RiskKind.ESCALATION)
    assert reasons(outsider) == [("open escalation", "Exec Summary asked for", "1 action overdue")]


def test_the_weightiest_fact_comes_first(outsider: User) -> None:
    late = mine(outsider, name="A late one")
    NextActionFactory.create_batch(3, note__customer=late, due_on=TODAY - timedelta(days=1))
    RiskFactory.create(customer=mine(outsider, name="Z escalated"), kind=RiskKind.ESCALATION)
    assert reasons(outsider) == [("open escalation",), ("3 actions overdue",)]


def test_role_that_was_taken_away_shows_no_customers(outsider: User) -> None:
    mine(outsider)
    outsider.roles = [Role.LT]
    assert list(customers_of(outsider, AssignmentRole.FM)) == []


def test_actions_due_are_mine_open_and_within_a_week(owner: User, customer: Customer, rm: User) -> None:
    def action(days: int, **values: object) -> object:
        due_on = TODAY + timedelta(days=days)
        return NextActionFactory.create(note__customer=customer, due_on=due_on, owner_name="", **values)

    late, soon = action(-5, owner=owner), action(7, owner=owner)
    action(8, owner=owner)
    action(1, owner=rm)
    action(1, owner=owner, done_at=datetime(2026, 3, 1, tzinfo=UTC), done_by=owner)
    assert [(row, row.is_mine_to_close) for row in queries.actions_due(owner, today=TODAY)] == [
        (late, True),
        (soon, True),
    ]


def test_action_of_an_rm_is_shown_and_closed_by_others(rm: User, customer: Customer) -> None:
    NextActionFactory.create(note__customer=customer, due_on=TODAY, owner=rm, owner_name="")
    assert [row.is_mine_to_close for row in queries.actions_due(rm, today=TODAY)] == [False]


def test_priority_counts_name_every_priority(customer: Customer) -> None:
    assert queries.priority_counts(Customer.objects.all()) == [("high", 1), ("medium", 0), ("low", 0)]


def test_somebody_without_a_role_has_nothing_to_do(customer: Customer) -> None:
    nobody = UserFactory.create(roles=[])
    assert queries.actions_due(nobody, today=TODAY) == []
    assert queries.attention_rows(nobody, AssignmentRole.FM, today=TODAY) == []
    assert (questions_for(nobody), answers_for(nobody)) == ([], [])
    assert request_list(nobody, shown=RequestFilter.WAITING) == []
    assert customers_with_page(nobody, customer.key, now=NOON) == []
