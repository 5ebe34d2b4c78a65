import pytest
from django.test import Client
from django.urls import reverse

from ftop.accounts.public_views import PUBLIC_VIEWS
from tests.structure.addresses import ALL

pytestmark = pytest.mark.django_db

OPTIONS = "/people/options/"


def test_page_leads_to_sign_in_and_back(client: Client) -> None:
    assert client.get(f"{OPTIONS}?q=a&b=%C3%BC").headers["Location"] == (
        "/accounts/login/?next=/people/options/%3Fq%3Da%26b%3D%25C3%25BC"
    )


def test_form_leads_back_to_the_page_it_stood_on(client: Client) -> None:
    response = client.post("/people/7/invite/", headers={"referer": "http://testserver/people/7/edit/?a=1#roles"})

    assert response.headers["Location"] == "/accounts/login/?next=/people/7/edit/%3Fa%3D1"


@pytest.mark.parametrize("referer", [{}, {"referer": "https://evil.example/people/"}])
def test_form_from_elsewhere_leads_home(referer: dict[str, str], client: Client) -> None:
    assert client.post("/people/7/invite/", headers=referer).headers["Location"] == "/accounts/login/?next=/"


def test_htmx_is_told_in_words_and_the_page_stays(client: Client) -> None:
    response = client.post("/people/7/invite/", headers={"hx-request": "true"})

    assert (response.status_code, response.headers["FTOP-Sign-In"]) == (401, "/accounts/login/")
    assert response.content.decode() == (
        "You have been signed out. Sign in again in a new tab, then repeat this here: nothing you typed is lost."
    )


def test_unknown_address_is_not_found_signed_out(client: Client) -> None:
    assert client.get("/nowhere/").status_code == 404


@pytest.mark.parametrize("name", sorted(PUBLIC_VIEWS))
def test_public_view_has_a_reason_and_is_there(name: str) -> None:
    assert PUBLIC_VIEWS[name].endswith(".")
    assert name in {address.name for address in ALL}


@pytest.mark.parametrize("name", sorted({a.name for a in ALL if not a.parameters} - set(PUBLIC_VIEWS)))
def test_everything_else_asks_for_a_sign_in(name: str, client: Client) -> None:
    """Also what libraries mark as open: the list is the only key. Addresses with arguments are in the sweep."""
    assert client.get(reverse(name)).headers.get("Location", "").startswith("/accounts/login/?next=")
