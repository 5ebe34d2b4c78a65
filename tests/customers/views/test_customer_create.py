from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from customers.models import Customer
from ftop.accounts.models import User
from tests.factories import RegionFactory

pytestmark = pytest.mark.django_db

URL = "/customers/new/"
SignIn = Callable[[User], Client]


def sent(**changed: Any) -> dict[str, Any]:
    return {
        "name": " Contoso,  Ltd.\r\n",
        "tpid": "2048301",
        "industry": "Retail",
        "region": RegionFactory.create().pk,
        "seats": "20000",
        "segment": "s500",
        "health": "green",
        "priority": "high",
    } | changed


def test_customer_create_adds_it_and_leads_to_its_people(admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).post(URL, sent())

    customer = Customer.objects.get()
    assert (customer.name, customer.tpid, customer.seats, customer.segment) == (
        "Contoso, Ltd.",
        "2048301",
        20000,
        "s500",
    )
    assert (response.status_code, response["Location"]) == (302, f"/customers/{customer.key}/people/")


def test_customer_create_shows_an_empty_form(admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).get(URL)

    assert response.status_code == 200
    assert response.context["form"]["priority"].value() == "medium"


def test_customer_create_without_a_region_says_where_to_add_one(admin: User, sign_in: SignIn) -> None:
    page = sign_in(admin).get(URL).content.decode()

    assert ('id="no-regions"' in page, '<a href="/admin/accounts/region/add/">' in page) == (True, True)


def test_customer_create_with_a_region_asks_for_none(admin: User, sign_in: SignIn) -> None:
    RegionFactory.create()

    assert 'id="no-regions"' not in sign_in(admin).get(URL).content.decode()


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"name": " "}, "name", "Give the customer's name."),
        ({"tpid": "20-48"}, "tpid", "A TPID is digits only, for example 2048317."),
        ({"tpid": "2048302"}, "tpid", "Another customer has this TPID. Look it up in the customer list."),
        ({"region": "0"}, "region", "This region is no longer there. Choose one from the list."),
        ({"seats": "many"}, "seats", "Give the seats as a whole number, such as 20000."),
        ({"seats": "-1"}, "seats", "Seats cannot be fewer than 0."),
        ({"seats": "9" * 12}, "seats", "Nobody has that many seats. Check the number."),
        ({"segment": "s2"}, "segment", "Choose the segment from the list."),
        ({"health": "pink"}, "health", "Choose the health from the list."),
        ({"priority": "urgent"}, "priority", "Choose the priority from the list."),
        ({"name": "x" * 201}, "name", "A name holds 200 characters. Shorten it."),
    ],
)
def test_customer_create_says_what_is_wrong_and_keeps_what_was_typed(
    changed: dict[str, str], field: str, message: str, customer: Customer, admin: User, sign_in: SignIn
) -> None:
    response = sign_in(admin).post(URL, sent(industry="Sports retail") | changed)

    assert response.status_code == 422
    assert response.context["form"].errors == {field: [message]}
    assert response.context["form"]["industry"].value() == "Sports retail"
    assert Customer.objects.get() == customer


def test_customer_create_says_all_that_is_wrong_at_once(admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).post(URL, sent(name="", tpid="x", seats=""))

    assert list(response.context["form"].errors) == ["name", "tpid", "seats"]


@pytest.mark.parametrize("role", ["owner", "rm", "leader", "outsider"])
def test_customer_create_is_for_admins(role: str, request: pytest.FixtureRequest, sign_in: SignIn) -> None:
    person = request.getfixturevalue(role)

    assert sign_in(person).post(URL, sent(tpid="9")).status_code == 403
    assert not Customer.objects.filter(tpid="9").exists()


def test_customer_create_answers_get_and_post_only(admin: User, sign_in: SignIn) -> None:
    assert sign_in(admin).delete(URL).status_code == 405
