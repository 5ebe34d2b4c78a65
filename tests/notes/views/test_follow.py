"""Following a customer, for everybody who sees it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Follow
from tests.factories import CustomerFactory, FollowFactory

SignIn = Callable[[User], Client]


def address(verb: str, customer: Customer) -> str:
    return reverse(f"notes:follow-{verb}", args=[customer.key])


@pytest.mark.parametrize("role", ["engineer", "leader"])
def test_follow_from_the_page_of_the_customer(
    role: str, customer: Customer, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(role)
    client = sign_in(person)
    assert f'action="{address("create", customer)}"' in client.get(customer.get_absolute_url()).text
    for _ in range(2):
        assert client.post(address("create", customer))["Location"] == customer.get_absolute_url()
    assert Follow.objects.get().person == person
    page = client.get(customer.get_absolute_url()).text
    assert f'action="{address("end", customer)}"' in page
    assert "Following" in page


def test_follow_of_somebody_else_is_not_mine(customer: Customer, owner: User, sign_in: SignIn) -> None:
    FollowFactory.create(customer=customer)
    client = sign_in(owner)
    assert f'action="{address("create", customer)}"' in client.get(customer.get_absolute_url()).text
    client.post(address("end", customer))
    assert Follow.objects.count() == 1


@pytest.mark.parametrize(("data", "back_to"), [({}, None), ({"from_list": "1"}, "/following/")])
def test_follow_ends(
    data: dict[str, str], back_to: str | None, customer: Customer, owner: User, sign_in: SignIn
) -> None:
    FollowFactory.create(customer=customer, person=owner)
    response = sign_in(owner).post(address("end", customer), data)
    assert response["Location"] == (back_to or customer.get_absolute_url())
    assert not Follow.objects.exists()


def test_list_shows_what_one_follows_and_may_read(customer: Customer, owner: User, sign_in: SignIn) -> None:
    FollowFactory.create(customer=customer, person=owner)
    FollowFactory.create(customer=CustomerFactory.create(name="Hidden"), person=owner)
    FollowFactory.create(customer=CustomerFactory.create(name="Of somebody else"))
    page = sign_in(owner).get("/following/")
    assert list(page.context["customers"]) == [customer]
    assert "Hidden" not in page.text


def test_empty_list_says_where_to_begin(owner: User, sign_in: SignIn) -> None:
    assert "You follow no customer. The button “Follow” stands" in sign_in(owner).get("/following/").text


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_three_queries(
    rows: int, leader: User, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    FollowFactory.create_batch(rows, person=leader)
    client = sign_in(leader)
    with django_assert_num_queries(3):
        client.get("/following/")


def test_customer_one_does_not_see_is_not_there(customer: Customer, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).post(address("create", customer)).status_code == 404
    assert sign_in(outsider).post(address("end", customer)).status_code == 404
    assert not Follow.objects.exists()
