from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from ftop.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def create_admin(*arguments: str) -> list[str]:
    output = StringIO()
    call_command("create_admin", "--email", "First@Contoso.example", "--name", "Fay First", *arguments, stdout=output)
    return output.getvalue().splitlines()


def test_create_admin_prints_a_link_that_works(client: Client) -> None:
    who, link = create_admin("--url", "http://testserver/")

    assert who == "Fay First <first@contoso.example> is an administrator. Set the password here:"
    assert "Welcome, Fay First" in client.get(link.removeprefix("http://testserver"), follow=True).content.decode()
    assert User.objects.get().is_admin


def test_create_admin_guesses_the_address_from_the_host_names(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.IS_LOCAL = ["notes.contoso.example"], False

    assert create_admin()[1].startswith("https://notes.contoso.example/accounts/password/reset/key/")


def test_create_admin_mails_only_when_asked() -> None:
    create_admin()
    assert mail.outbox == []

    create_admin("--mail")
    assert [message.to for message in mail.outbox] == [["first@contoso.example"]]


def test_create_admin_of_somebody_who_is_there_adds_the_role() -> None:
    person = UserFactory.create(full_name="Fay Known", email="first@contoso.example", roles=["rm"])

    assert create_admin()[0] == "Fay Known <first@contoso.example> is an administrator. Set the password here:"
    person.refresh_from_db()
    assert person.roles == ["rm", "admin"]


def test_create_admin_of_somebody_who_left_is_refused() -> None:
    UserFactory.create(full_name="Fay Gone", email="first@contoso.example", is_active=False)

    with pytest.raises(CommandError, match=r"^Fay Gone has left\. Use another e-mail address\.$"):
        create_admin()


def test_create_admin_with_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match=r"^Enter a valid email address\.$"):
        call_command("create_admin", "--email", "first", "--name", "Fay First")
