"""A note changed by two people, or twice, at the same moment: real connections, real locks."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note, Risk, RiskMention
from notes.services.inputs import RiskInput
from notes.services.note import amend_overall_note
from notes.services.note_move import move_note
from notes.services.note_withdraw import withdraw_note
from tests.at_once import at_once
from tests.factories import NOON, TODAY, CustomerFactory
from tests.notes.published import overall

pytestmark = pytest.mark.usefixtures("committed_db")
LATER = NOON + timedelta(days=1)
ESCALATION = RiskInput(kind="escalation", title="Mail is down", severity="high")


def anew(note: Note) -> Note:
    """As another process holds it."""
    return Note.objects.select_related("customer", "author").get(pk=note.pk)


def amend(note: Note, text: str) -> Note:
    return amend_overall_note(
        note=anew(note), version=1, text=text, happened_on=TODAY, reason="", by=note.author, now=LATER
    )


def move(note: Note, to: Customer, **more: Any) -> Note:
    return move_as_held(anew(note), Customer.objects.get(pk=to.pk), **more)


def move_as_held(note: Note, to: Customer, **more: Any) -> Note:
    """Without reading the note again: who is slow to start must not find what the other one has done."""
    return move_note(note=note, to=to, reason="Wrong place", by=note.author, now=LATER, **more)


def names(results: list[object]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


def test_two_amendments_at_once_are_one_version(customer: Customer, owner: User) -> None:
    note = overall(customer, owner)
    results = at_once(lambda: amend(note, "This."), lambda: amend(note, "That."))
    assert names(results) == ["Note", "StaleVersion"]
    assert anew(note).version == 2


def test_the_same_amendment_twice_at_once_is_one_version(customer: Customer, owner: User) -> None:
    note = overall(customer, owner)
    assert names(at_once(*[lambda: amend(note, "This.")] * 2)) == ["Note", "Note"]
    assert anew(note).version == 2


def test_withdrawing_during_an_amendment_ends_withdrawn(customer: Customer, owner: User, admin: User) -> None:
    note = overall(customer, owner)
    _, withdrawn = at_once(
        lambda: amend(note, "This."),
        lambda: withdraw_note(note=anew(note), reason="Sent twice.", by=admin, now=LATER),
    )
    assert withdrawn == []
    assert anew(note).withdrawn_by == admin


def test_a_note_moves_to_one_place(customer: Customer, owner: User) -> None:
    note = overall(customer, owner)
    pages = [(anew(note), to) for to in CustomerFactory.create_batch(2)]
    results = at_once(*[partial(move_as_held, held, to) for held, to in pages])
    assert names(results) == ["Note", "RuleError"]


def test_two_notes_change_places_without_a_deadlock(customer: Customer, owner: User) -> None:
    other = CustomerFactory.create()
    here, there = overall(customer, owner), overall(other, owner)
    results = at_once(lambda: move(here, other), lambda: move(there, customer))
    assert names(results) == ["Note", "Note"]


def test_publishing_about_a_risk_that_moves_ends_in_one_of_both_orders(customer: Customer, owner: User) -> None:
    """Either the new note calls the risk out, so that it stays, or it has moved and the new note is refused."""
    with transaction.atomic():
        note = overall(customer, owner, is_escalated=True, new_risks=[ESCALATION])
    other, risk = CustomerFactory.create(), Risk.objects.get()
    at_once(
        lambda: move(note, other, risks=[risk]),
        lambda: overall(
            Customer.objects.get(pk=customer.pk), owner, "Second", is_escalated=True, mentioned_risks=[risk]
        ),
    )
    risk.refresh_from_db()
    assert set(RiskMention.objects.filter(risk=risk).values_list("customer", flat=True)) == {risk.customer_id}
    assert Note.objects.count() == (1 if risk.customer == other else 2)
