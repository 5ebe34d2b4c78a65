from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.enums import RequestState
from notes.models import ExecSummaryRequest
from notes.services.exec_summary_request import (
    answer_not_needed,
    answer_requests,
    mark_seen,
    request_exec_summary,
    withdraw_request,
)
from tests.factories import NOON, TODAY, CustomerFactory, ExecSummaryFactory, ExecSummaryRequestFactory, NoteFactory

LATER = NOON + timedelta(hours=5)


@pytest.fixture
def ask(customer: Customer, rm: User) -> Callable[..., ExecSummaryRequest]:
    """The RM asks, with whatever differs from a plain request."""

    def _ask(**changes: Any) -> ExecSummaryRequest:
        values = {"customer": customer, "focus": "", "helpful_by_on": None, "by": rm, "now": NOON}
        return request_exec_summary(**{**values, **changes})

    return _ask


@pytest.fixture
def waiting(customer: Customer, rm: User) -> ExecSummaryRequest:
    return ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)


def test_request_names_who_when_and_what(ask: Callable[..., ExecSummaryRequest], rm: User) -> None:
    request = ask(focus="The move to Teams.", helpful_by_on=TODAY)
    assert (request.requested_by, request.requested_at, request.focus, request.helpful_by_on, request.state) == (
        rm,
        NOON,
        "The move to Teams.",
        TODAY,
        RequestState.OPEN,
    )


def test_request_helpful_by_a_past_day_is_refused(ask: Callable[..., ExecSummaryRequest]) -> None:
    with pytest.raises(RuleError, match="in the past") as refusal:
        ask(helpful_by_on=TODAY - timedelta(days=1))
    assert refusal.value.field == "helpful_by_on"


def test_request_helpful_by_goes_by_the_day_of_who_asks(ask: Callable[..., ExecSummaryRequest], rm: User) -> None:
    rm.time_zone = "Pacific/Auckland"
    with pytest.raises(RuleError, match="in the past"):
        ask(helpful_by_on=TODAY, now=datetime(2026, 3, 3, 23, tzinfo=UTC))


def test_request_while_one_is_open_is_refused(
    ask: Callable[..., ExecSummaryRequest], waiting: ExecSummaryRequest
) -> None:
    with pytest.raises(RuleError, match="asked for this customer's Exec Summary already"):
        ask(focus="Something else.")


def test_request_with_the_same_words_twice_is_once(ask: Callable[..., ExecSummaryRequest]) -> None:
    first = ask(focus="The move to Teams.", helpful_by_on=TODAY)
    assert ask(focus="The move to Teams.\r\n", helpful_by_on=TODAY, now=LATER) == first


def test_request_of_another_rm_stands_beside_it(
    ask: Callable[..., ExecSummaryRequest], waiting: ExecSummaryRequest, other_rm: User
) -> None:
    assert ask(by=other_rm).state == RequestState.OPEN


def test_request_after_the_last_one_ended_is_possible(
    ask: Callable[..., ExecSummaryRequest], waiting: ExecSummaryRequest, rm: User
) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    assert ask().state == RequestState.OPEN


def test_request_of_an_archived_customer_is_refused(ask: Callable[..., ExecSummaryRequest], admin: User) -> None:
    archived = CustomerFactory.create(archived_at=NOON, archived_by=admin)
    with pytest.raises(RuleError, match="archived"):
        ask(customer=archived)


def test_seen_counts_the_first_time(waiting: ExecSummaryRequest, owner: User, teammate: User) -> None:
    assert mark_seen(requests=[waiting], by=owner, now=NOON) == 1
    assert mark_seen(requests=[waiting], by=teammate, now=LATER) == 0
    waiting.refresh_from_db()
    assert (waiting.seen_at, waiting.seen_by) == (NOON, owner)


def test_seen_leaves_ended_ones_alone(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    assert mark_seen(requests=[waiting], by=owner, now=LATER) == 0


def test_answer_points_to_the_summary_and_counts_as_seen(waiting: ExecSummaryRequest, owner: User) -> None:
    note = ExecSummaryFactory.create(note__customer=waiting.customer, note__author=owner).note
    assert answer_requests(requests=[waiting], note=note, by=owner, now=LATER) == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.answered_by_note, waiting.ended_at, waiting.ended_by, waiting.seen_at) == (
        RequestState.ANSWERED,
        note,
        LATER,
        owner,
        LATER,
    )


def test_answer_keeps_when_it_was_seen_first(waiting: ExecSummaryRequest, owner: User, teammate: User) -> None:
    mark_seen(requests=[waiting], by=teammate, now=NOON)
    note = ExecSummaryFactory.create(note__customer=waiting.customer).note
    answer_requests(requests=[waiting], note=note, by=owner, now=LATER)
    waiting.refresh_from_db()
    assert (waiting.seen_at, waiting.seen_by) == (NOON, teammate)


def test_answer_leaves_a_withdrawn_request_withdrawn(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    note = ExecSummaryFactory.create(note__customer=waiting.customer).note
    assert answer_requests(requests=[waiting], note=note, by=owner, now=LATER) == 0
    waiting.refresh_from_db()
    assert waiting.state == RequestState.WITHDRAWN


def test_answer_leaves_requests_for_other_customers_open(waiting: ExecSummaryRequest, owner: User) -> None:
    note = ExecSummaryFactory.create().note
    assert answer_requests(requests=[waiting], note=note, by=owner, now=LATER) == 0


def test_answer_with_another_kind_of_note_is_refused(waiting: ExecSummaryRequest, owner: User) -> None:
    with pytest.raises(RuleError, match="Only an Exec Summary"):
        answer_requests(requests=[waiting], note=NoteFactory.create(customer=waiting.customer), by=owner, now=LATER)


def test_not_needed_keeps_the_reason_and_counts_as_seen(waiting: ExecSummaryRequest, owner: User) -> None:
    answered = answer_not_needed(request=waiting, reason="Nothing changed since March.", by=owner, now=LATER)
    assert (answered.state, answered.reason, answered.ended_by, answered.seen_by) == (
        RequestState.NOT_NEEDED,
        "Nothing changed since March.",
        owner,
        owner,
    )


def test_not_needed_without_a_reason_is_refused_at_the_field(waiting: ExecSummaryRequest, owner: User) -> None:
    with pytest.raises(RuleError, match="Say why") as refusal:
        answer_not_needed(request=waiting, reason=" \n", by=owner, now=LATER)
    assert refusal.value.field == "reason"


def test_not_needed_after_a_withdrawal_says_so(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    with pytest.raises(RuleError, match="withdrawn in the meantime, on 3 Mar 2026"):
        answer_not_needed(request=waiting, reason="Nothing changed.", by=owner, now=LATER)


def test_withdraw_names_when_and_by_whom(waiting: ExecSummaryRequest, rm: User) -> None:
    withdrawn = withdraw_request(request=waiting, by=rm, now=LATER)
    assert (withdrawn.state, withdrawn.ended_at, withdrawn.ended_by) == (RequestState.WITHDRAWN, LATER, rm)


def test_withdraw_somebody_elses_request_is_refused(waiting: ExecSummaryRequest, other_rm: User) -> None:
    with pytest.raises(RuleError, match="Only the person who asked"):
        withdraw_request(request=waiting, by=other_rm, now=LATER)


def test_withdraw_after_the_answer_says_so(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    answer_not_needed(request=waiting, reason="Nothing changed.", by=owner, now=NOON)
    with pytest.raises(RuleError, match="answered “not needed” in the meantime"):
        withdraw_request(request=waiting, by=rm, now=LATER)
