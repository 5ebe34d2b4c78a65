"""Questions and answers under a note."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note, NoteComment
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, ExecSummaryFactory, NoteCommentFactory

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return ExecSummaryFactory.create(note__customer=customer, note__author=owner).note


def write(client: Client, note: Note, **values: Any) -> HttpResponse:
    values = {"key": str(uuid.uuid4()), "text": "Why is it late?", **values}
    return client.post(reverse("notes:note_comment-create", args=[note.key]), values)


def withdraw(client: Client, comment: NoteComment) -> HttpResponse:
    return client.post(reverse("notes:note_comment-withdraw", args=[comment.pk]))


def home(client: Client) -> str:
    return client.get("/").text


def test_leaders_question_is_answered_by_way_of_home(note: Note, leader: User, owner: User, sign_in: SignIn) -> None:
    response = write(sign_in(leader), note, is_question="on")
    question = NoteComment.objects.get()
    assert response["Location"] == f"{note.get_absolute_url()}#comment-{question.pk}"
    assert "“Why is it late?”" in home(sign_in(owner))
    write(sign_in(owner), note, text="The firewall.")
    assert "“Why is it late?”" not in home(sign_in(owner))
    client = sign_in(leader)
    assert "“The firewall.”" in home(client)
    client.post(reverse("notes:note-read", args=[note.key]))
    assert "“The firewall.”" not in home(client)


def test_writer_is_not_offered_to_ask(note: Note, owner: User, sign_in: SignIn) -> None:
    write(sign_in(owner), note, is_question="on")
    assert not NoteComment.objects.get().is_question
    assert "is_question" not in sign_in(owner).get(note.get_absolute_url()).text


def test_reader_may_write_without_asking(note: Note, leader: User, sign_in: SignIn) -> None:
    write(sign_in(leader), note)
    assert not NoteComment.objects.get().is_question


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_what_cannot_be_saved_is_kept(note: Note, leader: User, sign_in: SignIn, text: str) -> None:
    response = write(sign_in(leader), note, text=text)
    assert (response.status_code, "It was not sent yet" in response.text) == (422, True)
    assert response.context["comment_form"]["text"].value() == text


def test_note_withdrawn_meanwhile_gives_the_words_back(note: Note, leader: User, owner: User, sign_in: SignIn) -> None:
    withdraw_note(note=note, reason="Wrong customer", by=owner, now=NOON)
    response = write(sign_in(leader), note)
    assert (response.status_code, NoteComment.objects.count()) == (422, 0)
    assert "withdrawn in the meantime" in response.text
    assert "Why is it late?" in response.text


@pytest.mark.parametrize(("person", "sees"), [("owner", True), ("admin", True), ("rm", False), ("teammate", False)])
def test_thread_of_a_withdrawn_note_is_for_author_and_admins(
    note: Note, owner: User, person: str, sees: bool, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    NoteCommentFactory.create(note=note, text="Why is it late?")
    withdraw_note(note=note, reason="Wrong customer", by=owner, now=NOON)
    page = sign_in(request.getfixturevalue(person)).get(note.get_absolute_url()).text
    assert ("Why is it late?" in page) is sees
    assert "line-form" not in page


def test_admin_reads_and_does_not_write(note: Note, admin: User, sign_in: SignIn) -> None:
    NoteCommentFactory.create(note=note, text="Why is it late?")
    client = sign_in(admin)
    page = client.get(note.get_absolute_url()).text
    assert ("Why is it late?" in page, "line-form" in page) == (True, False)
    assert write(client, note).status_code == 403


def test_withdrawn_line_leaves_a_stub(note: Note, leader: User, rm: User, sign_in: SignIn) -> None:
    comment = NoteCommentFactory.create(note=note, author=leader, text="Why is it late?")
    withdraw(sign_in(leader), comment)
    page = sign_in(rm).get(note.get_absolute_url()).text
    assert ("Why is it late?" in page, f'id="comment-{comment.pk}"' in page) == (False, True)


def test_others_lines_are_not_withdrawn(note: Note, leader: User, rm: User, outsider: User, sign_in: SignIn) -> None:
    comment = NoteCommentFactory.create(note=note, author=leader)
    assert (withdraw(sign_in(rm), comment).status_code, withdraw(sign_in(outsider), comment).status_code) == (403, 404)


def test_timeline_says_how_many(note: Note, leader: User, sign_in: SignIn) -> None:
    NoteCommentFactory.create_batch(2, note=note)
    page = sign_in(leader).get(note.customer.get_absolute_url()).text
    assert f'<a class="meta" href="{note.get_absolute_url()}#thread">2 comments</a>' in page


def test_text_is_shown_as_text(note: Note, leader: User, sign_in: SignIn) -> None:
    NoteCommentFactory.create(note=note, text="<b>Why</b> https://contoso.example/x")
    page = sign_in(leader).get(note.get_absolute_url()).text
    assert "&lt;b&gt;Why&lt;/b&gt;" in page
    assert '<a href="https://contoso.example/x" rel="nofollow">' in page
