from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.accounts.queries.person import person_with_address
from ftop.accounts.services.invitation import invitation_link, send_invitation
from ftop.accounts.services.person import create_person, make_admin
from ftop.lib.errors import RuleError


class Command(BaseCommand):
    help = "Adds an administrator and prints the link to set a password; makes somebody who is there already one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="the address to sign in with")
        parser.add_argument("--name", required=True, help="the full name, as colleagues know it")
        parser.add_argument("--url", help="the app's own address, such as https://notes.example.com")
        parser.add_argument("--mail", action="store_true", help="send the link by mail as well")

    def handle(self, *, email: str, name: str, url: str | None, mail: bool, **options: Any) -> None:
        base_url = url or _own_address()
        try:
            person = _administrator(email=email, name=name)
            if mail:
                send_invitation(person=person, base_url=base_url, by=None)
        except RuleError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{person.full_name} <{person.email}> is an administrator. Set the password here:")
        self.stdout.write(invitation_link(person=person, base_url=base_url))


def _administrator(*, email: str, name: str) -> User:
    now = timezone.now()
    known = person_with_address([email])
    if known:
        return make_admin(person=known, by=None, now=now)
    return create_person(
        full_name=name, email=email, roles=[Role.ADMIN], region=None, manager=None, time_zone="UTC", by=None, now=now
    )


def _own_address() -> str:
    host = settings.ALLOWED_HOSTS[0].removeprefix(".")
    return f"http://{host}:8000" if settings.IS_LOCAL else f"https://{host}"
