"""One click as any of the cast: in the demo, with its own database, from this machine; nowhere else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ftop.accounts.models import User
from tests.factories import RegionFactory, UserFactory

pytestmark = pytest.mark.django_db

DEMO = reverse("accounts:demo-sign_in")
LOGIN = "/accounts/login/"


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = settings.USES_EMBEDDED_POSTGRES = True


def test_demo_signs_in_with_one_click(demo: None, client: Client, owner: User) -> None:
    response = client.post(DEMO, {"person": owner.pk})

    assert response.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(owner.pk)


def test_demo_leads_to_the_page_asked_for(demo: None, client: Client, owner: User) -> None:
    assert client.post(DEMO, {"person": owner.pk, "next": "/people/"}).headers["Location"] == "/people/"


def test_demo_never_leads_elsewhere(demo: None, client: Client, owner: User) -> None:
    assert client.post(DEMO, {"person": owner.pk, "next": "//evil.example/"}).headers["Location"] == "/"


def test_sign_in_page_lists_the_cast_by_role(demo: None, client: Client, admin: User, rm: User, owner: User) -> None:
    UserFactory.create(email="real.person@contoso.example")
    UserFactory.create(email="sly@notftop.example")
    UserFactory.create(is_active=False)

    assert client.get(LOGIN).context["cast"] == [owner, rm, admin]


@pytest.mark.parametrize("count", [1, 3])
def test_cast_is_one_query(count: int, demo: None, client: Client, django_assert_num_queries: Any) -> None:
    for number in range(count):
        UserFactory.create(region=RegionFactory.create(name=f"Region {number}"))

    # The cast; the rate limit's cache is asked on POST only.
    with django_assert_num_queries(1):
        client.get(LOGIN)


@pytest.mark.parametrize("person", ["", "x", "999999"])
def test_demo_as_nobody_is_not_found(person: str, demo: None, client: Client) -> None:
    assert client.post(DEMO, {"person": person}).status_code == 404


def test_demo_as_somebody_else_than_the_cast_is_not_found(demo: None, client: Client) -> None:
    person = UserFactory.create(email="real.person@contoso.example")

    assert client.post(DEMO, {"person": person.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_by_a_link_is_refused(demo: None, client: Client) -> None:
    assert client.get(DEMO).status_code == 405


CLOSED = [
    ("not the demo", {"DEMO": False}, {}),
    ("another database", {"USES_EMBEDDED_POSTGRES": False}, {}),
    ("another machine", {}, {"REMOTE_ADDR": "192.0.2.7"}),
    ("another machine, IPv6", {}, {"REMOTE_ADDR": "2001:db8::7"}),
    ("no address", {}, {"REMOTE_ADDR": ""}),
    ("behind a proxy", {}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}),
    ("behind a proxy that follows the standard", {}, {"HTTP_FORWARDED": "for=127.0.0.1"}),
]


@pytest.mark.parametrize(("why", "changes", "headers"), CLOSED, ids=[row[0] for row in CLOSED])
@pytest.mark.parametrize("method", ["get", "post"])
def test_demo_is_impossible(
    why: str, changes: dict[str, bool], headers: dict[str, Any], method: str, demo: None, settings: Any, owner: User
) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)
    client = Client(**headers)

    response = getattr(client, method)(DEMO, {"person": owner.pk})

    assert (response.status_code, "_auth_user_id" in client.session) == (404, False)


@pytest.mark.parametrize(("why", "changes", "headers"), CLOSED, ids=[row[0] for row in CLOSED])
def test_sign_in_page_shows_no_cast(
    why: str, changes: dict[str, bool], headers: dict[str, Any], demo: None, settings: Any, owner: User
) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)

    page = Client(**headers).get(LOGIN).content.decode()

    assert owner.full_name not in page
    assert DEMO not in page


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
def test_demo_knows_the_addresses_of_this_machine(address: str, demo: None, owner: User) -> None:
    assert Client(REMOTE_ADDR=address).post(DEMO, {"person": owner.pk}).status_code == 302
