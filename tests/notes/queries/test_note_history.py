from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from customers.enums import AssignmentRole
from customers.models import Customer
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from notes.models import Note
from notes.queries.note_history import Step, history_of
from notes.services.exec_summary_amendment import amend_exec_summary
from notes.services.note import amend_overall_note
from notes.services.note_move import move_note
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY, AssignmentFactory, CustomerFactory, ExecSummaryFactory, UserFactory
from tests.notes.published import SECTIONS, WORKLOADS, overall, summary

LATER = NOON + timedelta(days=1)


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return overall(customer, owner)


def amend(note: Note, text: str, **changes: Any) -> None:
    note.refresh_from_db()
    values: dict[str, Any] = {"version": note.version, "happened_on": note.happened_on, "reason": "", "now": LATER}
    amend_overall_note(note=note, text=text, by=note.author, **(values | changes))


def history(note: Note, user: User | None = None, *, is_text_shown: bool = True) -> list[Step]:
    return history_of(
        Note.objects.select_related("customer").get(pk=note.pk),
        user=user or note.author,
        is_text_shown=is_text_shown,
    )


def pieces(step: Step) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(c.heading, [(piece.change.value, piece.text) for piece in c.pieces]) for c in step.changes]


def test_writing_is_the_first_step(note: Note) -> None:
    [step] = history(note)
    assert (step.what, step.signature.who, step.signature.at) == ("wrote it", "Olivia Owner", NOON)
    assert (step.text, step.changes) == ("Call with Dana.", [])


def test_newest_step_comes_first_with_who_when_why_and_what_changed(note: Note) -> None:
    amend(note, "Call with Dana and Lee.", happened_on=TODAY - timedelta(days=1), reason="Lee was there, too.")
    step = history(note)[0]
    assert (step.what, step.signature.who, step.signature.at) == ("amended it", "Olivia Owner", LATER)
    assert (step.reason, step.text, step.is_silent) == ("Lee was there, too.", "Call with Dana and Lee.", False)
    assert pieces(step) == [
        ("Date of the call", [("removed", "3"), ("added", "2"), ("same", " Mar 2026")]),
        ("", [("same", "Call with "), ("removed", "Dana."), ("added", "Dana and Lee.")]),
    ]


def test_silent_amendment_is_a_step_and_says_so(note: Note) -> None:
    amend(note, "Call with Lee.", now=NOON)
    assert [step.is_silent for step in history(note)] == [True, False]


def test_summary_is_compared_by_section(customer: Customer, owner: User) -> None:
    note = summary(customer, owner)
    amend_exec_summary(
        note=note,
        version=1,
        happened_on=TODAY,
        content=SECTIONS,
        workloads=WORKLOADS | {"EXO": "Planning, updating all firewall rules."},
        is_without_workloads=False,
        reason="",
        by=owner,
        now=LATER,
    )
    step = history(note)[0]
    assert [change.code for change in step.changes] == ["EXO"]
    assert pieces(step) == [
        ("Exchange Online", [("same", "Planning, updating"), ("added", " all"), ("same", " firewall rules.")])
    ]


def test_summary_that_cannot_be_read_is_compared_as_a_whole(customer: Customer, owner: User) -> None:
    note = ExecSummaryFactory.create(note__customer=customer, note__author=owner, note__text="Of old").note
    Note.objects.update(text="Of now", version=2)
    assert pieces(history(note)[0]) == [("", [("same", "Of "), ("removed", "old"), ("added", "now")])]


def test_withdrawing_is_a_step_with_its_reason(note: Note, admin: User) -> None:
    withdraw_note(note=note, reason="Sent twice.", by=admin, now=LATER)
    step = history(note)[0]
    assert (step.what, step.signature.who, step.reason) == ("withdrew it", "Ada Admin", "Sent twice.")


def test_without_the_text_no_word_of_it_is_said(note: Note, admin: User) -> None:
    amend(note, "Call with the secret sponsor.", reason="The secret sponsor was there.")
    withdraw_note(note=note, reason="Sent twice.", by=admin, now=LATER)
    steps = history(note, is_text_shown=False)
    assert [(step.what, step.reason, step.text, step.changes) for step in steps] == [
        ("withdrew it", "Sent twice.", "", []),
        ("amended it", "", "", []),
        ("wrote it", "", "", []),
    ]


def moved_and_back(note: Note, other: Customer) -> None:
    home = note.customer
    for to in (other, home):
        move_note(note=note, to=to, reason="Wrong customer", by=note.author, now=LATER)
        note.refresh_from_db()


def test_moving_names_the_place_to_those_who_may_see_it(note: Note, leader: User, owner: User) -> None:
    moved_and_back(note, CustomerFactory.create(name="Tailspin Toys"))
    assert [step.what for step in history(note, leader)][:2] == [
        "moved it here from Tailspin Toys",
        "moved it here from Fabrikam, Inc.",
    ]
    assert [step.what for step in history(note, owner)][:2] == [
        "moved it here from another customer",
        "moved it here from Fabrikam, Inc.",
    ]


def test_who_sees_both_customers_by_assignment_reads_the_name(note: Note) -> None:
    other = CustomerFactory.create(name="Tailspin Toys")
    person = UserFactory.create(roles=[Role.FM])
    AssignmentFactory.create(customer=other, person=person, role=AssignmentRole.FM)
    moved_and_back(note, other)
    assert history(note, person)[0].what == "moved it here from Tailspin Toys"


def test_change_by_a_command_names_nobody(note: Note) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")
        cursor.execute("UPDATE notes_note SET tags = '{x}'")
    assert (history(note)[0].what, history(note)[0].signature.who) == ("changed it", "")


@pytest.mark.parametrize("amendments", [1, 3])
def test_history_costs_two_queries(
    note: Note, amendments: int, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(amendments):
        amend(note, f"Version {number}")
    note = Note.objects.select_related("customer").get(pk=note.pk)
    with django_assert_num_queries(2):
        history_of(note, user=owner, is_text_shown=True)
