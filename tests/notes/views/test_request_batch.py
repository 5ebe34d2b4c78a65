"""Asking for the customers chosen on the list. The sweep in tests/structure holds every role against every address."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExecSummaryRequest, RequestBatch
from notes.views import request_batch
from tests.factories import (
    NOON,
    CustomerFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    RequestBatchFactory,
    RequestMessageFactory,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
NEW = "/request-batches/new/"


@pytest.fixture
def as_rm(rm: User, sign_in: SignIn) -> Client:
    return sign_in(rm)


def choose(client: Client, *customers: Customer, **values: Any) -> HttpResponse:
    return client.post(NEW, {"customer": [customer.key for customer in customers], "address": "?q=x", **values})


def send(client: Client, *customers: Customer, **values: Any) -> HttpResponse:
    return choose(client, *customers, send="1", **{"key": str(uuid.UUID(int=7)), "name": "Review", **values})


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_form_shows_whom_it_asks_and_whom_not(as_rm: Client, rm: User, admin: User) -> None:
    names = ("Adatum", "Coho", "Woodgrove")
    adatum, coho, woodgrove = (CustomerFactory.create(name=name) for name in names)
    ExecSummaryRequestFactory.create(customer=coho, requested_by=rm)
    Customer.objects.filter(pk=woodgrove.pk).update(archived_at=NOON, archived_by=admin)
    page = choose(as_rm, adatum, coho, woodgrove).text
    assert f'name="customer" value="{adatum.key}" checked' in page
    assert "Left out, because they are archived: Woodgrove." in page
    assert (f'value="{coho.key}" checked' in page, "Left out, because your request is open" in page) == (False, True)
    assert ExecSummaryRequest.objects.count() == 1


def test_all_of_the_list_can_be_chosen(as_rm: Client) -> None:
    adatum = CustomerFactory.create(name="Adatum")
    CustomerFactory.create(name="Coho")
    response = as_rm.post(NEW, {"is_all": "1", "address": "?q=ada"})
    assert response.context["choice"].to_ask == [adatum]


def test_sending_asks_and_leads_to_the_batch(as_rm: Client, customer: Customer) -> None:
    other = CustomerFactory.create()
    response = send(as_rm, customer, other, focus="Teams")
    batch = RequestBatch.objects.get()
    assert (response.status_code, response["Location"]) == (302, batch.get_absolute_url())
    assert said(response) == ["You asked for 2 Exec Summaries."]
    assert list(batch.requests.values_list("focus", flat=True)) == ["Teams", "Teams"]


def test_skipped_ones_are_named(as_rm: Client, customer: Customer, rm: User) -> None:
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)
    response = send(as_rm, customer, CustomerFactory.create())
    assert said(response) == [
        "You asked for 1 Exec Summary. Fabrikam, Inc. had an open request of yours already, so not again."
    ]


def test_sending_twice_asks_once(as_rm: Client, customer: Customer) -> None:
    first, second = send(as_rm, customer), send(as_rm, customer)
    assert (first["Location"], ExecSummaryRequest.objects.count()) == (second["Location"], 1)


def test_mistake_keeps_choice_and_words(as_rm: Client, customer: Customer) -> None:
    response = send(as_rm, customer, focus="Teams", helpful_by_on="2020-01-01")
    assert (response.status_code, "in the past" in response.text) == (422, True)
    assert f'value="{customer.key}" checked' in response.text
    assert response.context["form"]["focus"].value() == "Teams"


def test_nobody_chosen_leads_back_to_the_list(as_rm: Client) -> None:
    response = choose(as_rm)
    assert response["Location"] == "/customers/?q=x"
    assert said(response) == ["No customer was chosen. Tick the ones you want, then choose what to do with them."]


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("/portfolio/risks/?sort=what", "/portfolio/risks/?sort=what"),
        ("?sort=note", "/customers/?sort=note"),
        ("//elsewhere.example/", "/customers/"),
    ],
)
def test_way_back_is_the_page_they_were_chosen_on(rm: User, sign_in: SignIn, address: str, back: str) -> None:
    assert sign_in(rm).post(NEW, {"address": address})["Location"] == back


def test_too_many_lead_back_to_the_list(as_rm: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_batch, "MOST_AT_ONCE", 1)
    response = choose(as_rm, *CustomerFactory.create_batch(2))
    assert said(response) == ["2 customers are too many to ask for at once: choose up to 1."]


def test_address_of_the_form_alone_leads_to_the_list(as_rm: Client) -> None:
    assert as_rm.get(NEW)["Location"] == "/customers/"


def test_only_rms_ask(sign_in: SignIn, leader: User, customer: Customer) -> None:
    assert send(sign_in(leader), customer).status_code == 403
    assert ExecSummaryRequest.objects.count() == 0


def test_list_offers_asking_to_rms_alone(sign_in: SignIn, rm: User, leader: User, customer: Customer) -> None:
    offered = [sign_in(person).get("/customers/").text.count(f'formaction="{NEW}"') for person in (rm, leader)]
    assert offered == [2, 0]


def test_page_has_one_line_of_progress(as_rm: Client, rm: User, owner: User, customer: Customer) -> None:
    batch = RequestBatchFactory.create(asked_by=rm, name="Review 12 Mar")
    ask = ExecSummaryRequestFactory.create(batch=batch, customer=customer, requested_by=rm, seen_at=NOON, seen_by=owner)
    RequestMessageFactory.create(request=ask, author=owner, text="Which month?")
    page = as_rm.get(batch.get_absolute_url()).text
    assert "<b>1</b> asked</span>" in page
    assert "<b>1</b> asks you back</span>" in page
    assert "“Which month?”" in page
    assert f"/read/?batch={batch.key}" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_four_queries(
    rows: int, as_rm: Client, rm: User, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    batch = RequestBatchFactory.create(asked_by=rm)
    for _ in range(rows):
        note = ExecSummaryFactory.create().note
        ask = ExecSummaryRequestFactory.create(batch=batch, customer=note.customer, requested_by=rm)
        RequestMessageFactory.create(request=ask, author=owner)
    with django_assert_num_queries(4):
        as_rm.get(batch.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_form_takes_seven_queries(rows: int, as_rm: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    customers = CustomerFactory.create_batch(rows)
    with django_assert_num_queries(7):
        choose(as_rm, *customers)


def test_home_shows_a_batch_as_one_line(as_rm: Client, rm: User) -> None:
    batch = RequestBatchFactory.create(asked_by=rm, name="Review 12 Mar")
    ask = ExecSummaryRequestFactory.create(batch=batch, requested_by=rm)
    alone = ExecSummaryRequestFactory.create(requested_by=rm)
    context = as_rm.get("/").context
    assert (list(context["my_batches"]), context["my_requests"]) == ([batch], [alone])
    assert ask not in context["my_requests"]


def test_own_list_shows_the_batches(as_rm: Client, rm: User) -> None:
    batch = RequestBatchFactory.create(asked_by=rm)
    assert list(as_rm.get("/exec-summary-requests/", {"show": "mine"}).context["batches"]) == [batch]
    assert "batches" not in as_rm.get("/exec-summary-requests/", {"show": "all"}).context
