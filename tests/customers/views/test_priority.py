from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from customers.enums import Priority
from customers.models import Customer, PriorityChange, TimelineEvent
from customers.services.priority import change_priority
from ftop.accounts.models import User
from tests.factories import AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
GOOD = {"to": "low", "reason": "On hold until May.", "seen": "high"}


def url(customer: Customer) -> str:
    return f"/customers/{customer.key}/priority/"


@pytest.mark.parametrize("role", ["owner", "rm", "admin"])
def test_priority_change_by_those_allowed(
    role: str, request: pytest.FixtureRequest, customer: Customer, sign_in: SignIn
) -> None:
    person = request.getfixturevalue(role)

    response = sign_in(person).post(url(customer), GOOD)

    assert (response.status_code, response["Location"]) == (302, f"/customers/{customer.key}/")
    assert PriorityChange.objects.values_list("old", "new", "reason", "changed_by").get() == (
        "high",
        "low",
        "On hold until May.",
        person.pk,
    )
    assert TimelineEvent.objects.get().sentence == "Priority changed from High to Low: On hold until May."


def test_priority_change_by_the_primary_fta(customer: Customer, sign_in: SignIn) -> None:
    fta = UserFactory.create(roles=["fta"])
    AssignmentFactory.create(customer=customer, person=fta, role="fta", is_primary=True)

    assert sign_in(fta).post(url(customer), GOOD).status_code == 302


@pytest.mark.parametrize("role", ["teammate", "architect", "engineer", "sme", "other_rm", "leader"])
def test_priority_change_by_others_is_refused(
    role: str, request: pytest.FixtureRequest, customer: Customer, sign_in: SignIn
) -> None:
    client = sign_in(request.getfixturevalue(role))

    assert client.get(url(customer)).status_code == 403
    assert client.post(url(customer), GOOD).status_code == 403
    assert Customer.objects.get().priority == "high"


def test_priority_change_is_hidden_from_an_outsider(customer: Customer, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).post(url(customer), GOOD).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"reason": " \r\n "}, "reason", "Say why the priority changes. The reason stands on the timeline."),
        ({"to": ""}, "to", "Choose the new priority."),
        ({"to": "urgent"}, "to", "Choose the priority from the list."),
        ({"to": "high"}, "to", "The priority is High already. Choose another one."),
    ],
)
def test_priority_change_says_what_is_missing_and_keeps_the_rest(
    changed: dict[str, str], field: str, message: str, customer: Customer, owner: User, sign_in: SignIn
) -> None:
    response = sign_in(owner).post(url(customer), GOOD | changed)

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {field: [message]}
    assert form["reason"].value() == (GOOD | changed)["reason"]
    assert Customer.objects.get().priority == "high"


def test_priority_change_when_stale_keeps_reason_and_choice(
    customer: Customer, owner: User, rm: User, sign_in: SignIn
) -> None:
    change_priority(customer=customer, to=Priority.MEDIUM, reason="Slower now.", by=rm, now=timezone.now())
    client = sign_in(owner)

    response = client.post(url(customer), GOOD)

    form, html = response.context["form"], response.content.decode()
    assert response.status_code == 409
    assert (form["to"].value(), form["reason"].value()) == ("low", "On hold until May.")
    assert "Rita Regional changed the priority while you were writing" in html
    assert "Slower now." in html
    assert Customer.objects.get().priority == "medium"
    # The page now shows what is stored: saving again is a decision.
    assert client.post(url(customer), GOOD | {"seen": form["seen"].value()}).status_code == 302
    assert Customer.objects.get().priority == "low"


def test_priority_change_of_an_unknown_customer_is_not_found(admin: User, sign_in: SignIn) -> None:
    assert sign_in(admin).get(f"/customers/{uuid4()}/priority/").status_code == 404


def test_priority_change_answers_get_and_post_only(customer: Customer, owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).delete(url(customer)).status_code == 405
