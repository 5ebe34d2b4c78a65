"""Empty the demo: delete its database after asking; the next start makes a fresh one."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ftop import embedded_postgres


class Command(BaseCommand):
    help = "Delete the embedded database with everything in it, after asking."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, yes: bool, **options: Any) -> None:
        if not settings.USES_EMBEDDED_POSTGRES:
            raise CommandError("Only the embedded database can be reset, and DATABASE_URL says that it is not used.")
        home = settings.EMBEDDED_POSTGRES_DIR
        if not home.exists():
            self.stdout.write("There is no demo data yet. `make run` makes it.")
            return
        if not yes and input(f"Delete every customer and note in {home}? Type yes: ").strip() != "yes":
            self.stdout.write("Nothing was deleted.")
            return
        try:
            embedded_postgres.Cluster(home).delete()
        except embedded_postgres.EmbeddedPostgresError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The demo data is gone. `make run` starts afresh.")
