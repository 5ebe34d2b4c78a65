from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from ftop.accounts.models import User
from ftop.lib.conflict import Difference

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
PAGE = "/people/preferences/"


def test_preferences_show_who_is_signed_in(sign_in: SignIn, outsider: User) -> None:
    page = sign_in(outsider).get(PAGE).content.decode()

    assert "Oscar Outsider" in page
    assert "oscar.outsider@ftop.example" in page


def test_preferences_save(sign_in: SignIn, outsider: User) -> None:
    response = sign_in(outsider).post(PAGE, {"time_zone": "Asia/Tokyo", "theme": "dark", "version": 1})

    outsider.refresh_from_db()
    assert response.headers["Location"] == PAGE
    assert (outsider.time_zone, outsider.theme) == ("Asia/Tokyo", "dark")
    assert (outsider.has_shortcuts, outsider.has_snippet_keys) == (False, False)


def test_inbox_tells_of_what_was_chosen(sign_in: SignIn, outsider: User) -> None:
    client = sign_in(outsider)
    assert client.get(PAGE).context["form"]["told_of"].value() == ["escalation", "followed_summary", "asked_summary"]

    chosen = {"told_of": ["escalation", "followed_escalation"]}
    client.post(PAGE, {"time_zone": "UTC", "theme": "auto", "version": 1} | chosen)

    outsider.refresh_from_db()
    assert outsider.told_of == ["escalation", "followed_escalation"]


@pytest.mark.parametrize(("role", "status"), [("leader", 302), ("outsider", 422)])
def test_escalations_of_every_customer_are_offered_to_leadership(
    role: str, status: int, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(role)
    data = {"time_zone": "UTC", "theme": "auto", "version": 1, "told_of": ["every_escalation"]}

    assert sign_in(person).post(PAGE, data).status_code == status
    assert ("Escalations of every customer" in sign_in(person).get(PAGE).text) == (role == "leader")


def test_pages_follow_theme_and_shortcuts(sign_in: SignIn, outsider: User) -> None:
    User.objects.filter(pk=outsider.pk).update(theme="dark", has_shortcuts=False)

    page = sign_in(outsider).get(PAGE).content.decode()

    html = page[page.index("<html") : page.index("<head>")]
    assert ('data-bs-theme="dark"' in html, 'data-shortcuts="off"' in html) == (True, True)


def test_pages_show_times_of_the_persons_zone(sign_in: SignIn, admin: User, outsider: User) -> None:
    User.objects.filter(pk=admin.pk).update(time_zone="Asia/Tokyo")
    User.objects.filter(pk=outsider.pk).update(last_login=datetime(2026, 3, 3, 20, tzinfo=UTC))

    page = sign_in(admin).get(f"/people/{outsider.pk}/edit/").content.decode()

    assert "<span>Last sign-in 4 Mar 2026, 05:00</span>" in page


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
    response = sign_in(outsider).post(PAGE, values | {"version": "1"})

    assert (response.status_code, response.context["form"].errors) == (422, errors)


def test_preferences_keep_a_zone_that_left_the_list(sign_in: SignIn, outsider: User) -> None:
    User.objects.filter(pk=outsider.pk).update(time_zone="US/Pacific")

    sign_in(outsider).post(PAGE, {"time_zone": "US/Pacific", "theme": "light", "version": 1})

    outsider.refresh_from_db()
    assert (outsider.time_zone, outsider.theme) == ("US/Pacific", "light")


def test_preferences_saved_elsewhere_show_both_versions(sign_in: SignIn, outsider: User) -> None:
    client = sign_in(outsider)
    loaded = {"time_zone": "UTC", "theme": "auto", "has_shortcuts": "on", "version": 1}
    client.post(PAGE, loaded | {"time_zone": "Asia/Tokyo", "theme": "dark"})

    response = client.post(PAGE, loaded | {"time_zone": "Europe/Berlin"})

    conflict, form = response.context["conflict"], response.context["form"]
    assert (response.status_code, conflict.savers) == (409, "you")
    assert conflict.both == [Difference("time_zone", "Time zone", "UTC", "Berlin (Europe)", "Tokyo (Asia)")]
    assert conflict.theirs == [Difference("theme", "Colours", "As my device", "As my device", "Dark")]
    assert (form["time_zone"].value(), form["theme"].value()) == ("Europe/Berlin", "dark")
    assert User.objects.get(pk=outsider.pk).time_zone == "Asia/Tokyo"


def test_preferences_signed_out_lead_to_sign_in(client: Client) -> None:
    assert client.post(PAGE, {"theme": "dark"}).headers["Location"].startswith("/accounts/login/")
