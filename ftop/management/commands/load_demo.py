from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from customers.models import Customer
from ftop.accounts.models import User
from ftop.demo.replay import load_portfolio


class Command(BaseCommand):
    help = "Fills an empty database with the demo's fictional people and customers. Only with FTOP_DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO or not settings.USES_EMBEDDED_POSTGRES:
            raise CommandError("The demo is loaded with FTOP_DEMO=1 and the embedded database only: use `make run`.")
        if User.objects.exists() or Customer.objects.exists():
            self.stdout.write("The database is not empty, so the demo was not loaded again.")
            return
        self.stdout.write("Loading the demo portfolio …")
        count = load_portfolio(now=timezone.now())
        self.stdout.write(f"Loaded {count} customers with a year of notes.")
