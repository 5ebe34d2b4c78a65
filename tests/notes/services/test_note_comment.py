"""Lines under a note."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.models import Note, NoteComment
from notes.services.note_comment import withdraw_comment, write_comment
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, NoteFactory

LATER = NOON + timedelta(days=1)


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return NoteFactory.create(customer=customer, author=owner)


def write(note: Note, by: User, **changes: Any) -> NoteComment:
    values = {"key": uuid.UUID(int=7), "text": "Why is it late?", "is_question": True, "by": by, "now": LATER}
    return write_comment(note=note, **{**values, **changes})


def test_question_of_a_reader(note: Note, leader: User) -> None:
    comment = write(note, leader)
    assert (comment.author, comment.text, comment.written_at) == (leader, "Why is it late?", LATER)
    assert (comment.is_question, comment.is_by_writer) == (True, False)


@pytest.mark.parametrize("person", ["owner", "architect", "engineer", "sme"])
def test_line_of_a_writer_counts_as_an_answer(note: Note, person: str, request: pytest.FixtureRequest) -> None:
    assert write(note, request.getfixturevalue(person), is_question=False).is_by_writer


def test_rm_of_the_customer_is_no_writer(note: Note, rm: User) -> None:
    assert not write(note, rm).is_by_writer


def test_same_form_twice_is_once(note: Note, leader: User) -> None:
    assert write(note, leader) == write(note, leader)


def test_key_of_another_line_is_refused(note: Note, leader: User, rm: User) -> None:
    write(note, leader)
    with pytest.raises(RuleError, match="send it again"):
        write(note, rm)


@pytest.mark.parametrize("text", [" ", "x" * 2001])
def test_text_is_asked_for_and_kept_short(note: Note, leader: User, text: str) -> None:
    with pytest.raises(RuleError, match=r"at most 2,000 characters"):
        write(note, leader, text=text)


def test_withdrawn_note_is_refused(note: Note, leader: User, owner: User) -> None:
    withdraw_note(note=note, reason="Wrong customer", by=owner, now=LATER)
    with pytest.raises(RuleError, match="withdrawn in the meantime"):
        write(note, leader)


def test_archived_customer_is_refused(note: Note, leader: User, admin: User) -> None:
    Customer.objects.update(archived_at=NOON, archived_by=admin)
    with pytest.raises(RuleError, match="archived"):
        write(note, leader)


def test_withdrawing_leaves_a_stub_with_who_and_when(note: Note, leader: User) -> None:
    comment = withdraw_comment(comment=write(note, leader), by=leader, now=LATER)
    assert (comment.withdrawn_by, comment.withdrawn_at, comment.text) == (leader, LATER, "Why is it late?")


def test_withdrawing_twice_is_once(note: Note, leader: User) -> None:
    comment = withdraw_comment(comment=write(note, leader), by=leader, now=LATER)
    again = withdraw_comment(comment=comment, by=leader, now=LATER + timedelta(days=1))
    assert again.withdrawn_at == LATER


@pytest.mark.parametrize("person", ["owner", "admin", "rm"])
def test_others_do_not_withdraw(note: Note, leader: User, person: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(RuleError, match="Only who wrote it"):
        withdraw_comment(comment=write(note, leader), by=request.getfixturevalue(person), now=LATER)
