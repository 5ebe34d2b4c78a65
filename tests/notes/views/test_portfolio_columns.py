"""Everybody chooses the columns of the rows behind the numbers."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries.portfolio_table import ROWS
from tests.factories import (
    EntitlementFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteFactory,
    RiskFactory,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
NARROWED = {"notes": "?workload=EXO", "requests": "?state=asked"}


def address(what: str) -> str:
    return reverse("notes:portfolio_row-list", args=[what]) + NARROWED.get(what, "")


def choose(client: Client, what: str, *columns: str, back: str = "") -> str:
    asked = {"columns": columns, "next": back or address(what)}
    return client.post(reverse("notes:portfolio_row_column-update", args=[what]), asked).url


def heads(client: Client, what: str) -> list[str]:
    return [heading.label for heading in client.get(address(what)).context["headings"]]


@pytest.fixture
def rows(customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, workload_codes=["EXO"])
    NextActionFactory.create(note=note, due_on="2026-01-01", owner=None, owner_name="Somebody there")
    RiskFactory.create(customer=customer)
    EntitlementFactory.create(tenant__customer=customer)
    ExecSummaryRequestFactory.create(customer=customer)


@pytest.mark.parametrize("what", ROWS)
def test_each_column_is_put_away_by_itself(rows: None, what: str, leader: User, sign_in: SignIn) -> None:
    client, choices = sign_in(leader), ROWS[what].choices()
    assert len(choices) >= 3
    whole = client.get(address(what)).text.count("<td")
    for name, label in choices:
        assert choose(client, what, *(other for other, _ in choices if other != name)) == address(what)
        page = client.get(address(what))
        assert label not in heads(client, what)
        assert page.text.count("<td") == whole - 1
    choose(client, what)
    assert len(heads(client, what)) == 1
    choose(client, what, *(name for name, _ in choices))
    assert client.get(address(what)).text.count("<td") == whole


def test_choice_is_kept_for_the_person_and_the_list(rows: None, leader: User, rm: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    assert choose(client, "risks", "severity", "open", back=f"{address('risks')}?sort=-open").endswith("?sort=-open")
    choose(client, "actions", "date")
    assert heads(sign_in(User.objects.get(pk=leader.pk)), "risks") == ["What", "Severity", "Open"]
    assert heads(client, "actions") == ["What", "Date"]
    assert len(heads(client, "requests")) == 5
    assert len(heads(sign_in(rm), "risks")) == 6


def test_unknown_column_changes_nothing(rows: None, leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    choose(client, "risks", "owner")
    assert choose(client, "risks", "mood", back="https://elsewhere.example/") == address("risks")
    assert heads(client, "risks") == ["What", "Owner"]


def test_what_is_hidden_still_sorts(rows: None, leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    choose(client, "risks")
    assert client.get(f"{address('risks')}?sort=-severity").status_code == 200
