from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries import export_log
from tests.factories import CustomerFactory, ExportLogFactory

SignIn = Callable[[User], Client]
ADDRESS = "/exports/"


@pytest.fixture
def reader(admin: User, sign_in: SignIn) -> Client:
    return sign_in(admin)


def test_log_says_who_took_what_and_what_for(reader: Client, owner: User, customer: Customer) -> None:
    ExportLogFactory.create(
        exported_by=owner,
        customer_ids=[customer.pk, *(other.pk for other in CustomerFactory.create_batch(4))],
        note_ids=[1, 2],
        kind="briefing_pack",
        purpose="other",
        purpose_text="An audit",
    )
    page = reader.get(ADDRESS).text
    expected = ["Olivia Owner", "Briefing pack as PDF", "2 notes", "Something else: An audit", "and 2 more"]
    assert [words for words in [*expected, customer.get_absolute_url()] if words not in page] == []


def test_log_is_searched_by_person_and_customer(reader: Client, owner: User, customer: Customer) -> None:
    ExportLogFactory.create(exported_by=owner, customer_ids=[customer.pk], purpose_text="Found")
    ExportLogFactory.create(exported_by=owner, purpose_text="Other customer")
    ExportLogFactory.create(customer_ids=[customer.pk], purpose_text="Other person")
    page = reader.get(ADDRESS, {"person": "olivia", "customer": "fabri"}).text
    shown = [words for words in ("Found", "Other customer", "Other person") if words in page]
    assert shown == ["Found"]


def test_search_that_finds_nothing_leads_back(reader: Client) -> None:
    ExportLogFactory.create()
    page = reader.get(ADDRESS, {"person": "nobody"}).text
    assert "No export fits." in page


def test_empty_log_says_what_will_stand_here(reader: Client) -> None:
    assert "Nothing was exported yet." in reader.get(ADDRESS).text


def test_older_exports_keep_the_search(reader: Client, owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_log, "PAGE_SIZE", 1)
    ExportLogFactory.create(exported_by=owner, purpose_text="First")
    newest = ExportLogFactory.create(exported_by=owner, purpose_text="Last")
    assert f'href="?person=Olivia&amp;before={newest.pk}"' in reader.get(ADDRESS, {"person": "Olivia"}).text
    older = reader.get(ADDRESS, {"person": "Olivia", "before": newest.pk}).text
    assert ("First" in older, "Last" in older) == (True, False)


def test_home_leads_administrators_to_the_log(reader: Client) -> None:
    assert f'href="{ADDRESS}">Exports</a>' in reader.get("/").text


@pytest.mark.parametrize("rows", [1, 3])
def test_log_costs_four_queries(rows: int, reader: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ExportLogFactory.create_batch(rows)
    with django_assert_num_queries(4):
        reader.get(ADDRESS)
