"""The invitation, over a real SMTP conversation."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.test import Client

from ftop.accounts.models import User
from ftop.accounts.services.invitation import invitation_link, send_invitation
from ftop.lib.errors import RuleError
from tests.factories import NoteFactory, UserFactory

pytestmark = pytest.mark.django_db

BASE_URL = "https://notes.contoso.example/"


class Mailbox(Message):
    """Keeps what was delivered, as the recipient's mail program would read it."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list[EmailMessage] = []
        self.refuses = False

    # The name is aiosmtpd's.
    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Any) -> None:
        read = message_from_bytes(message.as_bytes(), policy=default)
        assert isinstance(read, EmailMessage)
        self.received.append(read)


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A mail server on this machine; the settings point to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.DEFAULT_FROM_EMAIL = "FTOP Notes <notes@contoso.example>"
    yield mailbox
    server.stop()


@pytest.fixture
def invited() -> User:
    person = UserFactory.build(full_name="Seán O'Brien & Søn", email="sean@contoso.example")
    person.set_unusable_password()
    person.save()
    return person


def delivered(mailbox: Mailbox) -> EmailMessage:
    [message] = mailbox.received
    return message


def test_invitation_is_delivered(mailbox: Mailbox, invited: User, admin: User) -> None:
    send_invitation(person=invited, base_url=BASE_URL, by=admin)

    message = delivered(mailbox)
    assert (message["From"], message["To"], message["Subject"]) == (
        "FTOP Notes <notes@contoso.example>",
        "sean@contoso.example",
        "Your account for FTOP Notes",
    )


def test_invitation_says_who_where_and_how_long(mailbox: Mailbox, invited: User, admin: User) -> None:
    send_invitation(person=invited, base_url=BASE_URL, by=admin)

    text = delivered(mailbox).get_content()
    link = invitation_link(person=invited, base_url=BASE_URL)
    expected = ["Hello Seán O'Brien & Søn,", "Ada Admin has added you", link, "for 7 days", "sign in as sean@contoso"]
    assert [words for words in expected if words not in text] == []


def test_invitation_carries_no_text_of_notes(mailbox: Mailbox, invited: User, admin: User) -> None:
    NoteFactory.create(text="The migration is paused.", author=invited)

    send_invitation(person=invited, base_url=BASE_URL, by=admin)

    assert "paused" not in delivered(mailbox).as_string()


def test_invited_person_is_welcomed_and_sets_a_password(client: Client, invited: User, admin: User) -> None:
    path = invitation_link(person=invited, base_url="")
    page = client.get(path, follow=True)
    password = {"password1": "a quiet green river", "password2": "a quiet green river"}

    response = client.post(page.redirect_chain[-1][0], password)

    assert "Welcome, Seán O&#x27;Brien &amp; Søn" in page.content.decode()
    assert (response.headers["Location"], client.session["_auth_user_id"]) == ("/", str(invited.pk))
    assert User.objects.get(pk=invited.pk).check_password("a quiet green river")


def test_link_ends_with_the_first_password(client: Client, invited: User) -> None:
    path = invitation_link(person=invited, base_url="")
    invited.set_password("a quiet green river")
    invited.save()

    assert "This link no longer works" in client.get(path).content.decode()


def test_second_link_leaves_the_first_one_working(client: Client, invited: User) -> None:
    """Both lie in the same mailbox; the person may open either."""
    first = invitation_link(person=invited, base_url="")
    invitation_link(person=invited, base_url="")

    assert "Welcome" in client.get(first, follow=True).content.decode()


def test_person_who_left_is_not_invited(mailbox: Mailbox, admin: User) -> None:
    with pytest.raises(RuleError, match=r"^Grace Gone has left, so no link was sent\.$"):
        send_invitation(person=UserFactory.create(full_name="Grace Gone", is_active=False), base_url=BASE_URL, by=admin)

    assert mailbox.received == []


def test_address_that_the_server_refuses_is_said(mailbox: Mailbox, admin: User) -> None:
    mailbox.refuses = True

    with pytest.raises(RuleError, match=r"could not be sent\. Check the mail server"):
        send_invitation(person=UserFactory.create(), base_url=BASE_URL, by=admin)
