"""Sign-in, sign-out and passwords: allauth's pages with our settings, forms and words."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from ftop.accounts.models import User

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
PASSWORD = "correct horse battery"
NEW = "a quiet green river"
LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"


@pytest.fixture
def person(outsider: User) -> User:
    outsider.set_password(PASSWORD)
    outsider.save(update_fields=["password"])
    return outsider


def credentials(person: User, **changes: str) -> dict[str, str]:
    return {"login": person.email, "password": PASSWORD} | changes


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def link_in_mail() -> str:
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def set_password(client: Client, link: str) -> Any:
    page = client.get(link)
    return client.post(page.headers["Location"], {"password1": NEW, "password2": NEW})


# --- signing in and out


def test_sign_in_leads_home(client: Client, person: User) -> None:
    assert client.post(LOGIN, credentials(person)).headers["Location"] == "/"
    assert is_signed_in(client)


def test_sign_in_leads_to_the_page_asked_for(client: Client, person: User) -> None:
    response = client.post(LOGIN, credentials(person, next="/people/preferences/"))

    assert response.headers["Location"] == "/people/preferences/"


def test_sign_in_never_leads_elsewhere(client: Client, person: User) -> None:
    assert client.post(LOGIN, credentials(person, next="https://evil.example/")).headers["Location"] == "/"


def test_sign_in_does_not_mind_letter_case(client: Client, person: User) -> None:
    client.post(LOGIN, credentials(person, login=" Oscar.OUTSIDER@ftop.Example "))

    assert is_signed_in(client)


def test_sign_in_with_a_wrong_password_is_refused_in_words(client: Client, person: User) -> None:
    response = client.post(LOGIN, credentials(person, password="wrong"))

    assert response.context["form"].non_field_errors() == [
        "This e-mail address and password do not belong together. Check both, or set a new password below."
    ]
    assert not is_signed_in(client)


def test_sign_in_of_an_unknown_address_says_the_same(client: Client, person: User) -> None:
    unknown = client.post(LOGIN, credentials(person, login="nobody@ftop.example")).context["form"]
    wrong = client.post(LOGIN, credentials(person, password="wrong")).context["form"]

    assert unknown.non_field_errors() == wrong.non_field_errors()


def test_sign_in_says_what_is_missing(client: Client, person: User) -> None:
    assert client.post(LOGIN, {"login": "oscar"}).context["form"].errors == {
        "login": ["Enter the whole e-mail address, such as name@example.com."],
        "password": ["Enter your password."],
    }


def test_sign_in_of_somebody_who_left_is_explained(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)

    response = client.post(LOGIN, credentials(person), follow=True)

    assert "This account is closed" in response.content.decode()
    assert not is_signed_in(client)


def test_sign_in_after_many_wrong_passwords_waits(client: Client, person: User) -> None:
    for _ in range(5):
        client.post(LOGIN, credentials(person, password="wrong"))

    response = client.post(LOGIN, credentials(person))

    assert response.context["form"].non_field_errors() == [
        "There were too many tries with this e-mail address. Wait five minutes, or set a new password below."
    ]
    assert not is_signed_in(client)


def test_tries_are_counted_across_processes(client: Client, person: User, settings: Any) -> None:
    """In the database, that is: each worker process has a memory of its own."""
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_sign_in_page_writes_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        client.get(LOGIN)


def test_signing_in_keeps_no_second_list_of_addresses(client: Client, person: User) -> None:
    client.post(LOGIN, credentials(person))

    assert EmailAddress.objects.count() == 0


def test_sign_out_ends_the_session(sign_in: SignIn, person: User) -> None:
    client = sign_in(person)

    assert client.post("/accounts/logout/").headers["Location"] == LOGIN
    assert not is_signed_in(client)


def test_sign_out_by_a_link_asks_first(sign_in: SignIn, person: User) -> None:
    client = sign_in(person)

    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert is_signed_in(client)


def test_reading_a_page_saves_no_session(sign_in: SignIn, person: User) -> None:
    client = sign_in(person)
    before = Session.objects.get().session_data

    assert "sessionid" not in client.get("/people/preferences/").cookies
    assert Session.objects.get().session_data == before


# --- passwords


def test_password_change_saves_and_keeps_the_session(sign_in: SignIn, person: User) -> None:
    client = sign_in(person)

    response = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert response.headers["Location"] == "/people/preferences/"
    assert User.objects.get(pk=person.pk).check_password(NEW)
    assert client.get("/people/preferences/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"oldpassword": "wrong"}, "oldpassword", "This is not your current password. Type it again."),
        ({"oldpassword": ""}, "oldpassword", "Enter your current password."),
        ({"password2": "another river here"}, "password2", "You must type the same password each time."),
        (
            {"password1": "short"},
            "password1",
            "This password is too short. It must contain at least 12 characters.",
        ),
        ({"password1": "oscar.outsider"}, "password1", "The password is too similar to the email."),
    ],
)
def test_password_change_says_what_is_wrong(
    changes: dict[str, str], field: str, sentence: str, sign_in: SignIn, person: User
) -> None:

    response = sign_in(person).post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | changes)

    assert response.context["form"].errors[field] == [sentence]
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_password_change_ends_other_sessions(sign_in: SignIn, person: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(person)

    sign_in(person).post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert elsewhere.get("/people/preferences/").status_code == 302


def test_password_change_without_a_password_leads_to_a_mailed_link(sign_in: SignIn, outsider: User) -> None:
    outsider.set_unusable_password()
    outsider.save(update_fields=["password"])

    response = sign_in(outsider).get(CHANGE, follow=True)

    assert response.redirect_chain[-1][0] == RESET
    assert "You have no password here yet." in response.content.decode()


def test_passwords_are_stored_with_argon2(person: User) -> None:
    assert person.password.startswith("argon2$argon2id$")


def test_password_reset_mails_a_link(client: Client, person: User) -> None:
    client.post(RESET, {"email": person.email.upper()})

    assert [(message.subject, message.to) for message in mail.outbox] == [
        ("Set a new password for FTOP Notes", [person.email])
    ]


def test_password_reset_says_the_same_of_an_unknown_address(client: Client, person: User) -> None:
    known = client.post(RESET, {"email": person.email})
    unknown = client.post(RESET, {"email": "nobody@ftop.example"})

    assert known.headers["Location"] == unknown.headers["Location"] == "/accounts/password/reset/done/"
    assert len(mail.outbox) == 1


def test_password_reset_sends_nothing_to_somebody_who_left(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)

    client.post(RESET, {"email": person.email})

    assert mail.outbox == []


def test_password_reset_too_often_is_refused_in_words(client: Client, person: User) -> None:
    for _ in range(5):
        client.post(RESET, {"email": person.email})

    response = client.post(RESET, {"email": person.email})

    assert (response.status_code, len(mail.outbox)) == (429, 5)
    assert "Too many tries in a short time" in response.content.decode()


def test_mailed_link_sets_the_password_and_signs_in(client: Client, person: User) -> None:
    client.post(RESET, {"email": person.email})

    assert set_password(client, link_in_mail()).headers["Location"] == "/"
    assert is_signed_in(client)
    assert User.objects.get(pk=person.pk).check_password("a quiet green river")


def test_mailed_link_works_once(client: Client, person: User) -> None:
    client.post(RESET, {"email": person.email})
    link = link_in_mail()
    set_password(client, link)

    assert "This link no longer works" in Client().get(link).content.decode()


def test_mailed_link_ends_when_the_address_changes(client: Client, person: User) -> None:
    client.post(RESET, {"email": person.email})
    User.objects.filter(pk=person.pk).update(email="oscar.else@ftop.example")

    assert "This link no longer works" in client.get(link_in_mail()).content.decode()


def test_opening_a_mailed_link_writes_nothing_but_the_session(client: Client, person: User) -> None:
    client.post(RESET, {"email": person.email})

    client.get(link_in_mail(), follow=True)

    assert EmailAddress.objects.count() == 0


def test_invented_link_is_refused(client: Client, person: User) -> None:
    page = client.get("/accounts/password/reset/key/1-abc-def/").content.decode()

    assert "This link no longer works" in page


# --- what allauth offers and we do not


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_reauthenticate",
        "account_request_login_code",
        "socialaccount_signup",
        "socialaccount_connections",
    ],
)
def test_other_pages_of_allauth_are_not_routed(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/signup/", "/accounts/email/", "/accounts/3rdparty/"])
def test_their_addresses_are_not_found(path: str, client: Client) -> None:
    assert client.get(path).status_code == 404
