"""Everybody chooses the columns of their own customer list."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.enums import CustomerColumn
from ftop.accounts.models import User
from tests.factories import AssignmentFactory

LIST, COLUMNS = reverse("customers:customer-list"), reverse("customers:customer_column-update")
SignIn = Callable[[User], Client]


def heads(client: Client, address: str = LIST) -> list[str]:
    return [heading.label for heading in client.get(address).context["headings"]]


def test_chosen_columns_stand_in_their_order_and_stay(customer: Customer, leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    chosen = {"columns": ["seats", "rm", "engagement"], "next": f"{LIST}?sort=seats"}
    assert client.post(COLUMNS, chosen).url == f"{LIST}?sort=seats"
    assert heads(client) == ["Customer", "RM", "Seats", "Engagement"]
    assert heads(sign_in(User.objects.get(pk=leader.pk))) == heads(client)


def test_every_column_has_its_value(customer: Customer, rm: User, leader: User, sign_in: SignIn) -> None:
    Customer.objects.update(
        seats=12500, industry="Retail", segment="s500", engagement_status="reactive", deployment_progress="not_deployed"
    )
    client = sign_in(leader)
    client.post(COLUMNS, {"columns": CustomerColumn.values})
    page = client.get(LIST).text
    for words in ("12,500", "Retail", "S500", "Reactive", "Not Deployed", rm.full_name):
        assert words in page
    assert len(heads(client)) == 1 + len(CustomerColumn)


def test_no_column_leaves_the_names(customer: Customer, leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    client.post(COLUMNS, {})
    assert heads(client) == ["Customer"]
    assert customer.name in client.get(LIST).text


def test_unknown_column_changes_nothing(customer: Customer, leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    before = heads(client)
    assert client.post(COLUMNS, {"columns": ["mood"], "next": "https://elsewhere.example/"}).url == LIST
    assert heads(client) == before


@pytest.mark.parametrize("sort", ["seats", "-seats", "summary", "-summary"])
def test_more_columns_sort(customer: Customer, leader: User, sign_in: SignIn, sort: str) -> None:
    other = AssignmentFactory.create(customer__name="Adatum", customer__seats=90).customer
    Customer.objects.filter(pk=customer.pk).update(seats=10, last_exec_summary_at=None)
    Customer.objects.filter(pk=other.pk).update(last_exec_summary_at="2026-03-01T10:00Z")
    names = [shown.name for shown in sign_in(leader).get(LIST, {"sort": sort}).context["page"]]
    assert names == ([customer.name, "Adatum"] if not sort.startswith("-") else ["Adatum", customer.name])
