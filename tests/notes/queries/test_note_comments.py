from datetime import timedelta

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note, NoteComment
from notes.queries.note_comments import answers_for, questions_for, thread_of
from notes.queries.timeline import TimelineFilter, timeline_page
from notes.services.note_read import mark_read
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, NoteCommentFactory, NoteFactory

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return NoteFactory.create(customer=customer, author=owner)


@pytest.fixture
def question(note: Note, leader: User) -> NoteComment:
    return NoteCommentFactory.create(note=note, author=leader, is_question=True, text="Why is it late?")


@pytest.fixture
def answer(question: NoteComment, owner: User) -> NoteComment:
    return NoteCommentFactory.create(note=question.note, author=owner, is_by_writer=True, written_at=LATER)


@pytest.mark.parametrize("person", ["owner", "teammate", "architect"])
def test_question_waits_for_the_fms_and_architects(
    question: NoteComment, person: str, request: pytest.FixtureRequest
) -> None:
    assert list(questions_for(request.getfixturevalue(person))) == [question]


@pytest.mark.parametrize("person", ["engineer", "rm", "leader", "outsider"])
def test_question_waits_for_nobody_else(question: NoteComment, person: str, request: pytest.FixtureRequest) -> None:
    assert list(questions_for(request.getfixturevalue(person))) == []


def test_question_waits_for_the_author_too(customer: Customer, engineer: User, leader: User) -> None:
    note = NoteFactory.create(customer=customer, author=engineer)
    question = NoteCommentFactory.create(note=note, author=leader, is_question=True)
    assert list(questions_for(engineer)) == [question]


def test_author_who_left_is_not_asked(note: Note, question: NoteComment, owner: User) -> None:
    owner.assignments.update(ends_on=NOON.date())
    assert list(questions_for(owner)) == []


def test_answered_question_waits_no_longer(answer: NoteComment, owner: User) -> None:
    assert list(questions_for(owner)) == []


def test_question_under_a_withdrawn_note_waits_no_longer(question: NoteComment, owner: User) -> None:
    withdraw_note(note=question.note, reason="Wrong customer", by=owner, now=LATER)
    assert list(questions_for(owner)) == []


def test_question_of_an_archived_customer_waits_no_longer(
    question: NoteComment, customer: Customer, owner: User, admin: User
) -> None:
    Customer.objects.update(archived_at=NOON, archived_by=admin)
    assert list(questions_for(owner)) == []


def test_own_question_is_not_for_oneself(note: Note, owner: User) -> None:
    NoteCommentFactory.create(note=note, author=owner, is_question=True)
    assert list(questions_for(owner)) == []


def test_answer_is_for_who_asked_alone(answer: NoteComment, leader: User, rm: User) -> None:
    assert (list(answers_for(leader)), list(answers_for(rm))) == ([answer], [])


def test_answer_is_gone_once_the_note_was_looked_at(answer: NoteComment, leader: User) -> None:
    mark_read(note=answer.note, by=leader, now=LATER)
    assert list(answers_for(leader)) == []


def test_looking_before_the_answer_does_not_count(answer: NoteComment, leader: User) -> None:
    mark_read(note=answer.note, by=leader, now=NOON)
    assert list(answers_for(leader)) == [answer]


def test_line_above_the_question_answers_nothing(note: Note, owner: User, leader: User) -> None:
    NoteCommentFactory.create(note=note, author=owner, is_by_writer=True)
    NoteCommentFactory.create(note=note, author=leader, is_question=True)
    assert list(answers_for(leader)) == []


def test_words_of_a_withdrawn_line_stay_in_the_database(question: NoteComment, leader: User) -> None:
    NoteComment.objects.filter(pk=question.pk).update(withdrawn_at=NOON, withdrawn_by=leader)
    line = thread_of(question.note).get()
    assert (line.shown_text, line.get_deferred_fields()) == ("", {"text"})


def test_timeline_counts_the_standing_lines(note: Note, answer: NoteComment, leader: User, owner: User) -> None:
    NoteCommentFactory.create(note=note, withdrawn_at=NOON, withdrawn_by=owner)
    page = timeline_page(note.customer, user=leader, wanted=TimelineFilter())
    assert [shown.comment_count for shown in page.notes] == [2]  # type: ignore[attr-defined]
