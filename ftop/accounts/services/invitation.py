from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from ftop.accounts.models import User
from ftop.lib.errors import RuleError


def invitation_link(*, person: User, base_url: str) -> str:
    """Return the address where the person sets a password: good for one use, and for a week.

    `base_url` is the app's own address, such as https://notes.example.com.
    """
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return f"{base_url.rstrip('/')}{path}"


def send_invitation(*, person: User, base_url: str, by: User | None) -> None:
    """Mail the person a link for setting a password. Raises RuleError when they have left or the mail cannot go out."""
    if not person.is_active:
        raise RuleError(f"{person.full_name} has left, so no link was sent.")
    context = {
        "person": person,
        "by": by,
        "link": invitation_link(person=person, base_url=base_url),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
    try:
        send_mail(
            subject=render_to_string("accounts/mail/invitation_subject.txt", context).strip(),
            message=render_to_string("accounts/mail/invitation_message.txt", context).strip() + "\n",
            from_email=None,
            recipient_list=[person.email],
        )
    except (SMTPException, OSError) as error:
        raise RuleError(
            f"The account is there, but the mail to {person.email} could not be sent. Check the mail server, then send "
            "the link again from the person's page."
        ) from error
