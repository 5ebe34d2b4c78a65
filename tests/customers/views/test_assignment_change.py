from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import Assignment, Customer
from ftop.accounts.models import User
from ftop.lib.conflict import Difference
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
ACTIONS = ["end", "cancel", "primary"]


def url(assignment: Assignment, action: str) -> str:
    return f"/customers/assignments/{assignment.pk}/{action}/"


def of(person: User) -> Assignment:
    return Assignment.objects.get(person=person)


def test_assignment_end_sets_the_last_day(customer: Customer, owner: User, teammate: User, sign_in: SignIn) -> None:
    today = timezone.localdate()

    response = sign_in(owner).post(url(of(teammate), "end"), {"ends_on": today.isoformat(), "version": 1})

    assert (response.status_code, response["Location"]) == (302, f"/customers/{customer.key}/people/")
    assert of(teammate).ends_on == today


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "Give the last day."),
        ("soon", "Give the day as a date, such as 2026-03-31."),
        ("2025-12-31", "The last day cannot be before the first, 1 Jan 2026."),
    ],
)
def test_assignment_end_says_what_is_wrong_and_keeps_it(
    day: str, message: str, owner: User, teammate: User, sign_in: SignIn
) -> None:
    response = sign_in(owner).post(url(of(teammate), "end"), {"ends_on": day, "version": 1})

    form = response.context["form"]
    assert response.status_code == 422
    assert (form.errors, form["ends_on"].value()) == ({"ends_on": [message]}, day)
    assert of(teammate).ends_on is None


def test_assignment_end_when_stale_shows_the_three_days(owner: User, teammate: User, sign_in: SignIn) -> None:
    client = sign_in(owner)
    client.post(url(of(teammate), "end"), {"ends_on": "2026-12-01", "version": 1})

    response = client.post(url(of(teammate), "end"), {"ends_on": "2026-12-24", "version": 1})

    form, conflict = response.context["form"], response.context["conflict"]
    assert response.status_code == 409
    assert conflict.both == [Difference("ends_on", "Last day", "", "24 Dec 2026", "1 Dec 2026")]
    assert (form["ends_on"].value(), of(teammate).ends_on) == ("2026-12-24", date(2026, 12, 1))
    client.post(url(of(teammate), "end"), {"ends_on": "2026-12-24", "version": form["version"].value()})
    assert of(teammate).ends_on == date(2026, 12, 24)


def test_assignment_end_of_oneself_leads_to_a_page_one_still_sees(
    customer: Customer, owner: User, sign_in: SignIn
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)

    response = sign_in(owner).post(url(of(owner), "end"), {"ends_on": yesterday.isoformat(), "version": 1})

    assert response["Location"] == "/customers/"


def test_assignment_primary_makes_one_where_nobody_is(
    customer: Customer, teammate: User, rm: User, sign_in: SignIn
) -> None:
    response = sign_in(rm).post(url(of(teammate), "primary"))

    assert (response.status_code, response["Location"]) == (302, f"/customers/{customer.key}/people/")
    assert of(teammate).is_primary


def test_assignment_primary_asks_before_it_replaces(owner: User, teammate: User, rm: User, sign_in: SignIn) -> None:
    response = sign_in(rm).post(url(of(teammate), "primary"))

    assert response.status_code == 409
    assert "<h1>Make Tara Teammate the primary FastTrack Manager?</h1>" in response.content.decode()
    assert (of(owner).is_primary, of(teammate).is_primary) == (True, False)


def test_assignment_primary_replaces_once_confirmed(owner: User, teammate: User, rm: User, sign_in: SignIn) -> None:
    sign_in(rm).post(url(of(teammate), "primary"), {"replacing": of(owner).pk})

    assert (of(owner).is_primary, of(teammate).is_primary) == (False, True)


def test_assignment_primary_given_away_leads_to_the_customer(
    customer: Customer, owner: User, teammate: User, sign_in: SignIn
) -> None:
    response = sign_in(owner).post(url(of(teammate), "primary"), {"replacing": of(owner).pk})

    assert response["Location"] == f"/customers/{customer.key}/"


def test_assignment_primary_that_cannot_be_says_why(customer: Customer, rm: User, sign_in: SignIn) -> None:
    cover = AssignmentFactory.create(customer=customer, ends_on=timezone.localdate() + timedelta(days=9))

    response = sign_in(rm).post(url(cover, "primary"), follow=True)

    assert "Primary is somebody who works here from today on, without a last day." in response.content.decode()


def test_assignment_cancel_removes_what_has_not_begun(customer: Customer, rm: User, sign_in: SignIn) -> None:
    later = AssignmentFactory.create(customer=customer, starts_on=timezone.localdate() + timedelta(days=1))

    sign_in(rm).post(url(later, "cancel"))

    assert not Assignment.objects.filter(pk=later.pk).exists()


def test_assignment_cancel_of_what_has_begun_says_why(owner: User, teammate: User, sign_in: SignIn) -> None:
    response = sign_in(owner).post(url(of(teammate), "cancel"), follow=True)

    assert "This assignment has begun. Set its last day instead." in response.content.decode()
    assert of(teammate).ends_on is None


def test_assignment_primary_asks_again_when_it_is_somebody_else_by_now(
    owner: User, teammate: User, rm: User, sign_in: SignIn
) -> None:
    response = sign_in(rm).post(url(of(teammate), "primary"), {"replacing": of(teammate).pk})

    assert (response.status_code, of(owner).is_primary) == (409, True)
    assert f'name="replacing" value="{of(owner).pk}"' in response.text


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", ["teammate", "architect", "engineer", "other_rm", "leader"])
def test_assignment_change_by_others_is_refused(
    role: str, action: str, request: pytest.FixtureRequest, owner: User, sign_in: SignIn
) -> None:
    client = sign_in(request.getfixturevalue(role))

    assert client.post(url(of(owner), action), {"ends_on": "2026-02-01"}).status_code == 403
    assert of(owner).ends_on is None


@pytest.mark.parametrize("action", ACTIONS)
def test_assignment_change_is_hidden_from_an_outsider(
    action: str, owner: User, outsider: User, sign_in: SignIn
) -> None:
    assert sign_in(outsider).post(url(of(owner), action)).status_code == 404


@pytest.mark.parametrize("action", ACTIONS)
def test_assignment_change_of_an_unknown_one_is_not_found(action: str, admin: User, sign_in: SignIn) -> None:
    assert sign_in(admin).post(f"/customers/assignments/999999/{action}/").status_code == 404


@pytest.mark.parametrize("action", [action for action in ACTIONS if action != "end"])
def test_assignment_change_answers_post_only(action: str, owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).get(url(of(owner), action)).status_code == 405
