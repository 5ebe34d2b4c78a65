"""Django's development server, which keeps a demo on this machine."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from whitenoise.runserver_nostatic.management.commands import runserver

from ftop.server import ServerError, refuse_demo_elsewhere


class Command(runserver.Command):
    def run(self, **options: Any) -> None:
        try:
            refuse_demo_elsewhere(self.addr, is_demo=settings.DEMO)
        except ServerError as error:
            raise CommandError(str(error)) from error
        super().run(**options)
