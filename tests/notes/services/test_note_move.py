from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.enums import RequestState
from notes.models import ExecSummaryRequest, Note, Risk
from notes.services.exec_summary_request import request_exec_summary
from notes.services.inputs import ActionInput, RiskInput
from notes.services.note_move import check_movable, move_note
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY, CustomerFactory, RiskFactory, RiskMentionFactory
from tests.notes.published import overall, summary

LATER = NOON + timedelta(days=1)
ESCALATION = RiskInput(kind="escalation", title="Mail is down", severity="high", category="technical")


@pytest.fixture
def other(customer: Customer) -> Customer:
    return CustomerFactory.create(name="Tailspin Toys", priority="low")


def move(note: Note, to: Customer, by: User | None = None, reason: str = "Wrong customer", **more: Any) -> Note:
    moved = move_note(note=note, to=to, reason=reason, by=by or note.author, now=LATER, **more)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    moved.refresh_from_db()
    return moved


def refusal(note: Note, to: Customer, **more: Any) -> tuple[str, str]:
    with pytest.raises(RuleError) as error:
        move(note, to, **more)
    return error.value.field, error.value.message


def events(customer: Customer) -> list[tuple[str, str]]:
    return list(TimelineEvent.objects.filter(customer=customer).order_by("pk").values_list("kind", "sentence"))


def risks(note: Note) -> Sequence[Risk]:
    return [mention.risk for mention in note.risk_mentions.select_related("risk").order_by("pk")]


def test_author_key_and_dates_stay(customer: Customer, other: Customer, owner: User) -> None:
    note = overall(customer, owner, happened_on=TODAY - timedelta(days=2))
    moved = move(note, other)
    assert (moved.customer, moved.author, moved.key) == (other, owner, note.key)
    assert (moved.happened_on, moved.written_at, moved.version) == (TODAY - timedelta(days=2), NOON, 1)


def test_hashtags_lead_to_the_other_timeline(customer: Customer, other: Customer, owner: User) -> None:
    moved = move(overall(customer, owner, "Call #covid"), other)
    assert f'href="{other.get_absolute_url()}?tag=covid"' in moved.html


def test_next_actions_follow(customer: Customer, other: Customer, owner: User) -> None:
    action = ActionInput(text="Send the plan", due_on=TODAY, owner=owner)
    moved = move(overall(customer, owner, actions=[action]), other)
    assert [action.customer for action in moved.next_actions.all()] == [other]


def test_dates_of_both_customers_follow(customer: Customer, other: Customer, owner: User) -> None:
    before = overall(customer, owner, happened_on=TODAY - timedelta(days=9))
    move(summary(customer, owner), other)
    customer.refresh_from_db()
    other.refresh_from_db()
    assert (customer.last_overall_note_on, customer.last_exec_summary_at) == (before.happened_on, None)
    assert (other.last_overall_note_on, other.last_exec_summary_at) == (TODAY, NOON)


def test_both_timelines_tell_of_it_and_name_no_customer(customer: Customer, other: Customer, owner: User) -> None:
    move(overall(customer, owner), other)
    what = "Overall Status Note of 3 Mar 2026 by Olivia Owner moved"
    assert events(customer) == [("note_moved", f"{what} to another customer: Wrong customer.")]
    assert events(other) == [("note_moved", f"{what} here from another customer: Wrong customer.")]


@pytest.mark.parametrize("reason", ["It belongs to tailspin toys.", "Not about Fabrikam, Inc.!"])
def test_reason_that_names_a_customer_is_refused(customer: Customer, other: Customer, owner: User, reason: str) -> None:
    field, sentence = refusal(overall(customer, owner), other, reason=reason)
    assert (field, sentence.split(":")[0]) == (
        "reason",
        "The reason stands on both timelines, so it must not name a customer",
    )


def test_word_that_holds_a_name_is_none(customer: Customer, owner: User) -> None:
    assert move(overall(customer, owner), CustomerFactory.create(name="Ace"), reason="Right place").version == 1


def test_chosen_risk_of_this_note_alone_moves_along(customer: Customer, other: Customer, owner: User) -> None:
    note = overall(customer, owner, is_escalated=True, new_risks=[ESCALATION])
    risk = Risk.objects.get()
    moved = move(note, other, risks=[risk])
    risk.refresh_from_db()
    assert (risk.customer, risks(moved)) == (other, [risk])
    assert events(customer)[-1][1].endswith("Wrong customer. With it moved: Mail is down.")
    assert events(other)[-1][1].endswith("Wrong customer. With it moved: Mail is down.")


@pytest.mark.parametrize("is_chosen", [True, False], ids=["mentioned elsewhere", "not chosen"])
def test_other_risk_stays_and_its_mention_ends_with_a_trail(
    customer: Customer, other: Customer, owner: User, is_chosen: bool
) -> None:
    risk = RiskFactory.create(customer=customer, title="Proxy breaks mail")
    note = overall(customer, owner, mentioned_risks=[risk])
    if is_chosen:
        RiskMentionFactory.create(note__customer=customer, risk=risk)
    moved = move(note, other, risks=[risk] if is_chosen else [])
    risk.refresh_from_db()
    assert (risk.customer, risks(moved), risk.mentions.count()) == (customer, [], int(is_chosen))
    assert events(customer)[-1][1].endswith("It called out a risk that stays here: Proxy breaks mail.")
    assert "Proxy" not in events(other)[-1][1]


def test_escalation_whose_risk_stays_is_opened_anew(customer: Customer, other: Customer, owner: User) -> None:
    """An escalation stands in the Risks box (seed)."""
    note = overall(customer, owner, is_escalated=True, new_risks=[ESCALATION])
    moved = move(note, other)
    [risk] = risks(moved)
    assert (risk.customer, risk.title, risk.kind, risk.severity, risk.category) == (
        other,
        "Mail is down",
        "escalation",
        "high",
        "technical",
    )
    assert [kind for kind, _ in events(other)] == ["risk_opened", "note_moved"]


def test_closed_risk_is_not_opened_anew(customer: Customer, other: Customer, owner: User) -> None:
    note = overall(customer, owner, is_escalated=True, new_risks=[ESCALATION])
    Risk.objects.update(closed_at=NOON, closed_by=owner, outcome="Solved.")
    assert risks(move(note, other)) == []


def ask(customer: Customer, rm: User) -> ExecSummaryRequest:
    return request_exec_summary(customer=customer, focus="", helpful_by_on=None, by=rm, now=NOON)


def test_answered_request_is_open_again_and_the_right_one_answered(
    customer: Customer, other: Customer, owner: User, rm: User
) -> None:
    there, here = ask(other, rm), ask(customer, rm)
    note = summary(customer, owner, answered_requests=[here])
    moved = move(note, other, answered_requests=[there])
    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.state, here.answered_by_note) == (RequestState.OPEN, None)
    assert (there.state, there.answered_by_note) == (RequestState.ANSWERED, moved)


def test_summary_moves_to_a_low_customer_without_a_request(customer: Customer, other: Customer, owner: User) -> None:
    """Low priority keeps one from writing a summary nobody asked for; this one is written."""
    assert move(summary(customer, owner), other).customer == other


def test_summary_is_rendered_anew_without_what_it_called_out(customer: Customer, other: Customer, owner: User) -> None:
    risk = RiskFactory.create(customer=customer)
    note = summary(customer, owner, mentioned_risks=[risk])
    text = note.text
    moved = move(note, other)
    assert "None of the open ones called out" in moved.html
    assert moved.text == text.rstrip("\n")


def test_administrator_moves_what_others_wrote(customer: Customer, other: Customer, owner: User, admin: User) -> None:
    moved = move(overall(customer, owner), other, by=admin)
    assert (moved.customer, moved.author) == (other, owner)


def test_history_keeps_the_place_and_the_reason(customer: Customer, other: Customer, owner: User) -> None:
    note = overall(customer, owner)
    move(note, other)
    row = note.events.select_related("pgh_context").latest("pgh_id")
    assert (row.customer, row.pgh_context.metadata["reason"]) == (other, "Wrong customer")


def test_moving_twice_is_once(customer: Customer, other: Customer, owner: User) -> None:
    note = overall(customer, owner)
    seen = Note.objects.select_related("customer").get()
    move(note, other)
    move(seen, other)
    assert len(events(other)) == 1


def test_others_do_not_move_it(customer: Customer, other: Customer, owner: User, teammate: User) -> None:
    assert refusal(overall(customer, owner), other, by=teammate)[1].startswith("Only the author")


def test_withdrawn_note_stays(customer: Customer, other: Customer, owner: User) -> None:
    note = overall(customer, owner)
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=LATER)
    assert "was withdrawn" in refusal(note, other)[1]


@pytest.mark.parametrize("archived", ["here", "there"])
def test_nothing_moves_from_or_to_an_archived_customer(
    customer: Customer, other: Customer, owner: User, archived: str
) -> None:
    note = overall(customer, owner)
    gone = customer if archived == "here" else other
    Customer.objects.filter(pk=gone.pk).update(archived_at=NOON, archived_by=owner)
    assert "archived" in refusal(note, other)[1]


def test_reason_is_asked_for(customer: Customer, other: Customer, owner: User) -> None:
    assert refusal(overall(customer, owner), other, reason=" ")[0] == "reason"


@pytest.mark.parametrize("kind", ["enterprise", "entitlement"])
def test_note_about_a_tenant_stays_with_it(kind: str) -> None:
    with pytest.raises(RuleError, match="about a tenant"):
        check_movable(kind=kind)
