#!/usr/bin/env python
"""Django's commands, with the embedded PostgreSQL running where the settings use it."""

import os
import sys
from contextlib import ExitStack

from django.core.exceptions import ImproperlyConfigured

from ftop import embedded_postgres

# Commands that read files only; everything else finds its database running.
WITHOUT_DATABASE = {
    "help",
    "version",
    "collectstatic",
    "findstatic",
    "diffsettings",
    "reset_demo",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ftop.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    needs_database = command not in WITHOUT_DATABASE and not command.startswith("-")
    try:
        with ExitStack() as stack:
            if needs_database and settings.USES_EMBEDDED_POSTGRES:
                stack.enter_context(embedded_postgres.running(settings.EMBEDDED_POSTGRES_DIR))
            execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, embedded_postgres.EmbeddedPostgresError) as error:
        sys.exit(f"FTOP Notes cannot start: {error}")


if __name__ == "__main__":
    main()
