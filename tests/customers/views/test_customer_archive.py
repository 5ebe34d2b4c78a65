from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from customers.models import Customer, TimelineEvent
from customers.services.customer import archive_customer
from ftop.accounts.models import User
from tests.factories import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
ACTIONS = ["archive", "restore"]


def url(customer: Customer, action: str) -> str:
    return f"/customers/{customer.key}/{action}/"


def test_customer_archive_keeps_the_reason(customer: Customer, admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).post(url(customer, "archive"), {"reason": "Merged into Contoso."})

    assert (response.status_code, response["Location"]) == (302, f"/customers/{customer.key}/")
    assert Customer.objects.get().is_archived
    assert TimelineEvent.objects.get().sentence == "Customer archived: Merged into Contoso."


def test_customer_archive_without_a_reason_says_so(customer: Customer, admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).post(url(customer, "archive"), {"reason": " "})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "reason": ["Say in a sentence why the customer is archived. It stands on the timeline."]
    }
    assert not Customer.objects.get().is_archived


def test_customer_restore_brings_it_back(customer: Customer, admin: User, sign_in: SignIn) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    response = sign_in(admin).post(url(customer, "restore"), {"reason": "Split again."})

    assert (response.status_code, response["Location"]) == (302, f"/customers/{customer.key}/")
    assert not Customer.objects.get().is_archived
    assert TimelineEvent.objects.filter(sentence="Customer brought back: Split again.").exists()


def test_customer_restore_with_a_reason_too_long_keeps_it(customer: Customer, admin: User, sign_in: SignIn) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    response = sign_in(admin).post(url(customer, "restore"), {"reason": "x" * 1001})

    assert response.status_code == 422
    assert "x" * 1001 in response.content.decode()
    assert Customer.objects.get().is_archived


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", ["owner", "rm", "leader"])
def test_archiving_is_for_admins(
    role: str, action: str, request: pytest.FixtureRequest, customer: Customer, sign_in: SignIn
) -> None:
    client = sign_in(request.getfixturevalue(role))

    assert client.post(url(customer, action), {"reason": "Mine."}).status_code == 403
    assert not TimelineEvent.objects.exists()


@pytest.mark.parametrize("action", ACTIONS)
def test_archiving_is_hidden_from_an_outsider(action: str, customer: Customer, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).post(url(customer, action), {"reason": "Mine."}).status_code == 404


@pytest.mark.parametrize("action", ACTIONS)
def test_archiving_an_unknown_customer_is_not_found(action: str, admin: User, sign_in: SignIn) -> None:
    assert sign_in(admin).post(f"/customers/{uuid4()}/{action}/").status_code == 404


@pytest.mark.parametrize("action", ACTIONS)
def test_archiving_answers_get_and_post_only(action: str, customer: Customer, admin: User, sign_in: SignIn) -> None:
    assert sign_in(admin).delete(url(customer, action)).status_code == 405


@pytest.mark.parametrize("action", ACTIONS)
def test_archiving_asks_first(action: str, customer: Customer, admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).get(url(customer, action))

    assert response.status_code == 200
    assert f'action="{url(customer, action)}"' in response.content.decode()
    assert not TimelineEvent.objects.exists()


def test_archived_customer_says_by_whom(customer: Customer, admin: User, owner: User, sign_in: SignIn) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    html = " ".join(sign_in(owner).get(f"/customers/{customer.key}/").content.decode().split())

    assert "by Ada Admin. Everything stays readable; nothing new can be written about it." in html
