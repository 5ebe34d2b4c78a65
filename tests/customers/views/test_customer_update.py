from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from customers.models import Customer
from customers.services.customer import archive_customer
from ftop.accounts.models import User
from ftop.lib.conflict import Difference
from tests.factories import NOON, CustomerFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def url(customer: Customer) -> str:
    return f"/customers/{customer.key}/edit/"


def sent(customer: Customer, **changed: Any) -> dict[str, Any]:
    """The form as it was loaded, with some of it changed."""
    return {
        "name": customer.name,
        "tpid": customer.tpid,
        "industry": customer.industry,
        "region": customer.region_id,
        "seats": customer.seats,
        "segment": customer.segment,
        "health": customer.health,
        "version": customer.version,
    } | changed


def test_customer_update_saves_the_facts(customer: Customer, admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).post(url(customer), sent(customer, name="Fabrikam GmbH", seats="7"))

    assert (response.status_code, response["Location"]) == (302, f"/customers/{customer.key}/")
    assert Customer.objects.values_list("name", "seats", "version").get() == ("Fabrikam GmbH", 7, 2)


def test_customer_update_leaves_the_priority_alone(customer: Customer, admin: User, sign_in: SignIn) -> None:
    sign_in(admin).post(url(customer), sent(customer, name="Fabrikam GmbH", priority="low"))

    assert Customer.objects.values_list("name", "priority").get() == ("Fabrikam GmbH", "high")


def test_customer_update_keeps_what_was_typed_on_an_error(customer: Customer, admin: User, sign_in: SignIn) -> None:
    CustomerFactory.create(tpid="77")

    response = sign_in(admin).post(url(customer), sent(customer, name="Fabrikam GmbH", tpid="77"))

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {"tpid": ["Another customer has this TPID. Look it up in the customer list."]}
    assert form["name"].value() == "Fabrikam GmbH"
    assert "<h1>Edit Fabrikam, Inc.</h1>" in response.content.decode()


def test_customer_update_without_the_version_says_what_to_do(customer: Customer, admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).post(url(customer), sent(customer, name="Fabrikam GmbH", version=""))

    assert response.status_code == 422
    assert "<li>The page is out of date. Copy what you typed, and open it again.</li>" in response.text
    assert Customer.objects.get().name == "Fabrikam, Inc."


def stale(customer: Customer, admin: User, client: Client, *, theirs: dict[str, Any], mine: dict[str, Any]) -> Any:
    """Somebody saves `theirs` after this person loaded the form; then `mine` is sent."""
    loaded = sent(customer)
    other = Client()
    other.force_login(admin)
    other.post(url(customer), loaded | theirs)
    return client.post(url(customer), loaded | mine)


@pytest.fixture
def second_admin(db: None) -> User:
    return User.objects.create(email="zoe@ftop.example", full_name="Zoe Second", roles=["admin"])


def test_customer_update_when_stale_shows_both_versions(
    customer: Customer, admin: User, second_admin: User, sign_in: SignIn
) -> None:
    response = stale(
        customer, admin, sign_in(second_admin), theirs={"name": "Fabrikam AG"}, mine={"name": "Fabrikam GmbH"}
    )

    conflict = response.context["conflict"]
    assert response.status_code == 409
    assert conflict.savers == "Ada Admin"
    assert conflict.both == [Difference("name", "Name", "Fabrikam, Inc.", "Fabrikam GmbH", "Fabrikam AG")]
    assert Customer.objects.get().name == "Fabrikam AG"


def test_customer_update_when_stale_keeps_what_was_typed(
    customer: Customer, admin: User, second_admin: User, sign_in: SignIn
) -> None:
    response = stale(
        customer,
        admin,
        sign_in(second_admin),
        theirs={"name": "Fabrikam AG", "industry": "Cars"},
        mine={"name": "Fabrikam GmbH", "seats": "55"},
    )

    form, conflict = response.context["form"], response.context["conflict"]
    # What only the other person changed is taken over and told.
    assert [form[name].value() for name in ("name", "industry", "seats")] == ["Fabrikam GmbH", "Cars", "55"]
    assert conflict.theirs == [Difference("industry", "Industry", "", "", "Cars")]


def test_customer_update_after_a_conflict_saves_mine(
    customer: Customer, admin: User, second_admin: User, sign_in: SignIn
) -> None:
    client = sign_in(second_admin)
    response = stale(customer, admin, client, theirs={"name": "Fabrikam AG"}, mine={"name": "Fabrikam GmbH"})
    again = {name: response.context["form"][name].value() for name in response.context["form"].fields}

    assert client.post(url(customer), again).status_code == 302
    assert Customer.objects.values_list("name", "version").get() == ("Fabrikam GmbH", 3)


def test_customer_update_after_a_conflict_takes_the_saved_one(
    customer: Customer, admin: User, second_admin: User, sign_in: SignIn
) -> None:
    client = sign_in(second_admin)
    response = stale(
        customer, admin, client, theirs={"name": "Fabrikam AG"}, mine={"name": "Fabrikam GmbH", "seats": "55"}
    )
    again = {name: response.context["form"][name].value() for name in response.context["form"].fields}

    client.post(url(customer), again | {"take": ["name"]})

    assert Customer.objects.values_list("name", "seats").get() == ("Fabrikam AG", 55)


def test_customer_update_after_a_conflict_asks_again_when_saved_once_more(
    customer: Customer, admin: User, second_admin: User, sign_in: SignIn
) -> None:
    client = sign_in(second_admin)
    response = stale(customer, admin, client, theirs={"name": "Fabrikam AG"}, mine={"name": "Fabrikam GmbH"})
    again = {name: response.context["form"][name].value() for name in response.context["form"].fields}
    Customer.objects.update(name="Fabrikam SE", version=3)

    conflict = client.post(url(customer), again | {"take": ["name"]}).context["conflict"]

    # What was taken is the name seen; it changed once more, and that is told.
    assert conflict.both == []
    assert conflict.theirs == [Difference("name", "Name", "Fabrikam AG", "Fabrikam AG", "Fabrikam SE")]


def test_customer_update_conflict_names_regions_and_choices(
    customer: Customer, admin: User, second_admin: User, sign_in: SignIn
) -> None:
    elsewhere = CustomerFactory.create(region__name="Nordics").region

    response = stale(
        customer,
        admin,
        sign_in(second_admin),
        theirs={"segment": "s500", "health": "red", "region": elsewhere.pk},
        mine={"segment": "s501_s1500", "health": "green"},
    )

    conflict = response.context["conflict"]
    assert [(d.original, d.typed, d.stored) for d in conflict.both] == [
        ("Other", "S501–S1500", "S500"),
        ("Unknown", "Green", "Red"),
    ]
    assert [(d.original, d.stored) for d in conflict.theirs] == [("Western Europe", "Nordics")]


@pytest.mark.parametrize("role", ["owner", "teammate", "rm", "leader"])
def test_customer_update_is_for_admins(
    role: str, request: pytest.FixtureRequest, customer: Customer, sign_in: SignIn
) -> None:
    client = sign_in(request.getfixturevalue(role))

    assert client.get(url(customer)).status_code == 403
    assert client.post(url(customer), sent(customer, name="Mine")).status_code == 403
    assert Customer.objects.get().name == "Fabrikam, Inc."


def test_customer_update_is_hidden_from_an_outsider(customer: Customer, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).get(url(customer)).status_code == 404


def test_customer_update_of_an_unknown_customer_is_not_found(admin: User, sign_in: SignIn) -> None:
    assert sign_in(admin).get(f"/customers/{uuid4()}/edit/").status_code == 404


def test_customer_update_of_an_archived_customer_is_refused(customer: Customer, admin: User, sign_in: SignIn) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    assert sign_in(admin).get(url(customer)).status_code == 403


def test_customer_update_answers_get_and_post_only(customer: Customer, admin: User, sign_in: SignIn) -> None:
    assert sign_in(admin).put(url(customer)).status_code == 405
