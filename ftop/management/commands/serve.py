"""Serve the app on this machine: what `make run` does once the database is running."""

import hashlib
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connections

from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.server import LocalServer, ServerError, refuse_busy_port, refuse_demo_elsewhere

CAST = {Role.FM: "FastTrack Manager", Role.RM: "Regional Manager", Role.LT: "leader", Role.ADMIN: "admin"}


class Command(BaseCommand):
    help = "Prepare the database and the static files, then serve with gunicorn until Ctrl-C."
    # The system checks are part of `make lint`; here they would cost a tenth of every start.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")

    def handle(self, *args: Any, host: str, port: str, **options: Any) -> None:
        if not port.isdigit() or not 0 < int(port) < 65536:
            raise CommandError(f"PORT is '{port}'. Set it to a number from 1 to 65535.")
        try:
            refuse_demo_elsewhere(host, is_demo=settings.DEMO)
            refuse_busy_port(host, int(port))
        except ServerError as error:
            raise CommandError(str(error)) from error
        call_command("prepare", stdout=self.stdout)
        self.collect_static_files()
        welcome = self.welcome(host, port)
        # The workers open connections of their own: a shared one would mix up their answers.
        connections.close_all()
        LocalServer(get_wsgi_application(), host, int(port), on_ready=lambda: self.stdout.write(welcome)).run()

    def collect_static_files(self) -> None:
        """Run collectstatic where a file is new, gone or changed since the last time."""
        stamp_file = settings.DATA_DIR / "static.stamp"
        stamp = stamp_of_static_files()
        if settings.STATIC_ROOT.exists() and stamp_file.exists() and stamp_file.read_text() == stamp:
            return
        self.stdout.write("Collecting the static files …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp_file.write_text(stamp)

    def welcome(self, host: str, port: str) -> str:
        lines = ["", f"FTOP Notes is ready: http://{host}:{port}/"]
        if settings.DEMO:
            lines.append("Sign in with one click as any of the cast, for example as")
            for role, title in CAST.items():
                if person := User.objects.filter(roles__contains=[role], is_active=True).order_by("pk").first():
                    lines.append(f"  {person.full_name}, {title}")
        return "\n".join([*lines, "Ctrl-C stops it; everything you wrote is kept.", ""])


def stamp_of_static_files() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path} {state.st_mtime_ns} {state.st_size}\n".encode())
    return digest.hexdigest()
