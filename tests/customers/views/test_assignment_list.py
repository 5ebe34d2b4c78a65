from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import Assignment, Customer
from customers.services.customer import archive_customer
from ftop.accounts.models import User
from tests.factories import NOON, AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def url(customer: Customer) -> str:
    return f"/customers/{customer.key}/people/"


def of(person: User) -> Assignment:
    return Assignment.objects.get(person=person)


def sent(**changed: object) -> dict[str, object]:
    today = timezone.localdate().isoformat()
    return {"role": "fm", "person": "Nina New", "starts_on": today, "ends_on": ""} | changed


@pytest.fixture
def nina() -> User:
    return UserFactory.create(full_name="Nina New", email="nina@ftop.example", roles=["fm"])


@pytest.mark.parametrize("role", ["owner", "rm", "admin"])
def test_assignment_list_assigns_for_those_allowed(
    role: str, request: pytest.FixtureRequest, customer: Customer, nina: User, sign_in: SignIn
) -> None:
    response = sign_in(request.getfixturevalue(role)).post(url(customer), sent())

    assert (response.status_code, response["Location"]) == (302, url(customer))
    assert customer.assignments.filter(person=nina, role="fm", ends_on=None).exists()


@pytest.mark.parametrize("role", ["teammate", "architect", "engineer", "sme", "other_rm", "leader"])
def test_assignment_list_is_refused_to_others(
    role: str, request: pytest.FixtureRequest, customer: Customer, nina: User, sign_in: SignIn
) -> None:
    client = sign_in(request.getfixturevalue(role))

    assert client.get(url(customer)).status_code == 403
    assert client.post(url(customer), sent()).status_code == 403
    assert not Assignment.objects.filter(person=nina).exists()


def test_assignment_list_is_hidden_from_an_outsider(customer: Customer, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).get(url(customer)).status_code == 404


def test_assignment_list_shows_today_later_and_before(customer: Customer, owner: User, sign_in: SignIn) -> None:
    today = timezone.localdate()
    upcoming = AssignmentFactory.create(customer=customer, starts_on=today + timedelta(days=3))
    ended = AssignmentFactory.create(customer=customer, ends_on=today - timedelta(days=1))
    AssignmentFactory.create()

    team = sign_in(owner).get(url(customer)).context["team"]

    assert [a.person for a in team.current] == [owner]
    assert (team.upcoming, team.ended) == ([upcoming], [ended])


@pytest.mark.parametrize(
    ("changed", "said"), [({"is_active": False}, "has left"), ({"roles": ["sme"]}, "no longer has this role")]
)
def test_assignment_list_flags_assignments_without_effect(
    changed: dict[str, Any], said: str, customer: Customer, admin: User, sign_in: SignIn
) -> None:
    AssignmentFactory.create(customer=customer, person=UserFactory.create(**changed))

    assert f'<span class="badge-flag">{said}</span>' in sign_in(admin).get(url(customer)).content.decode()


def test_assignment_list_flags_nothing_where_all_is_well(customer: Customer, owner: User, sign_in: SignIn) -> None:
    assert "badge-flag" not in sign_in(owner).get(url(customer)).content.decode()


def test_assignment_list_names_roles_without_anybody(customer: Customer, admin: User, sign_in: SignIn) -> None:
    Customer.objects.update(segment="s500")
    AssignmentFactory.create(customer=customer, role="rm")

    html = sign_in(admin).get(url(customer)).content.decode()

    assert "Nobody works here today as FastTrack Manager or FastTrack Architect." in html


@pytest.mark.parametrize("typed", ["nina new", " NINA  NEW ", "Nina@FTOP.example"])
def test_assignment_list_takes_a_name_or_an_address(
    typed: str, customer: Customer, owner: User, nina: User, sign_in: SignIn
) -> None:
    assert sign_in(owner).post(url(customer), sent(person=typed)).status_code == 302
    assert customer.assignments.filter(person=nina).exists()


def test_assignment_list_tells_namesakes_apart_by_role(
    customer: Customer, owner: User, nina: User, sign_in: SignIn
) -> None:
    UserFactory.create(full_name="Nina New", roles=["sme"])

    assert sign_in(owner).post(url(customer), sent()).status_code == 302
    assert customer.assignments.filter(person=nina).exists()


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"person": ""}, "person", "Give the name or the e-mail address of a colleague."),
        (
            {"person": "Nin"},
            "person",
            "No colleague with the role FastTrack Manager has this name or address. Did you mean Nina New?",
        ),
        (
            {"person": "Zora"},
            "person",
            "No colleague with the role FastTrack Manager has this name or address.",
        ),
        (
            {"role": "fta"},
            "person",
            "Nina New does not have the role FastTrack Architect. An administrator can add it under People.",
        ),
        ({"role": "lt"}, "role", "Choose the role from the list."),
        ({"starts_on": ""}, "starts_on", "Give the first day."),
        ({"starts_on": "soon"}, "starts_on", "Give the day as a date, such as 2026-03-31."),
        ({"ends_on": "2020-01-01"}, "ends_on", "The last day cannot be before the first."),
    ],
)
def test_assignment_list_says_what_is_wrong_and_keeps_what_was_typed(
    changed: dict[str, str],
    field: str,
    message: str,
    customer: Customer,
    owner: User,
    nina: User,
    sign_in: SignIn,
) -> None:
    response = sign_in(owner).post(url(customer), sent(**changed))

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {field: [message]}
    assert form["person"].value() == sent(**changed)["person"]
    assert not Assignment.objects.filter(person=nina).exists()


def test_assignment_list_asks_for_the_address_of_namesakes(
    customer: Customer, owner: User, nina: User, sign_in: SignIn
) -> None:
    UserFactory.create(full_name="Nina New", roles=["fm"])

    response = sign_in(owner).post(url(customer), sent())

    assert response.context["form"].errors == {
        "person": ["Several colleagues have this name. Give the e-mail address instead."]
    }


def test_assignment_list_asks_before_it_replaces_the_primary_person(
    customer: Customer, owner: User, nina: User, sign_in: SignIn
) -> None:
    client = sign_in(owner)

    response = client.post(url(customer), sent(is_primary="on"))

    assert response.status_code == 422
    assert response.context["form"]["person"].value() == "Nina New"
    assert "Olivia Owner is the primary FastTrack Manager now." in response.content.decode()
    assert f'name="replacing" value="{of(owner).pk}"' in response.text
    assert not Assignment.objects.filter(person=nina).exists()


def test_assignment_list_replaces_the_primary_person_once_confirmed(
    customer: Customer, rm: User, owner: User, nina: User, sign_in: SignIn
) -> None:
    sign_in(rm).post(url(customer), sent(is_primary="on", is_replacing="on", replacing=of(owner).pk))

    assert [a.person for a in customer.assignments.filter(role="fm", is_primary=True)] == [nina]


def test_assignment_list_asks_again_when_somebody_else_is_primary_by_now(
    customer: Customer, rm: User, owner: User, nina: User, sign_in: SignIn
) -> None:
    response = sign_in(rm).post(url(customer), sent(is_primary="on", is_replacing="on", replacing=of(owner).pk + 1))

    form = response.context["form"]
    assert response.status_code == 422
    assert (form["is_replacing"].value(), form["replacing"].value()) == (False, str(of(owner).pk))
    assert customer.assignments.get(is_primary=True).person == owner


def test_assignment_list_leads_to_the_customer_who_gave_the_lead_away(
    customer: Customer, owner: User, nina: User, sign_in: SignIn
) -> None:
    response = sign_in(owner).post(url(customer), sent(is_primary="on", is_replacing="on", replacing=of(owner).pk))

    assert response["Location"] == f"/customers/{customer.key}/"


def test_assignment_list_does_not_ask_without_need(customer: Customer, owner: User, sign_in: SignIn) -> None:
    assert 'name="replacing"' not in sign_in(owner).get(url(customer)).content.decode()


def test_assignment_list_of_an_archived_customer_is_refused(
    customer: Customer, owner: User, admin: User, sign_in: SignIn
) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    assert sign_in(owner).get(url(customer)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_assignment_list_costs_the_same_queries_for_any_rows(
    count: int, customer: Customer, admin: User, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    AssignmentFactory.create_batch(count, customer=customer)
    client = sign_in(admin)

    # Session, person, customer, today's people for the permission, everybody.
    with django_assert_num_queries(5):
        client.get(url(customer))


def test_assignment_list_of_an_unknown_customer_is_not_found(admin: User, sign_in: SignIn) -> None:
    assert sign_in(admin).get(f"/customers/{uuid4()}/people/").status_code == 404


def test_assignment_list_answers_get_and_post_only(customer: Customer, owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).put(url(customer)).status_code == 405
