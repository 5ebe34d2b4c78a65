"""Taking a note back, and what is left of it everywhere."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.enums import AssignmentRole
from customers.models import Customer
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from notes.models import Note
from notes.services.exec_summary_request import request_exec_summary
from notes.services.inputs import ActionInput, RiskInput
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY, AssignmentFactory, NextActionFactory
from tests.notes.published import SECTIONS, overall, summary

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
LATER = NOON + timedelta(days=1)
SECRET = "What Dana told me"
RISK = RiskInput(kind="risk", title="Mail is down", severity="high")


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return overall(customer, owner, f"{SECRET} #covid")


@pytest.fixture
def withdrawn(note: Note, owner: User) -> Note:
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=LATER)
    return note


def address(note: Note) -> str:
    return reverse("notes:note-withdraw", args=[note.key])


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("person", ["owner", "admin"])
def test_author_and_administrators_withdraw(
    note: Note, sign_in: SignIn, request: pytest.FixtureRequest, person: str
) -> None:
    by = request.getfixturevalue(person)
    client = sign_in(by)
    assert "Withdraw it" in client.get(address(note)).text
    response = client.post(address(note), {"reason": "Sent\x00 twice. \r\n"})
    note.refresh_from_db()
    assert response["Location"] == note.get_absolute_url()
    assert said(response) == ["The note is withdrawn; your reason stands in its place."]
    assert (note.withdrawn_by, note.withdraw_reason) == (by, "Sent twice.")


def test_next_actions_live_on(note: Note, owner: User, sign_in: SignIn) -> None:
    client, sentence = sign_in(owner), "Its open next actions stay on the list until somebody closes them."
    assert sentence not in client.get(address(note)).text
    NextActionFactory.create(note=note)
    assert sentence in client.get(address(note)).text


def test_open_request_is_named(customer: Customer, owner: User, rm: User, sign_in: SignIn) -> None:
    asked = request_exec_summary(customer=customer, focus="", helpful_by_on=None, by=rm, now=NOON)
    note = summary(customer, owner, answered_requests=[asked])
    client = sign_in(owner)
    assert "The request of Rita Regional that it answered is open again." in client.get(address(note)).text
    response = client.post(address(note), {"reason": "Too early."})
    assert said(response)[0].endswith("Open again: the request of Rita Regional.")


@pytest.mark.parametrize("reason, sentence", [(" ", "Say why the note is withdrawn."), ("y" * 1001, "Shorten it.")])
def test_reason_is_asked_for_and_kept(note: Note, owner: User, sign_in: SignIn, reason: str, sentence: str) -> None:
    response = sign_in(owner).post(address(note), {"reason": reason})
    note.refresh_from_db()
    assert (response.status_code, note.is_withdrawn) == (422, False)
    assert sentence in response.text
    assert reason in response.text


def test_somebody_was_faster(withdrawn: Note, admin: User, sign_in: SignIn) -> None:
    client = sign_in(admin)
    response = client.post(address(withdrawn), {"reason": "Kept words"})
    assert response.status_code == 422
    assert "was withdrawn in the meantime, on 4 Mar 2026" in response.text
    assert "Kept words" in response.text
    assert client.get(address(withdrawn))["Location"] == withdrawn.get_absolute_url()


@pytest.mark.parametrize("person, status", [("teammate", 403), ("leader", 403), ("outsider", 404)])
def test_others_do_not_withdraw(
    note: Note, sign_in: SignIn, request: pytest.FixtureRequest, person: str, status: int
) -> None:
    response = sign_in(request.getfixturevalue(person)).post(address(note), {"reason": "Mine now"})
    note.refresh_from_db()
    assert (response.status_code, note.is_withdrawn) == (status, False)


# What is left.


@pytest.mark.parametrize("person, sees", [("owner", True), ("admin", True), ("teammate", False), ("rm", False)])
def test_text_is_for_author_and_administrators_everywhere(
    withdrawn: Note, sign_in: SignIn, request: pytest.FixtureRequest, person: str, sees: bool
) -> None:
    client = sign_in(request.getfixturevalue(person))
    page = client.get(withdrawn.get_absolute_url())
    text = client.get(reverse("notes:note-text", args=[withdrawn.key]))
    body = client.get(reverse("notes:note-body", args=[withdrawn.key]), headers=HTMX)
    assert [page.status_code, text.status_code, body.status_code] == [200, *[200 if sees else 403] * 2]
    assert [SECRET in answer.text for answer in (page, text, body)] == [sees] * 3
    assert "covid" in page.text if sees else "covid" not in page.text
    assert "Withdrawn by Olivia Owner on" in page.text
    assert "Sent twice." in page.text


@pytest.mark.parametrize("person", ["owner", "admin", "teammate"])
def test_stub_stands_on_the_timeline_without_a_word(
    withdrawn: Note, customer: Customer, sign_in: SignIn, request: pytest.FixtureRequest, person: str
) -> None:
    client = sign_in(request.getfixturevalue(person))
    page = unescape(client.get(customer.get_absolute_url()).text)
    assert SECRET not in page
    assert 'class="note withdrawn"' in page
    assert "Sent twice." in page
    filtered = client.get(customer.get_absolute_url() + "?tag=covid").text
    assert 'class="note withdrawn"' not in filtered


@pytest.mark.parametrize("verb", ["amend", "move", "withdraw"])
def test_nothing_is_offered_any_more(withdrawn: Note, owner: User, sign_in: SignIn, verb: str) -> None:
    page = sign_in(owner).get(withdrawn.get_absolute_url()).text
    assert reverse(f"notes:note-{verb}", args=[withdrawn.key]) not in page
    assert reverse("notes:note-history", args=[withdrawn.key]) in page


def test_newest_summary_is_the_one_that_stands(
    customer: Customer, owner: User, rm: User, leader: User, sign_in: SignIn
) -> None:
    older = summary(customer, owner, happened_on=TODAY - timedelta(days=3))
    newer = summary(customer, owner, content=SECTIONS, workloads={"EXO": "Live."})
    withdraw_note(note=newer, reason="Too early.", by=owner, now=LATER)
    beside = sign_in(rm).get(customer.get_absolute_url()).text.split('id="newest-summary"', 1)[1]
    homes = [sign_in(person).get("/").text for person in (rm, leader)]
    assert [older.get_absolute_url() in page for page in (beside, *homes)] == [True] * 3
    assert [newer.get_absolute_url() in page for page in (beside, *homes)] == [False] * 3


def test_editor_counts_what_stands(customer: Customer, owner: User, sign_in: SignIn) -> None:
    summary(customer, owner)
    late = overall(customer, owner, now=LATER)
    withdraw_note(note=late, reason="Sent twice.", by=owner, now=LATER)
    page = sign_in(owner).get(reverse("notes:exec_summary-create", args=[customer.key])).text
    assert "0 notes and 0 finished next actions since" in page


def test_open_actions_say_that_their_note_was_withdrawn(customer: Customer, owner: User, sign_in: SignIn) -> None:
    action = ActionInput(text="Send the plan", due_on=TODAY, owner=owner)
    note = overall(customer, owner, actions=[action])
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=LATER)
    client = sign_in(owner)
    assert "which was withdrawn" in client.get(customer.get_absolute_url()).text.split('id="next-actions"', 1)[1]
    assert "its note was withdrawn" in client.get("/").text


def test_stub_keeps_its_actions_for_those_who_close_them(
    customer: Customer, owner: User, teammate: User, sign_in: SignIn
) -> None:
    action = ActionInput(text="Send the plan", due_on=TODAY, owner=owner)
    note = overall(customer, owner, SECRET, actions=[action])
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=LATER)
    page = sign_in(teammate).get(note.get_absolute_url()).text
    assert ("Send the plan" in page, "next-actions/" in page, SECRET in page) == (True, True, False)


def test_risk_names_it_on_its_page_and_not_in_the_box(customer: Customer, owner: User, sign_in: SignIn) -> None:
    note = overall(customer, owner, is_escalated=True, new_risks=[RISK])
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=LATER)
    client = sign_in(owner)
    risk = note.risk_mentions.get().risk
    box = client.get(reverse("notes:risk-list", args=[customer.key]), headers=HTMX).text
    assert note.get_absolute_url() not in box
    mentions = client.get(risk.get_absolute_url()).text.split('id="risk-mentions"', 1)[1]
    assert note.get_absolute_url() in mentions
    assert ">withdrawn<" in mentions


def test_author_in_another_role_still_reads_it(withdrawn: Note, owner: User, sign_in: SignIn) -> None:
    owner.roles = [Role.RM]
    owner.save(update_fields=["roles"])
    AssignmentFactory.create(customer=withdrawn.customer, person=owner, role=AssignmentRole.RM)
    assert SECRET in sign_in(owner).get(withdrawn.get_absolute_url()).text


@pytest.mark.parametrize("rows", [1, 3])
def test_stub_costs_five_queries(
    withdrawn: Note, teammate: User, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    NextActionFactory.create_batch(rows, note=withdrawn)
    client = sign_in(teammate)
    with django_assert_num_queries(5):
        client.get(withdrawn.get_absolute_url())
