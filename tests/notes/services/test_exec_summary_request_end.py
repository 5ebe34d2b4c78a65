"""The last one is still true, and the one reminder."""

import uuid
from datetime import timedelta

import pytest

from customers.enums import Priority
from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.enums import RequestState
from notes.models import ExecSummaryRequest, Note
from notes.services.exec_summary_request import confirm_still_true, remind, withdraw_request
from notes.services.note_move import move_note
from notes.services.note_withdraw import withdraw_note
from tests.factories import (
    NOON,
    TODAY,
    CustomerFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    RequestMessageFactory,
)

LATER = NOON + timedelta(days=3)


@pytest.fixture
def waiting(customer: Customer, rm: User) -> ExecSummaryRequest:
    return ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)


@pytest.fixture
def summary(customer: Customer, owner: User) -> Note:
    return ExecSummaryFactory.create(note__customer=customer, note__author=owner).note


def confirm(request: ExecSummaryRequest, note: Note, by: User, reason: str = "") -> ExecSummaryRequest:
    return confirm_still_true(request=request, note=note.key, reason=reason, by=by, now=LATER)


def test_confirming_ends_it_with_the_summary(waiting: ExecSummaryRequest, summary: Note, owner: User) -> None:
    confirm(waiting, summary, owner, "Nothing moved.")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.confirmed_note, waiting.reason) == (
        RequestState.NOT_NEEDED,
        summary,
        "Nothing moved.",
    )
    assert (waiting.ended_by, waiting.ended_at, waiting.seen_by) == (owner, LATER, owner)


def test_confirming_needs_no_sentence(waiting: ExecSummaryRequest, summary: Note, owner: User) -> None:
    assert confirm(waiting, summary, owner).reason == ""


def test_confirming_leaves_the_request_of_another_rm_open(
    waiting: ExecSummaryRequest, summary: Note, owner: User, other_rm: User
) -> None:
    other = ExecSummaryRequestFactory.create(customer=waiting.customer, requested_by=other_rm)
    confirm(waiting, summary, owner)
    other.refresh_from_db()
    assert other.state == RequestState.OPEN


def test_confirming_what_is_not_the_newest_is_refused(waiting: ExecSummaryRequest, summary: Note, owner: User) -> None:
    ExecSummaryFactory.create(note__customer=waiting.customer, note__happened_on=TODAY + timedelta(days=1))
    with pytest.raises(RuleError, match="another one by now"):
        confirm(waiting, summary, owner)


def test_confirming_without_any_summary_is_refused(waiting: ExecSummaryRequest, owner: User) -> None:
    with pytest.raises(RuleError, match="another one by now"):
        confirm_still_true(request=waiting, note=uuid.UUID(int=1), by=owner, now=LATER)


def test_confirming_what_ended_is_refused(waiting: ExecSummaryRequest, summary: Note, owner: User, rm: User) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    with pytest.raises(RuleError, match="withdrawn in the meantime"):
        confirm(waiting, summary, owner)


def test_withdrawing_the_confirmed_summary_opens_it_again(
    waiting: ExecSummaryRequest, summary: Note, owner: User
) -> None:
    confirm(waiting, summary, owner, "Nothing moved.")
    withdraw_note(note=summary, reason="Wrong customer", by=owner, now=LATER)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.confirmed_note, waiting.reason, waiting.ended_at) == (
        RequestState.OPEN,
        None,
        "",
        None,
    )


def test_moving_the_confirmed_summary_opens_it_again(waiting: ExecSummaryRequest, summary: Note, admin: User) -> None:
    confirm(waiting, summary, summary.author)
    move_note(note=summary, to=CustomerFactory.create(), reason="Wrong customer", by=admin, now=LATER)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.confirmed_note) == (RequestState.OPEN, None)


def test_reminder_is_kept_with_its_moment(waiting: ExecSummaryRequest, rm: User) -> None:
    assert remind(request=waiting, by=rm, now=LATER).reminded_at == LATER


def test_second_reminder_is_refused(waiting: ExecSummaryRequest, rm: User) -> None:
    remind(request=waiting, by=rm, now=LATER)
    with pytest.raises(RuleError, match=r"on 6 Mar 2026\. Once is all"):
        remind(request=waiting, by=rm, now=LATER + timedelta(days=30))


def test_reminder_within_three_days_is_refused(waiting: ExecSummaryRequest, rm: User) -> None:
    with pytest.raises(RuleError, match="from 6 Mar 2026 on"):
        remind(request=waiting, by=rm, now=LATER - timedelta(seconds=1))


def test_low_priority_is_never_reminded_of(waiting: ExecSummaryRequest, rm: User) -> None:
    Customer.objects.update(priority=Priority.LOW)
    with pytest.raises(RuleError, match="Low priority"):
        remind(request=waiting, by=rm, now=LATER)


def test_reminder_waits_for_the_reply(waiting: ExecSummaryRequest, rm: User, owner: User) -> None:
    RequestMessageFactory.create(request=waiting, author=owner)
    with pytest.raises(RuleError, match="Reply first"):
        remind(request=waiting, by=rm, now=LATER)
    RequestMessageFactory.create(request=waiting, author=rm)
    assert remind(request=waiting, by=rm, now=LATER).reminded_at == LATER


def test_reminder_of_an_ended_request_is_refused(waiting: ExecSummaryRequest, rm: User) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    with pytest.raises(RuleError, match="withdrawn in the meantime"):
        remind(request=waiting, by=rm, now=LATER)


def test_others_do_not_remind(waiting: ExecSummaryRequest, other_rm: User) -> None:
    with pytest.raises(RuleError, match="Only the person who asked"):
        remind(request=waiting, by=other_rm, now=LATER)
