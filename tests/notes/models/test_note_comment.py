"""The thread under a note: constraints by name, triggers, and which questions count as answered."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from ftop.accounts.models import User
from notes.models import Note, NoteComment
from tests.factories import NOON, NoteCommentFactory, NoteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(db: None) -> Note:
    return NoteFactory.create()


def assert_refused(constraint: str, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        NoteCommentFactory.create(**values)


def unanswered() -> list[NoteComment]:
    return list(NoteComment.objects.unanswered())


def test_text_length_passes() -> None:
    assert len(NoteCommentFactory.create(text="x" * 2000).text) == 2000


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_text_length(text: str) -> None:
    assert_refused("notes_notecomment_text_length", text=text)


def test_withdrawn_pair_complete_passes(rm: User) -> None:
    assert NoteCommentFactory.create(withdrawn_at=NOON, withdrawn_by=rm).withdrawn_by == rm


def test_withdrawn_at_no_time(rm: User) -> None:
    assert_refused("notes_notecomment_withdrawn_pair", withdrawn_by=rm)


def test_withdrawn_by_nobody() -> None:
    assert_refused("notes_notecomment_withdrawn_pair", withdrawn_at=NOON)


def test_text_is_cleaned() -> None:
    assert NoteCommentFactory.create(text=" Why\r\nnow?\x00 ").text == "Why\nnow?"


def test_words_stay_as_they_were_written(note: Note) -> None:
    comment = NoteCommentFactory.create(note=note, text="Why now?")
    lines = NoteComment.objects.filter(pk=comment.pk)
    for change in ({"text": "Why?"}, {"is_question": True}, {"note": NoteFactory.create()}):
        with pytest.raises(InternalError), transaction.atomic():
            lines.update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        lines.delete()
    assert lines.get().text == "Why now?"


def test_question_waits_until_a_writer_answers(note: Note, rm: User, owner: User, leader: User) -> None:
    question = NoteCommentFactory.create(note=note, author=rm, is_question=True)
    NoteCommentFactory.create(note=note, author=leader)
    assert unanswered() == [question]
    NoteCommentFactory.create(note=note, author=owner, is_by_writer=True)
    assert unanswered() == []


def test_answer_above_another_note_or_withdrawn_counts_for_nothing(note: Note, rm: User, owner: User) -> None:
    NoteCommentFactory.create(note=note, author=owner, is_by_writer=True)
    question = NoteCommentFactory.create(note=note, author=rm, is_question=True)
    NoteCommentFactory.create(author=owner, is_by_writer=True)
    NoteCommentFactory.create(note=note, author=owner, is_by_writer=True, withdrawn_at=NOON, withdrawn_by=owner)
    assert unanswered() == [question]


def test_who_asks_does_not_answer_themselves(note: Note, rm: User) -> None:
    question = NoteCommentFactory.create(note=note, author=rm, is_question=True)
    NoteCommentFactory.create(note=note, author=rm, is_by_writer=True)
    assert unanswered() == [question]


def test_withdrawn_question_waits_no_longer(note: Note, rm: User) -> None:
    NoteCommentFactory.create(note=note, author=rm, is_question=True, withdrawn_at=NOON, withdrawn_by=rm)
    assert unanswered() == []
