"""Lists taken out for a spreadsheet: the customer list with one's columns, and what a search found."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExportLog
from notes.views import export
from tests.factories import AssignmentFactory, CustomerFactory, NextActionFactory, RiskFactory
from tests.notes.published import overall

LIST, SEARCH = reverse("notes:customer_list-export"), reverse("notes:search-export")
SignIn = Callable[[User], Client]


def workbook(response: Any) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)


def test_list_has_the_columns_of_the_person(
    customer: Customer, owner: User, rm: User, leader: User, sign_in: SignIn
) -> None:
    leader.customer_columns = ["priority", "fm", "rm", "seats", "risks"]
    leader.save(update_fields=["customer_columns"])
    RiskFactory.create(customer=customer, severity="high")
    CustomerFactory.create(name="Adatum", priority="low")
    client = sign_in(leader)
    asked = {"is_all": "1", "address": "?priority=high", "format": "xlsx"}
    assert "1 customer, as Excel" in client.post(LIST, asked).text
    rows = workbook(client.post(LIST, asked | {"purpose": "review"}))
    assert rows == [
        ("Customer", "TPID", "Region", "Priority", "FM", "RM", "Seats", "Open risks"),
        (
            "Fabrikam, Inc.",
            "2048302",
            customer.region.name,
            "High",
            owner.full_name,
            rm.full_name,
            customer.seats,
            "1 (High)",
        ),
    ]
    log = ExportLog.objects.get()
    assert (log.kind, log.file_format, log.customer_ids) == ("customer_list", "xlsx", [customer.pk])


def test_every_column_can_be_taken_out(customer: Customer, leader: User, sign_in: SignIn) -> None:
    leader.customer_columns = [column for column, _ in User._meta.get_field("customer_columns").base_field.choices]
    leader.save(update_fields=["customer_columns"])
    response = sign_in(leader).post(LIST, {"is_all": "1", "format": "csv", "purpose": "review"})
    heads, row = csv.reader(StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert len(heads) == len(row) == 3 + len(leader.customer_columns)


def test_too_many_customers_are_refused_with_a_sentence(
    customer: Customer, leader: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST_LISTED", 0)
    page = sign_in(leader).post(LIST, {"is_all": "1", "purpose": "review"}, follow=True)
    assert "1 customers are too many to take out at once: choose up to 0." in page.text
    assert not ExportLog.objects.exists()


def test_found_notes_are_taken_out_with_their_words(customer: Customer, owner: User, sign_in: SignIn) -> None:
    found = overall(customer, owner, "The proxy list is missing.\n\n=1+1")
    overall(customer, owner, "Something else.")
    NextActionFactory.create(note=found, text="Ask the network team", owner=owner, owner_name="")
    client = sign_in(owner)
    assert "Notes found, as Excel" in client.post(f"{SEARCH}?q=proxy", {"format": "xlsx"}).text
    heads, row = workbook(client.post(f"{SEARCH}?q=proxy", {"format": "xlsx", "purpose": "review"}))
    assert heads == ("Customer", "TPID", "Day", "Kind", "Author", "Text", "Open next actions")
    assert row[5] == found.text
    assert "Ask the network team" in row[6]
    log = ExportLog.objects.get()
    assert (log.kind, log.customer_ids, log.note_ids) == ("note_list", [customer.pk], [found.pk])


def test_notes_of_others_customers_are_not_taken_out(
    customer: Customer, owner: User, outsider: User, sign_in: SignIn
) -> None:
    overall(customer, owner, "The proxy list is missing.")
    page = sign_in(outsider).post(f"{SEARCH}?q=proxy", {"format": "xlsx", "purpose": "review"}, follow=True)
    assert "There is nothing to take out" in page.text
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("query", "queries"), [("q=proxy", 13), ("kind=overall", 12)])
def test_files_cost_the_same_for_more_notes(
    customer: Customer,
    owner: User,
    sign_in: SignIn,
    rows: int,
    query: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        at = AssignmentFactory.create(person=owner, role="fm").customer
        NextActionFactory.create(
            note=overall(at, owner, f"The proxy list {number} is missing."), owner=owner, owner_name=""
        )
    client = sign_in(owner)
    client.post(f"{SEARCH}?{query}", {"purpose": "review"})
    with django_assert_num_queries(queries):
        b"".join(client.post(f"{SEARCH}?{query}").streaming_content)
