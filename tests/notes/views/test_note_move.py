"""Moving a note: first where to, then what goes along and why."""

from collections.abc import Callable
from html import unescape
from typing import Any

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
from notes.models import Note, Risk
from notes.services.exec_summary_request import request_exec_summary
from notes.services.inputs import ActionInput, RiskInput
from notes.services.note_withdraw import withdraw_note
from tests.factories import (
    NOON,
    TODAY,
    AssignmentFactory,
    CustomerFactory,
    NextActionFactory,
    RiskFactory,
    RiskMentionFactory,
)
from tests.notes.published import overall, summary

SignIn = Callable[[User], Client]
ANSWERED = {"state": "answered", "ended_at": NOON}
ESCALATION = RiskInput(kind="escalation", title="Mail is down", severity="high")


@pytest.fixture
def other(owner: User) -> Customer:
    """Another customer of the owner's."""
    customer = CustomerFactory.create(name="Tailspin Toys", priority="low")
    AssignmentFactory.create(customer=customer, person=owner)
    return customer


@pytest.fixture
def stranger(db: None) -> Customer:
    return CustomerFactory.create(name="Wide World Importers")


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return overall(customer, owner)


@pytest.fixture
def as_author(sign_in: SignIn, owner: User) -> Client:
    return sign_in(owner)


def address(note: Note, to: Customer | None = None) -> str:
    return reverse("notes:note-move", args=[note.key]) + (f"?to={to.key}" if to else "")


def typed(to: Customer, **more: object) -> dict[str, Any]:
    return {"to": to.key, "reason": "Wrong customer", **more}


def text_of(response: HttpResponse) -> str:
    return unescape(response.content.decode())


def test_author_chooses_among_customers_to_write_at(
    as_author: Client, note: Note, other: Customer, stranger: Customer
) -> None:
    page = as_author.get(address(note)).text
    assert [f'href="?to={place.key}"' in page for place in (other, stranger, note.customer)] == [True, False, False]


def test_administrator_chooses_among_all_but_archived(
    note: Note, admin: User, other: Customer, stranger: Customer, sign_in: SignIn
) -> None:
    Customer.objects.filter(pk=other.pk).update(archived_at=NOON, archived_by=admin)
    page = sign_in(admin).get(address(note)).text
    assert [f'href="?to={place.key}"' in page for place in (other, stranger, note.customer)] == [False, True, False]


def test_summary_goes_where_its_author_may_write_one(as_author: Client, customer: Customer, owner: User) -> None:
    place = CustomerFactory.create()
    owner.roles = [Role.FM, Role.SME]
    owner.save(update_fields=["roles"])
    AssignmentFactory.create(customer=place, person=owner, role=AssignmentRole.SME)
    found = {kind: as_author.get(address(kind(customer, owner))).text for kind in (overall, summary)}
    assert [f'href="?to={place.key}"' in found[kind] for kind in (overall, summary)] == [True, False]


def test_search_finds_by_name_and_number(note: Note, admin: User, sign_in: SignIn) -> None:
    places = [CustomerFactory.create(name=name, tpid=tpid) for name, tpid in (("Łódź Mills", "771"), ("Mail", "882"))]
    client = sign_in(admin)
    for search, wanted in (("lodz", [True, False]), ("882", [False, True]), ("m", [True, True])):
        page = client.get(address(note), {"q": search}).text
        assert [f"?to={place.key}" in page for place in places] == wanted
    assert "No other customer you may write this note at fits “xyz”." in client.get(address(note), {"q": "xyz"}).text


def test_long_list_says_that_there_are_more(note: Note, admin: User, sign_in: SignIn) -> None:
    CustomerFactory.create_batch(21)
    page = sign_in(admin).get(address(note)).text
    assert (page.count("?to="), "There are more." in page) == (20, True)


def test_confirmation_says_what_goes_along(
    as_author: Client, customer: Customer, other: Customer, owner: User, rm: User
) -> None:
    shared, older = RiskFactory.create_batch(2, customer=customer)
    RiskMentionFactory.create(note__customer=customer, risk=shared)
    here = request_exec_summary(customer=customer, focus="", helpful_by_on=None, by=rm, now=NOON)
    there = request_exec_summary(customer=other, focus="QBR", helpful_by_on=None, by=rm, now=NOON)
    note = summary(customer, owner, mentioned_risks=[shared, older], new_risks=[ESCALATION], answered_requests=[here])
    new = Risk.objects.get(title="Mail is down")
    Risk.objects.filter(pk=older.pk).update(opened_at=NOON.replace(day=1))
    NextActionFactory.create(note=note)
    page = text_of(as_author.get(address(note, other)))
    wanted = [
        "Its 1 next action moves along.",
        f"<li>{shared.title}</li>",
        "The request of Rita Regional that it answered is open again.",
        "That is no obstacle here",
        "Rita Regional asked on 3 Mar: “QBR”",
    ]
    assert [words for words in wanted if words not in page] == []
    boxes = {risk: page.split(f'name="risks" value="{risk.pk}"', 1)[1].split(">", 1)[0] for risk in (older, new)}
    assert {risk: "checked" in box for risk, box in boxes.items()} == {older: False, new: True}
    assert "checked" in page.split(f'name="answered_requests" value="{there.pk}"', 1)[1].split(">", 1)[0]


def test_note_moves_with_what_is_ticked(as_author: Client, customer: Customer, other: Customer, owner: User) -> None:
    action = ActionInput(text="Send the plan", due_on=TODAY, owner=owner)
    note = overall(customer, owner, actions=[action], is_escalated=True, new_risks=[ESCALATION])
    risk = Risk.objects.get()
    response = as_author.post(address(note), typed(other, reason="Wrong\x00 customer \r\n", risks=[risk.pk]))
    assert response["Location"] == note.get_absolute_url()
    assert [str(m) for m in get_messages(response.wsgi_request)] == [
        "The note stands at Tailspin Toys now. Both timelines say so."
    ]
    risk.refresh_from_db()
    assert (Note.objects.get().customer, risk.customer) == (other, other)
    for place in (customer, other):
        assert "another customer: Wrong customer." in as_author.get(place.get_absolute_url()).text


def test_answered_request_is_chosen(
    as_author: Client, customer: Customer, other: Customer, owner: User, rm: User
) -> None:
    there = request_exec_summary(customer=other, focus="", helpful_by_on=None, by=rm, now=NOON)
    note = summary(customer, owner)
    as_author.post(address(note), typed(other, answered_requests=[there.pk]))
    there.refresh_from_db()
    assert there.answered_by_note == note


@pytest.mark.parametrize(
    "more, sentence",
    [
        ({"reason": " "}, "Say why the note moves."),
        ({"reason": "It is about Tailspin Toys"}, "it must not name a customer: take “Tailspin Toys” out."),
        ({"risks": ["7"], "reason": "Kept words"}, "Something you ticked has changed in the meantime."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_kept(
    as_author: Client, note: Note, other: Customer, more: dict[str, object], sentence: str
) -> None:
    response = as_author.post(address(note), typed(other, **more))
    page = text_of(response)
    assert response.status_code == 422
    assert (sentence in page, str(more["reason"]) in page) == (True, True)
    assert Note.objects.get().customer == note.customer


@pytest.mark.parametrize("method", ["get", "post"])
def test_place_that_is_not_theirs_is_refused(
    note: Note, owner: User, stranger: Customer, sign_in: SignIn, method: str
) -> None:
    """Unseen is 404; seen but not to be written at is 403."""
    client = sign_in(owner)
    assert getattr(client, method)(address(note), typed(stranger)).status_code == 404
    owner.roles = [Role.FM, Role.LT]
    owner.save(update_fields=["roles"])
    assert getattr(client, method)(address(note), typed(stranger)).status_code == 403


@pytest.mark.parametrize("to", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_unreadable_place_asks_again_and_unknown_is_not_found(as_author: Client, note: Note, to: str) -> None:
    status = 404 if to.startswith("0") else 200
    assert as_author.post(address(note), {"to": to, "reason": "x"}).status_code == status


@pytest.mark.parametrize("person, status", [("teammate", 403), ("leader", 403), ("outsider", 404)])
def test_others_do_not_move_it(
    note: Note, other: Customer, sign_in: SignIn, request: pytest.FixtureRequest, person: str, status: int
) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert client.post(address(note), typed(other)).status_code == status
    assert Note.objects.get().customer == note.customer


def test_withdrawn_note_is_not_moved(as_author: Client, note: Note, other: Customer, owner: User) -> None:
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=NOON)
    assert as_author.get(address(note))["Location"] == note.get_absolute_url()
    assert "was withdrawn in the meantime" in as_author.post(address(note), typed(other)).text


def test_who_moved_it_away_and_sees_it_no_more_is_told(
    note: Note, admin: User, stranger: Customer, owner: User, sign_in: SignIn
) -> None:
    """The author is not at the other customer: the note is gone for them, and their timeline says so."""
    sign_in(admin).post(address(note), typed(stranger))
    client = sign_in(owner)
    assert client.get(note.get_absolute_url()).status_code == 404
    page = client.get(note.customer.get_absolute_url()).text
    assert "moved to another customer: Wrong customer." in page
    assert "Wide World Importers" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_a_fixed_number_of_queries(
    as_author: Client,
    note: Note,
    other: Customer,
    owner: User,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        NextActionFactory.create(note=note)
        RiskMentionFactory.create(note=note)
        AssignmentFactory.create(person=owner)
    with django_assert_num_queries(4):
        as_author.get(address(note))
    with django_assert_num_queries(8):
        as_author.get(address(note, other))
