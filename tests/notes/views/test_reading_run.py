"""Reading one by one: the address is the run."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer, CustomerVisit
from ftop.accounts.models import User
from notes.models import Note, NoteRead
from notes.views import reading_run
from tests.factories import (
    CustomerFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteCommentFactory,
    NoteFactory,
    RequestBatchFactory,
    RiskFactory,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
RUN = "/read/"


@pytest.fixture
def reader(leader: User, sign_in: SignIn) -> Client:
    return sign_in(leader)


@pytest.fixture
def three(db: None) -> list[Customer]:
    return [CustomerFactory.create(name=name) for name in ("Adatum", "Coho", "Woodgrove")]


def start(client: Client, **values: Any) -> HttpResponse:
    return client.post("/read/begin/", values)


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_all_of_the_list_is_run_by_its_own_address(reader: Client, three: list[Customer]) -> None:
    response = start(reader, is_all="1", address="?q=o&sort=-name&page=2")
    assert response["Location"] == "/read/?q=o&sort=-name"


def test_ticked_ones_are_named_in_the_address(reader: Client, three: list[Customer]) -> None:
    keys = [three[2].key, three[0].key]
    response = start(reader, customer=[str(key) for key in keys], address="?q=o&sort=-name")
    assert response["Location"] == f"/read/?sort=-name&only={keys[0].hex}.{keys[1].hex}"


def test_more_ticked_than_an_address_holds_are_cut_and_it_is_said(
    reader: Client, three: list[Customer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_run, "MOST_CHOSEN", 2)
    response = start(reader, customer=[str(customer.key) for customer in three])
    assert response["Location"].count(".") == 1
    assert said(response) == ["A run of ticked customers holds 2: these are the first ones."]


def test_nobody_ticked_leads_back(reader: Client) -> None:
    assert start(reader, address="?q=x")["Location"] == "/customers/?q=x"


def test_run_begins_with_the_first_and_names_it(reader: Client, three: list[Customer]) -> None:
    assert reader.get(RUN, {"sort": "-name"})["Location"] == f"/read/?sort=-name&at={three[2].key}"


def test_page_knows_position_and_neighbours(reader: Client, three: list[Customer]) -> None:
    page = reader.get(RUN, {"at": three[1].key}).text
    assert '<span class="run-place">2 of 3</span>' in page
    assert f'rel="prev" href="/read/?at={three[0].key}"' in page
    assert f'rel="next" href="/read/?at={three[2].key}"' in page


def test_last_page_leads_back_to_the_list(reader: Client, three: list[Customer]) -> None:
    page = reader.get(RUN, {"q": "woodgrove", "at": three[2].key}).text
    assert 'href="/customers/?q=woodgrove"' in page
    assert ('rel="next"' in page, "Done</a>" in page) == (False, True)


def test_run_of_a_batch_shows_its_request(reader: Client, three: list[Customer]) -> None:
    batch = RequestBatchFactory.create(name="Review 12 Mar")
    ExecSummaryRequestFactory.create(batch=batch, customer=three[1], focus="The move to Teams")
    page = reader.get(RUN, {"batch": batch.key}, follow=True).text
    assert "“The move to Teams”" in page
    assert '<span class="run-place">1 of 1</span>' in page


def test_batch_of_somebody_else_is_not_found(outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).get(RUN, {"batch": RequestBatchFactory.create().key}).status_code == 404


@pytest.mark.parametrize("query", [{"at": "x"}, {"batch": "x"}, {"only": "x.y"}])
def test_broken_address_is_not_found(reader: Client, query: dict[str, str]) -> None:
    assert reader.get(RUN, query).status_code == 404


def test_customer_that_left_the_list_is_told(reader: Client, three: list[Customer]) -> None:
    page = reader.get(RUN, {"q": "coho", "at": three[0].key}).text
    assert "does not stand in the list any more" in page
    assert 'href="/read/?q=coho"' in page


def test_empty_list_is_told(reader: Client) -> None:
    assert "No customer is in this list." in reader.get(RUN).text


def test_what_one_may_not_read_is_not_in_the_run(outsider: User, sign_in: SignIn, customer: Customer) -> None:
    client = sign_in(outsider)
    assert "Fabrikam" not in client.get(RUN, {"at": customer.key}).text
    assert "Fabrikam" not in client.get(RUN, {"only": customer.key.hex}).text


def test_new_comes_first_then_summary_risks_and_actions(
    reader: Client, customer: Customer, owner: User, leader: User
) -> None:
    now = timezone.now()
    CustomerVisit.objects.create(customer=customer, person=leader, visited_at=now - timedelta(days=2))
    new = NoteFactory.create(
        customer=customer, author=owner, written_at=now - timedelta(days=1), text="Firewall fixed."
    )
    ExecSummaryFactory.create(note__customer=customer, note__html="<p>Retail company</p>")
    RiskFactory.create(customer=customer, title="No sponsor")
    NextActionFactory.create(note=new, text="Send the plan")
    page = reader.get(RUN, {"at": customer.key}).text
    places = [
        page.index(words) for words in ("New since", "Firewall fixed.", "Retail company", "No sponsor", "Send the plan")
    ]
    assert places == sorted(places)


def test_get_writes_nothing(reader: Client, customer: Customer) -> None:
    ExecSummaryFactory.create(note__customer=customer)
    reader.get(RUN, {"at": customer.key})
    assert (CustomerVisit.objects.count(), NoteRead.objects.count()) == (0, 0)


@pytest.mark.parametrize("is_beacon", [True, False])
def test_mark_keeps_visit_and_read_summary(reader: Client, customer: Customer, leader: User, is_beacon: bool) -> None:
    summary: Note = ExecSummaryFactory.create(note__customer=customer).note
    headers = {"HX-Request": "true"} if is_beacon else {}
    address = f"/read/{customer.key}/mark/?q=fab&at={customer.key}&summary={summary.key}"
    response = reader.post(address, headers=headers)
    back = None if is_beacon else f"/read/?q=fab&at={customer.key}"
    assert (response.status_code, response.get("Location")) == (204 if is_beacon else 302, back)
    assert CustomerVisit.objects.get().person == leader
    assert (NoteRead.objects.get().note, NoteRead.objects.get().person) == (summary, leader)


@pytest.mark.parametrize("key", ["x", "of another customer"])
def test_mark_of_another_summary_is_not_found(reader: Client, customer: Customer, key: str) -> None:
    other = ExecSummaryFactory.create().note
    named = other.key if key == "of another customer" else key
    assert reader.post(f"/read/{customer.key}/mark/?summary={named}").status_code == 404
    assert CustomerVisit.objects.count() == 0


def test_reload_within_the_visit_shows_the_same_as_new(
    reader: Client, customer: Customer, owner: User, leader: User
) -> None:
    long_ago = timezone.now() - timedelta(days=2)
    CustomerVisit.objects.create(customer=customer, person=leader, visited_at=long_ago)
    NoteFactory.create(customer=customer, author=owner, written_at=long_ago + timedelta(days=1), text="Firewall fixed.")
    for _ in range(2):
        assert "Firewall fixed." in reader.get(RUN, {"at": customer.key}).text
        reader.post(f"/read/{customer.key}/mark/")


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_thirteen_queries(
    rows: int, reader: Client, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """At the last place as at the first."""
    others = CustomerFactory.create_batch(rows - 1, name="Zava")
    last = others[-1] if others else customer
    for _ in range(rows):
        NoteFactory.create(customer=last)
        RiskFactory.create(customer=last)
        NextActionFactory.create(note__customer=last)
        summary = ExecSummaryFactory.create(note__customer=last).note
        NoteCommentFactory.create(note=summary)
    with django_assert_num_queries(13):
        reader.get(RUN, {"at": last.key})
