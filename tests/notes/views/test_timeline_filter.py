"""The fields that filter a customer's timeline."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from tests.factories import NoteFactory

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def fields_of(customer: Customer) -> str:
    return reverse("notes:timeline_filter-detail", args=[customer.key]) + "?workload=EXO"


def test_fields_hold_what_the_address_asks_for(customer: Customer, owner: User, sign_in: SignIn) -> None:
    answer = sign_in(owner).get(fields_of(customer), headers=HTMX)
    assert '<option value="EXO" selected>' in answer.text
    assert [template.name for template in answer.templates][0] == "notes/_timeline_filter_form.html"


def test_fields_are_a_page_without_javascript(customer: Customer, owner: User, sign_in: SignIn) -> None:
    answer = sign_in(owner).get(fields_of(customer)).text
    assert f'<form method="get" action="{customer.get_absolute_url()}"' in answer
    assert "<h1>Filter the timeline</h1>" in answer


@pytest.mark.parametrize("rows", [1, 3])
def test_fields_cost_four_queries(
    customer: Customer, owner: User, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The session, the person, the customer, and who wrote with the catalogue."""
    NoteFactory.create_batch(rows, customer=customer)
    client = sign_in(owner)
    with django_assert_num_queries(4):
        client.get(fields_of(customer), headers=HTMX)
