from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note
from notes.services.note import amend_overall_note
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY
from tests.notes.published import overall

SignIn = Callable[[User], Client]
LATER = NOON + timedelta(days=1)


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return overall(customer, owner)


def amend(note: Note, text: str, version: int = 1) -> None:
    values = {"text": text, "happened_on": TODAY, "reason": f"Reason {version}"}
    amend_overall_note(note=note, version=version, by=note.author, now=LATER, **values)


def read(client: Client, note: Note) -> str:
    response = client.get(reverse("notes:note-history", args=[note.key]))
    assert response.status_code == 200
    return unescape(response.text)


def test_steps_stand_newest_first_with_the_words_that_changed(note: Note, sign_in: SignIn, leader: User) -> None:
    amend(note, "Call with Lee.")
    page = read(sign_in(leader), note)
    assert page.index("amended it") < page.index("wrote it")
    assert "Reason 1" in page
    # In words for screen readers, which say neither <ins> nor <del>.
    assert (
        '<del><span class="visually-hidden">[removed: </span>Dana.<span class="visually-hidden">]</span></del>' in page
    )
    assert '<ins><span class="visually-hidden">[added: </span>Lee.<span class="visually-hidden">]</span></ins>' in page


def test_typed_text_is_inert(customer: Customer, owner: User, sign_in: SignIn) -> None:
    note = overall(customer, owner, "<b>Call</b>")
    amend(note, "<script>alert(1)</script>")
    page = sign_in(owner).get(reverse("notes:note-history", args=[note.key])).text
    assert ("<b>Call" in page, "<script>alert" in page) == (False, False)


@pytest.mark.parametrize("person, sees", [("owner", True), ("admin", True), ("teammate", False), ("rm", False)])
def test_withdrawn_words_are_for_author_and_administrators(
    note: Note, owner: User, sign_in: SignIn, request: pytest.FixtureRequest, person: str, sees: bool
) -> None:
    amend(note, "Call with Lee.")
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=LATER)
    page = read(sign_in(request.getfixturevalue(person)), note)
    assert ("Dana." in page, "Lee." in page, "Reason 1" in page) == (sees, sees, sees)
    assert "Sent twice." in page


@pytest.mark.parametrize("amendments", [1, 3])
def test_page_costs_five_queries(
    note: Note, owner: User, sign_in: SignIn, amendments: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for version in range(1, amendments + 1):
        amend(note, f"Version {version}", version)
    client = sign_in(owner)
    with django_assert_num_queries(5):
        read(client, note)


def test_outsider_finds_nothing(note: Note, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).get(reverse("notes:note-history", args=[note.key])).status_code == 404
