"""Bring the database up to date: migrations and, in an empty demo, the demo data."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ftop.accounts.models import User


class Command(BaseCommand):
    help = "Migrate and, in an empty demo, load the demo data. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        if self.is_behind():
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
        if settings.DEMO and not User.objects.exists():
            call_command("load_demo", verbosity=0)

    def is_behind(self) -> bool:
        """Tell whether a migration is missing: `migrate` itself takes a second to find nothing to do."""
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
