"""Search and the latest notes."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries import search
from tests.factories import NextActionFactory, NoteFactory

SignIn = Callable[[User], Client]
SEARCH, LATEST, COUNT = (reverse(f"notes:{name}") for name in ("search-detail", "latest-list", "latest-count"))
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(owner: User, sign_in: SignIn) -> Client:
    return sign_in(owner)


def test_hit_shows_where_it_stands(reader: Client, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, text="The firewall blocks it.")
    page = reader.get(SEARCH, {"q": "firewall"}).text
    assert "<h2>1 note</h2>" in page
    assert "The <mark>firewall</mark> blocks it." in page
    assert note.get_absolute_url() in page


def test_customers_and_people_come_first(reader: Client, customer: Customer, owner: User) -> None:
    assert [c.pk for c in reader.get(SEARCH, {"q": "fab"}).context["customers"]] == [customer.pk]
    assert list(reader.get(SEARCH, {"q": "oli"}).context["people"]) == [owner]


def test_customers_one_may_not_see_are_not_offered(customer: Customer, outsider: User, sign_in: SignIn) -> None:
    assert list(sign_in(outsider).get(SEARCH, {"q": "fab"}).context["customers"]) == []


@pytest.mark.parametrize(
    "query", ["'", '"', "\\", "a:b", "-", "(", "%00", "&amp;", "😀", "OR OR", "kind:", "*:*", "a" * 999]
)
def test_odd_queries_are_answered(reader: Client, query: str) -> None:
    assert reader.get(SEARCH, {"q": query}).status_code == 200


def test_nothing_found_says_what_to_do(reader: Client) -> None:
    assert "No note fits." in reader.get(SEARCH, {"q": "zebra", "kind": "overall"}).text
    assert "without the filters" in reader.get(SEARCH, {"q": "zebra", "kind": "overall"}).text


def test_before_anything_is_asked_it_says_how(reader: Client, customer: Customer) -> None:
    NoteFactory.create(customer=customer)
    answer = reader.get(SEARCH)
    assert "page" not in answer.context
    assert "Filters to type" in answer.text


def test_more_is_a_fragment(reader: Client, customer: Customer) -> None:
    NoteFactory.create_batch(30, customer=customer, text="Proxy.")
    first = reader.get(SEARCH, {"q": "proxy"}).context["page"]
    more = reader.get(SEARCH, {"q": "proxy", "after": first.next}, headers=HTMX).text
    assert (more.count('<li class="hit"'), "<html" in more) == (5, False)


@pytest.mark.parametrize(
    ("address", "after"), [(SEARCH, "x"), (LATEST, "x"), (LATEST, "1" * 19), (COUNT + "?newest=x", "")]
)
def test_places_that_are_none_are_no_pages(reader: Client, address: str, after: str) -> None:
    assert reader.get(address, {"q": "proxy", "after": after} if after else None).status_code == 404


def test_a_search_that_takes_too_long_says_how_to_narrow_it(
    reader: Client, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    NoteFactory.create_batch(300, customer=customer, text="Proxy server. " * 60)
    monkeypatch.setattr(search, "TIME_OUT", 1)
    words = " ".join(["proxy server"] * 10)
    answers = (reader.get(SEARCH, {"q": words, "order": "rank"}).text for _ in range(200))
    assert any("This search goes through too many notes" in answer for answer in answers)


def test_latest_notes_are_there_without_a_filter(reader: Client, customer: Customer) -> None:
    NoteFactory.create(customer=customer, text="Call with Dana.")
    assert "Call with Dana." in reader.get(LATEST).text


def test_latest_notes_of_nobody_say_so(outsider: User, sign_in: SignIn) -> None:
    assert "No note was written about the customers you see yet." in sign_in(outsider).get(LATEST).text


def test_news_are_counted(reader: Client, customer: Customer) -> None:
    seen = NoteFactory.create(customer=customer)
    assert reader.get(COUNT, {"newest": seen.pk}).status_code == 204
    NoteFactory.create_batch(3, customer=customer)
    assert "3 new notes: show" in reader.get(COUNT, {"newest": seen.pk}).text


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(f"{SEARCH}?q=proxy", 13), (LATEST, 10)])
def test_pages_cost_the_same_for_more_notes(
    reader: Client,
    customer: Customer,
    rows: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, person; five around the hits, a savepoint included; notes, actions, catalogue; people, customers."""
    for note in NoteFactory.create_batch(rows, customer=customer, text="Proxy."):
        NextActionFactory.create_batch(rows, note=note)
    with django_assert_num_queries(queries):
        reader.get(address)
