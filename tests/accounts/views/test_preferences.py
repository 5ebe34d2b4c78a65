from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from ftop.accounts.models import User

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
PAGE = "/people/preferences/"


def test_preferences_show_who_is_signed_in(sign_in: SignIn, outsider: User) -> None:
    page = sign_in(outsider).get(PAGE).content.decode()

    assert "Oscar Outsider" in page
    assert "oscar.outsider@ftop.example" in page


def test_preferences_save(sign_in: SignIn, outsider: User) -> None:
    response = sign_in(outsider).post(PAGE, {"time_zone": "Asia/Tokyo", "theme": "dark"})

    outsider.refresh_from_db()
    assert response.headers["Location"] == PAGE
    assert (outsider.time_zone, outsider.theme) == ("Asia/Tokyo", "dark")
    assert (outsider.has_shortcuts, outsider.has_snippet_keys) == (False, False)


def test_pages_follow_theme_and_shortcuts(sign_in: SignIn, outsider: User) -> None:
    User.objects.filter(pk=outsider.pk).update(theme="dark", has_shortcuts=False)

    page = sign_in(outsider).get(PAGE).content.decode()

    assert '<html lang="en" data-bs-theme="dark" data-shortcuts="off">' in page


def test_pages_show_times_of_the_persons_zone(sign_in: SignIn, admin: User, outsider: User) -> None:
    User.objects.filter(pk=admin.pk).update(time_zone="Asia/Tokyo")
    User.objects.filter(pk=outsider.pk).update(last_login=datetime(2026, 3, 3, 20, tzinfo=UTC))

    page = sign_in(admin).get(f"/people/{outsider.pk}/edit/").content.decode()

    assert "Last sign-in 4 Mar 2026, 05:00." in page


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"time_zone": ["Choose a time zone."], "theme": ["Choose the colours."]}),
        (
            {"time_zone": "Mars/Base", "theme": "pink"},
            {
                "time_zone": ["“Mars/Base” is not in the list of time zones. Choose one from the list."],
                "theme": ["Choose the colours from the list."],
            },
        ),
    ],
)
def test_preferences_say_what_is_wrong(
    values: dict[str, str], errors: dict[str, list[str]], sign_in: SignIn, outsider: User
) -> None:
    response = sign_in(outsider).post(PAGE, values)

    assert (response.status_code, response.context["form"].errors) == (422, errors)


def test_preferences_keep_a_zone_that_left_the_list(sign_in: SignIn, outsider: User) -> None:
    User.objects.filter(pk=outsider.pk).update(time_zone="US/Pacific")

    sign_in(outsider).post(PAGE, {"time_zone": "US/Pacific", "theme": "light"})

    outsider.refresh_from_db()
    assert (outsider.time_zone, outsider.theme) == ("US/Pacific", "light")


def test_preferences_signed_out_lead_to_sign_in(client: Client) -> None:
    assert client.post(PAGE, {"theme": "dark"}).headers["Location"].startswith("/accounts/login/")
