"""Sign-in by OpenID Connect, against a provider that really runs beside the test."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from ftop.accounts.models import User
from tests.accounts.open_id_provider import IGNORED_WARNINGS, running_provider, use_provider
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, *IGNORED_WARNINGS]

LOGIN = "/accounts/oidc/company/login/"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with running_provider() as address:
        yield address


@pytest.fixture
def company(provider: str, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    """The app of a company with a provider; call it with variables to set it up otherwise."""

    def set_up(**variables: str) -> None:
        use_provider(provider, settings=settings, monkeypatch=monkeypatch, **variables)

    set_up()
    return set_up


def leave(client: Client, query: str = "") -> str:
    """Press the button; return where it leads."""
    return str(client.post(f"{LOGIN}{query}").context["address"])


def sign_in_as(subject: str, *, client: Client, query: str = "") -> Any:
    """Press the button, choose somebody at the provider, and come back with what it says."""
    answer = requests.post(leave(client, query), data={"sub": subject}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def test_person_with_the_verified_address_signs_in(company: Any, client: Client, outsider: User) -> None:
    assert sign_in_as("verified", client=client).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(outsider.pk)


def test_sign_in_leads_to_the_page_asked_for(company: Any, client: Client, outsider: User) -> None:
    response = sign_in_as("verified", client=client, query="?next=/people/preferences/")

    assert response.headers["Location"] == "/people/preferences/"


def test_password_of_the_person_stays(company: Any, client: Client, outsider: User) -> None:
    outsider.set_password("correct horse battery")
    outsider.save(update_fields=["password"])

    sign_in_as("verified", client=client)

    assert User.objects.get(pk=outsider.pk).check_password("correct horse battery")


def test_stranger_is_told_whom_to_ask_and_gets_no_account(company: Any, client: Client, outsider: User) -> None:
    response = sign_in_as("stranger", client=client)

    assert response.status_code == 403
    assert "Nobody with the address <strong>stranger@ftop.example</strong> has an account" in response.content.decode()
    assert list(User.objects.all()) == [outsider]
    assert "_auth_user_id" not in client.session


def test_unverified_address_opens_nothing(company: Any, client: Client, outsider: User) -> None:
    response = sign_in_as("unverified", client=client)

    assert response.status_code == 403
    assert "does not say that the address is verified" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_unverified_address_of_a_trusted_domain_signs_in(company: Any, client: Client, outsider: User) -> None:
    company(OIDC_EMAIL_DOMAINS="contoso.example, ftop.example")

    sign_in_as("unverified", client=client)

    assert client.session["_auth_user_id"] == str(outsider.pk)


def test_unverified_address_of_another_domain_opens_nothing(company: Any, client: Client, outsider: User) -> None:
    company(OIDC_EMAIL_DOMAINS="top.example")

    assert sign_in_as("unverified", client=client).status_code == 403


def test_missing_address_is_explained(company: Any, client: Client, outsider: User) -> None:
    response = sign_in_as("nameless", client=client)

    assert response.status_code == 403
    assert "did not tell us an e-mail address" in response.content.decode()


def test_person_who_left_is_told_so(company: Any, client: Client) -> None:
    UserFactory.create(email="oscar.outsider@ftop.example", is_active=False)

    assert sign_in_as("verified", client=client).headers["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_cancelling_at_the_provider_is_explained(company: Any, client: Client) -> None:
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]

    response = client.get(f"{LOGIN}callback/", {"error": "access_denied", "state": state}, follow=True)

    assert "Sign-in cancelled" in response.content.decode()


def test_invented_answer_is_refused(company: Any, client: Client, outsider: User) -> None:
    response = client.get(f"{LOGIN}callback/?code=1&state=2")

    assert response.status_code == 401
    assert "The sign-in did not work" in response.content.decode()


def test_provider_that_is_down_is_explained(company: Any, client: Client) -> None:
    company(OIDC_SERVER_URL="http://localhost:1")

    response = client.post(LOGIN)

    assert response.status_code == 503
    assert "The sign-in did not work" in response.content.decode()


def test_connecting_accounts_is_not_offered(company: Any, client: Client, outsider: User, rm: User) -> None:
    client.force_login(rm)

    assert sign_in_as("verified", client=client, query="?process=connect").headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(rm.pk)


def test_sign_in_page_offers_the_company_account(company: Any, client: Client) -> None:
    company(OIDC_NAME="Contoso account")

    page = client.get("/accounts/login/?next=/people/").content.decode()

    assert "Sign in with your Contoso account" in page
    assert f'action="{LOGIN}?next=%2Fpeople%2F"' in page


def test_leaving_for_the_provider_takes_a_button(company: Any, client: Client) -> None:
    assert client.get(LOGIN).status_code == 405


def test_without_a_provider_there_is_no_such_address(client: Client) -> None:
    assert client.post(LOGIN).status_code == 404
    assert "company account" not in client.get("/accounts/login/").content.decode()
