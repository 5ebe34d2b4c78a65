from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notes.services.derived import check_customers, check_entitlements, check_spans, check_tallies, check_words


class Command(BaseCommand):
    help = "Recomputes what customers and notes carry of what was written; lists what differs, or mends it with --mend."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="write anew what differs")

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        found = 0
        # In this order: the tallies count what the others mend.
        checks = (check_customers, check_entitlements, check_spans, check_words, check_tallies)
        for difference in (difference for check in checks for difference in check(is_mending=mend)):
            self.stdout.write(f"{difference.what}: {difference.name}")
            found += 1
        if found and not mend:
            raise CommandError(f"{found} derived values differ. Run it with --mend to write them anew.")
        self.stdout.write(f"{found} written anew." if found else "Everything derived is as it should be.")
