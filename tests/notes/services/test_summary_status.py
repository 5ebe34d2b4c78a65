"""A customer shows what its newest standing Exec Summary says, whatever becomes of its notes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from notes.exec_summary_content import ExecSummaryInput
from notes.models import Note
from notes.services.exec_summary_amendment import amend_exec_summary
from notes.services.note_move import move_note
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY, AssignmentFactory
from tests.notes.published import SECTIONS, WORKLOADS, summary

DAY = timedelta(days=1)


def saying(engagement: str, deployment: str) -> ExecSummaryInput:
    return replace(SECTIONS, engagement_status=engagement, deployment_progress=deployment)


def shown(customer: Customer) -> tuple[str, str]:
    customer.refresh_from_db()
    return customer.engagement_status, customer.deployment_progress


@pytest.fixture
def two(customer: Customer, owner: User) -> tuple[Note, Note]:
    old = saying("on_hold", "not_deployed")
    first = summary(customer, owner, content=old, happened_on=TODAY - 9 * DAY, now=NOON - 9 * DAY)
    return first, summary(customer, owner, content=saying("reactive", "partially_deployed"))


def test_newest_counts(customer: Customer, two: tuple[Note, Note]) -> None:
    assert shown(customer) == ("reactive", "partially_deployed")


def test_one_about_an_earlier_day_does_not(customer: Customer, owner: User, two: tuple[Note, Note]) -> None:
    summary(customer, owner, content=saying("fully_engaged", "fully_deployed"), happened_on=TODAY - DAY)
    assert shown(customer) == ("reactive", "partially_deployed")


def test_amended_words_count(customer: Customer, owner: User, two: tuple[Note, Note]) -> None:
    said: dict[str, Any] = {"workloads": WORKLOADS, "is_without_workloads": False, "reason": ""}
    content = saying("fully_engaged", "fully_deployed")
    amend_exec_summary(note=two[1], version=1, content=content, happened_on=TODAY, **said, by=owner, now=NOON)
    assert shown(customer) == ("fully_engaged", "fully_deployed")


def test_withdrawn_ones_do_not_count(customer: Customer, owner: User, two: tuple[Note, Note]) -> None:
    withdraw_note(note=two[1], reason="Wrong.", by=owner, now=NOON)
    assert shown(customer) == ("on_hold", "not_deployed")
    withdraw_note(note=two[0], reason="Wrong.", by=owner, now=NOON)
    assert shown(customer) == ("", "")


def test_moved_one_counts_where_it_is(customer: Customer, owner: User, two: tuple[Note, Note]) -> None:
    other = AssignmentFactory.create(person=owner, role="fm", customer__name="Adatum").customer
    move_note(note=two[1], to=other, reason="Theirs.", by=owner, now=NOON)
    assert (shown(customer), shown(other)) == (("on_hold", "not_deployed"), ("reactive", "partially_deployed"))
