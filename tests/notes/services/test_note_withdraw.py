from datetime import timedelta

import pytest

from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.enums import RequestState
from notes.models import ExecSummaryRequest, Note
from notes.services.exec_summary_request import request_exec_summary
from notes.services.inputs import ActionInput, RiskInput
from notes.services.note_withdraw import withdraw_note
from notes.services.publishing import AlreadyPublished
from tests.factories import NOON, TODAY
from tests.notes.published import overall, summary

LATER = NOON + timedelta(days=1)
ESCALATION = RiskInput(kind="escalation", title="Mail is down", severity="high")


def withdraw(note: Note, by: User, reason: str = "Sent twice.") -> Note:
    withdraw_note(note=note, reason=reason, by=by, now=LATER)
    note.refresh_from_db()
    return note


def refusal(note: Note, by: User, reason: str = "Sent twice.") -> tuple[str, str]:
    with pytest.raises(RuleError) as error:
        withdraw(note, by, reason)
    return error.value.field, error.value.message


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return overall(customer, owner)


@pytest.mark.parametrize("person", ["owner", "admin"])
def test_author_and_administrators_withdraw(note: Note, person: str, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(person)
    withdrawn = withdraw(note, by)
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by, withdrawn.withdraw_reason) == (LATER, by, "Sent twice.")


def test_words_and_version_stay_for_the_record(note: Note, owner: User) -> None:
    withdrawn = withdraw(note, owner)
    assert (withdrawn.text, withdrawn.version, withdrawn.amended_at) == ("Call with Dana.", 1, None)


def test_history_says_why(note: Note, owner: User) -> None:
    withdraw(note, owner)
    row = note.events.select_related("pgh_context").latest("pgh_id")
    assert (row.withdraw_reason, row.pgh_context.metadata["reason"]) == ("Sent twice.", "Sent twice.")


def test_dates_go_back_to_the_notes_that_stand(customer: Customer, owner: User) -> None:
    older = summary(customer, owner, happened_on=TODAY - timedelta(days=5), now=NOON - timedelta(days=5))
    newer = summary(customer, owner)
    withdraw(newer, owner)
    customer.refresh_from_db()
    assert (customer.last_overall_note_on, customer.last_exec_summary_at) == (older.happened_on, older.written_at)
    withdraw(older, owner)
    customer.refresh_from_db()
    assert (customer.last_overall_note_on, customer.last_exec_summary_at) == (None, None)


def test_next_actions_and_risks_live_on(customer: Customer, owner: User) -> None:
    action = ActionInput(text="Send the plan", due_on=TODAY, owner=owner)
    note = withdraw(overall(customer, owner, actions=[action], is_escalated=True, new_risks=[ESCALATION]), owner)
    assert [action.is_done for action in note.next_actions.all()] == [False]
    assert [mention.risk.is_open for mention in note.risk_mentions.all()] == [True]
    assert [event.kind for event in TimelineEvent.objects.all()] == ["risk_opened"]


def ask(customer: Customer, rm: User, focus: str = "") -> ExecSummaryRequest:
    return request_exec_summary(customer=customer, focus=focus, helpful_by_on=None, by=rm, now=NOON)


def test_request_it_answered_is_open_again(customer: Customer, owner: User, rm: User) -> None:
    request = ask(customer, rm)
    withdraw(summary(customer, owner, answered_requests=[request]), owner)
    request.refresh_from_db()
    assert (request.state, request.answered_by_note, request.ended_at) == (RequestState.OPEN, None, None)
    assert request.seen_by == owner


def test_request_asked_again_meanwhile_takes_its_place(customer: Customer, owner: User, rm: User) -> None:
    """One request of a person is open for a customer."""
    old = ask(customer, rm)
    note = summary(customer, owner, answered_requests=[old])
    new = ask(customer, rm, "What is new")
    withdraw(note, owner)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.answered_by_note, new.state) == (RequestState.WITHDRAWN, None, RequestState.OPEN)
    assert old.reason == (
        "The Exec Summary that answered it was withdrawn. The newer request of 3 Mar 2026 takes its place."
    )


def test_withdrawing_twice_is_once(note: Note, owner: User) -> None:
    withdraw(note, owner)
    assert withdraw(note, owner).withdrawn_at == LATER


def test_second_withdrawal_is_told_of_the_first(note: Note, owner: User, admin: User) -> None:
    withdraw(note, owner)
    assert refusal(note, admin)[1] == "This note was withdrawn in the meantime, on 4 Mar 2026. Nothing was changed."


@pytest.mark.parametrize("reason", [" ", "x" * 1001])
def test_reason_is_asked_for_and_kept_short(note: Note, owner: User, reason: str) -> None:
    assert refusal(note, owner, reason)[0] == "reason"


def test_others_do_not_withdraw(note: Note, teammate: User) -> None:
    assert refusal(note, teammate)[1] == "Only the author or an administrator withdraws a note."


def test_archived_customer_is_refused(note: Note, owner: User, admin: User) -> None:
    Customer.objects.update(archived_at=NOON, archived_by=admin)
    assert "archived" in refusal(note, owner)[1]


def test_same_words_after_withdrawing_are_a_new_note(note: Note, customer: Customer, owner: User) -> None:
    withdraw(note, owner)
    assert overall(customer, owner) != note


def test_form_of_a_withdrawn_note_asks_what_to_do(note: Note, customer: Customer, owner: User) -> None:
    withdraw(note, owner)
    with pytest.raises(AlreadyPublished) as refusal:
        overall(customer, owner, key=note.key)
    assert refusal.value.note == note
