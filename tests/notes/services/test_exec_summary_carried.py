"""What a published summary keeps of the one before it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from notes.exec_summary_carried import Carried
from notes.models import ExecSummary, Note
from notes.services.exec_summary_amendment import amend_exec_summary
from notes.services.exec_summary_carried import StartInput
from notes.services.note_move import move_note
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY, AssignmentFactory
from tests.notes.published import SECTIONS, WORKLOADS, summary

LATER = NOON + timedelta(days=10)
NEXT_DAY = TODAY + timedelta(days=10)
EVERYTHING = {*vars(SECTIONS), *WORKLOADS}


@pytest.fixture
def first(customer: Customer, owner: User) -> Note:
    return summary(customer, owner)


def following(note: Note, *, days: int = 10, start: StartInput | None = None, **changes: Any) -> Carried:
    moment = NOON + timedelta(days=days)
    values = {"happened_on": TODAY + timedelta(days=days), "content": SECTIONS} | changes
    made = summary(note.customer, note.author, now=moment, start=start, **values)
    return ExecSummary.objects.get(pk=made.pk).carried


def test_first_summary_carries_nothing(first: Note) -> None:
    assert ExecSummary.objects.get().carried == Carried()


def test_everything_left_as_it_was_brought_is_unconfirmed(first: Note) -> None:
    carried = following(first, start=StartInput(first.key))
    assert (set(carried.since), set(carried.since.values()), carried.unconfirmed) == (EVERYTHING, {TODAY}, EVERYTHING)


def test_confirmed_and_changed_parts_do_not_wait(first: Note) -> None:
    content = replace(SECTIONS, relationship="Daily calls now.")
    carried = following(first, content=content, start=StartInput(first.key, still_true=[*WORKLOADS]))
    assert carried.unconfirmed == {*vars(SECTIONS)} - {"relationship"}
    assert "relationship" not in carried.since


def test_words_typed_into_an_empty_form_are_unchanged_and_looked_at(first: Note) -> None:
    carried = following(first, start=None)
    assert (set(carried.since), carried.unconfirmed) == (EVERYTHING, frozenset())


def test_form_that_began_with_an_older_summary_waits_for_nothing(first: Note) -> None:
    following(first, days=1)
    assert following(first, days=2, start=StartInput(first.key)).unconfirmed == frozenset()


def test_day_stays_that_of_the_first_writing(first: Note) -> None:
    following(first, days=1, content=replace(SECTIONS, relationship="Daily calls now."))
    third = following(first, days=2, content=replace(SECTIONS, relationship="Daily calls now."))
    assert (third.since["relationship"], third.since["EXO"]) == (TODAY + timedelta(days=1), TODAY)


def test_withdrawn_summary_is_not_what_came_before(first: Note) -> None:
    withdraw_note(note=first, reason="Wrong customer.", by=first.author, now=NOON)
    assert following(first, start=StartInput(first.key)) == Carried()


def test_summary_of_a_later_day_is_not_what_came_before(first: Note) -> None:
    assert following(first, happened_on=TODAY - timedelta(days=3), start=StartInput(first.key)) == Carried()


def test_sending_twice_keeps_what_was_published(first: Note) -> None:
    key = first.key
    again = summary(first.customer, first.author, key=key, start=StartInput(key, still_true=["EXO"]))
    assert (again.pk, ExecSummary.objects.get().carried) == (first.pk, Carried())


def test_amending_a_part_ends_its_being_carried(first: Note) -> None:
    note = summary(first.customer, first.author, now=LATER, happened_on=NEXT_DAY, start=StartInput(first.key))
    amend_exec_summary(
        note=note,
        version=1,
        happened_on=NEXT_DAY,
        content=SECTIONS,
        workloads=WORKLOADS | {"EXO": "Done."},
        is_without_workloads=False,
        reason="",
        by=note.author,
        now=LATER,
    )
    carried = ExecSummary.objects.get(pk=note.pk).carried
    assert ("EXO" in carried.since, "EXO" in carried.unconfirmed, carried.since["OLM"]) == (
        False,
        False,
        TODAY,
    )


def test_moved_summary_leaves_the_one_before_it_behind(first: Note) -> None:
    note = summary(first.customer, first.author, now=LATER, happened_on=NEXT_DAY, start=StartInput(first.key))
    to = AssignmentFactory.create(person=first.author, role="fm").customer
    move_note(note=note, to=to, reason="Wrong customer", risks=[], by=first.author, now=LATER)
    assert ExecSummary.objects.get(pk=note.pk).carried == Carried()
