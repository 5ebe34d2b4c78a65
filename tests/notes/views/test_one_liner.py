from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExecSummary, Note
from tests.factories import ExecSummaryFactory, NoteFactory
from tests.notes.exec_summaries import posted

SignIn = Callable[[User], Client]


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return ExecSummaryFactory.create(note__customer=customer, note__author=owner, one_liner="Pilot runs.").note


def address(note: Note) -> str:
    return reverse("notes:one_liner-update", args=[note.key])


def test_note_shows_the_lines_with_buttons_to_copy_them(note: Note, leader: User, sign_in: SignIn) -> None:
    page = sign_in(leader).get(note.get_absolute_url()).text
    assert '<p id="one-liner">Pilot runs.</p>' in page
    assert "11 of 256 characters" in page
    assert 'data-copy-target="#one-liner"' in page
    assert "one-liners/" not in page


def test_note_without_lines_says_nothing_to_readers(customer: Customer, leader: User, sign_in: SignIn) -> None:
    note = ExecSummaryFactory.create(note__customer=customer).note
    assert "Lines for slides" not in sign_in(leader).get(note.get_absolute_url()).text


def test_author_is_led_to_the_form(note: Note, owner: User, sign_in: SignIn) -> None:
    client = sign_in(owner)
    assert f'href="{address(note)}"' in client.get(note.get_absolute_url()).text
    assert ">\nPilot runs.</textarea>" in client.get(address(note)).text


def test_author_writes_the_lines(note: Note, owner: User, sign_in: SignIn) -> None:
    response = sign_in(owner).post(address(note), {"one_liner": "Wave 1\r\nruns.", "long_one_liner": "More."})
    assert response["Location"] == note.get_absolute_url()
    assert ExecSummary.objects.values_list("one_liner", "long_one_liner").get() == ("Wave 1 runs.", "More.")


def test_line_that_is_too_long_comes_back(note: Note, owner: User, sign_in: SignIn) -> None:
    response = sign_in(owner).post(address(note), {"one_liner": "x" * 257})
    assert response.status_code == 422
    assert "too long by 1" in response.text
    assert "x" * 257 in response.text
    assert ExecSummary.objects.get().one_liner == "Pilot runs."


def test_nobody_rewrites_another_persons_line(note: Note, teammate: User, sign_in: SignIn) -> None:
    assert sign_in(teammate).post(address(note), {"one_liner": "Mine"}).status_code == 403
    assert ExecSummary.objects.get().one_liner == "Pilot runs."


def test_overall_note_has_no_lines(customer: Customer, owner: User, sign_in: SignIn) -> None:
    note = NoteFactory.create(customer=customer, author=owner)
    assert sign_in(owner).get(address(note)).status_code == 404


def test_editor_publishes_the_lines_with_the_summary(customer: Customer, owner: User, sign_in: SignIn) -> None:
    sign_in(owner).post(
        reverse("notes:exec_summary-create", args=[customer.key]), posted(one_liner="Pilot\r\nruns.", long_one_liner="")
    )
    assert ExecSummary.objects.values_list("one_liner", "long_one_liner").get() == ("Pilot runs.", "")


def test_editor_says_which_line_is_too_long(customer: Customer, owner: User, sign_in: SignIn) -> None:
    page = sign_in(owner).post(
        reverse("notes:exec_summary-create", args=[customer.key]), posted(long_one_liner="x" * 513)
    )
    assert page.status_code == 422
    assert '<a href="#id_long_one_liner">“One line for slides, longer” is too long by 1' in page.text
    assert '<details class="fold section" open>' in page.text


def test_editor_folds_the_lines_away_while_there_are_none(customer: Customer, owner: User, sign_in: SignIn) -> None:
    page = sign_in(owner).get(reverse("notes:exec_summary-create", args=[customer.key])).text
    assert '<details class="fold section">' in page
    assert 'data-counter="id_one_liner" data-limit="256"' in page
