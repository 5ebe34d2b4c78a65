from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ftop.accounts.models import User

SignIn = Callable[[User], Client]
ADDRESS = "/exports/purpose/"


@pytest.fixture
def client_of_owner(owner: User, sign_in: SignIn) -> Client:
    return sign_in(owner)


def test_purpose_is_kept_in_the_session(client_of_owner: Client) -> None:
    client_of_owner.post(ADDRESS, {"purpose": "other", "purpose_text": "An audit"})
    assert client_of_owner.session["export_purpose"] == ["other", "An audit"]


def test_page_shows_the_purpose_in_force(client_of_owner: Client) -> None:
    client_of_owner.post(ADDRESS, {"purpose": "call", "purpose_text": "With Dana"})
    page = client_of_owner.get(ADDRESS).text
    assert 'value="With Dana"' in page
    assert page.count("checked") == 1


def test_afterwards_one_is_back_where_one_was(client_of_owner: Client) -> None:
    response = client_of_owner.post(ADDRESS, {"purpose": "call", "next": "/customers/?q=fab"})
    assert response["Location"] == "/customers/?q=fab"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_nobody_is_sent_elsewhere(client_of_owner: Client, elsewhere: str) -> None:
    assert client_of_owner.post(ADDRESS, {"purpose": "call", "next": elsewhere})["Location"] == "/"
    assert f'href="{reverse("home")}">Cancel</a>' in client_of_owner.get(ADDRESS, {"next": elsewhere}).text


def test_purpose_that_says_nothing_is_refused_and_the_old_one_kept(client_of_owner: Client) -> None:
    client_of_owner.post(ADDRESS, {"purpose": "call"})
    response = client_of_owner.post(ADDRESS, {"purpose": "other"})
    assert response.status_code == 422
    assert client_of_owner.session["export_purpose"] == ["call", ""]
