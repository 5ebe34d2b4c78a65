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
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY, ExecSummaryFactory, NoteFactory
from tests.notes.published import summary

SignIn = Callable[[User], Client]


def at(customer: Customer, by: User, days: int, words: str) -> Note:
    moment = {"now": NOON + timedelta(days=days), "happened_on": TODAY + timedelta(days=days)}
    return summary(customer, by, workloads={"EXO": words}, **moment)


@pytest.fixture
def three(customer: Customer, owner: User) -> list[Note]:
    return [at(customer, owner, days, words) for days, words in enumerate(["Planning.", "Pilot.", "Live."])]


def compared(client: Client, note: Note, other: Note | str | None = None) -> str:
    query = f"?with={other.key if isinstance(other, Note) else other}" if other else ""
    response = client.get(reverse("notes:exec_summary-compare", args=[note.key]) + query)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def diff(was: str, now: str) -> str:
    hidden = '<span class="visually-hidden">{}</span>'
    return "".join(
        f"<{tag}>{hidden.format(f'[{said}: ')}{words}{hidden.format(']')}</{tag}>"
        for tag, said, words in [("del", "removed", was), ("ins", "added", now)]
    )


def test_compares_with_the_one_before(sign_in: SignIn, three: list[Note], leader: User) -> None:
    assert diff("Pilot.", "Live.") in compared(sign_in(leader), three[2])


def test_compares_with_any_other_and_from_the_earlier_one(sign_in: SignIn, three: list[Note], leader: User) -> None:
    client = sign_in(leader)
    assert diff("Planning.", "Live.") in compared(client, three[2], three[0])
    assert diff("Planning.", "Live.") in compared(client, three[0], three[2])


def test_first_one_is_compared_with_a_later_one(sign_in: SignIn, three: list[Note], leader: User) -> None:
    assert diff("Planning.", "Pilot.") in compared(sign_in(leader), three[0])


@pytest.mark.parametrize("other", ["nonsense", "00000000-0000-0000-0000-000000000099"])
def test_unknown_other_one_is_the_one_before(sign_in: SignIn, three: list[Note], leader: User, other: str) -> None:
    assert diff("Pilot.", "Live.") in compared(sign_in(leader), three[2], other)


def test_summary_of_another_customer_is_not_offered(sign_in: SignIn, three: list[Note], leader: User) -> None:
    other = ExecSummaryFactory.create(note__happened_on=TODAY + timedelta(days=1)).note
    page = compared(sign_in(leader), three[2], other)
    assert (str(other.key) in page, page.count("<option"), diff("Pilot.", "Live.") in page) == (False, 2, True)


def test_only_summary_says_so(sign_in: SignIn, customer: Customer, owner: User, leader: User) -> None:
    note = at(customer, owner, 0, "Planning.")
    assert "This is the only Exec Summary of Fabrikam, Inc." in compared(sign_in(leader), note)


def test_same_words_say_so(sign_in: SignIn, customer: Customer, owner: User, leader: User) -> None:
    at(customer, owner, 0, "Planning.")
    assert "Both say the same, word for word." in compared(sign_in(leader), at(customer, owner, 1, "Planning."))


def test_withdrawn_summary_is_compared_by_nobody(sign_in: SignIn, three: list[Note], owner: User) -> None:
    withdraw_note(note=three[1], reason="Wrong.", by=owner, now=NOON)
    client = sign_in(owner)
    assert client.get(reverse("notes:exec_summary-compare", args=[three[1].key])).status_code == 403
    assert diff("Planning.", "Live.") in compared(client, three[2], three[1])


def test_other_kinds_have_no_such_page(sign_in: SignIn, customer: Customer, owner: User) -> None:
    note = NoteFactory.create(customer=customer)
    assert sign_in(owner).get(reverse("notes:exec_summary-compare", args=[note.key])).status_code == 404


@pytest.mark.parametrize("count", [2, 4])
def test_query_count(
    sign_in: SignIn,
    customer: Customer,
    owner: User,
    leader: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, user, the note, all summaries with their lines."""
    notes = [at(customer, owner, number, f"Wave {number}.") for number in range(count)]
    client = sign_in(leader)
    with django_assert_num_queries(4):
        compared(client, notes[-1])
