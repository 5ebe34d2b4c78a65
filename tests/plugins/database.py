"""The database of the tests: a cluster of their own, started when the first test asks for a database."""

import hashlib
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from pytest_django.plugin import DjangoDbBlocker

from ftop import embedded_postgres
from ftop.embedded_postgres import locks

TEMPLATE_PREFIX = "ftop_template_"
UNFINISHED_TEMPLATE = f"{TEMPLATE_PREFIX}unfinished"
# Models of notes that a migration fills.
ROWS_OF_MIGRATIONS = {"Workload": "0003_workload_codes", "Snippet": "0006_snippet"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Run the cluster around pytest-django's own set-up; each xdist worker counts as a user of its own."""
    if not settings.USES_EMBEDDED_POSTGRES:
        yield
        return
    with embedded_postgres.running(settings.EMBEDDED_POSTGRES_DIR, is_durable=False):
        with (
            locks.exclusive(settings.EMBEDDED_POSTGRES_DIR / "template.lock"),
            django_db_blocker.unblock(),
        ):
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()
            connection.close()
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End the sessions that threads of servers and races left open, so that the database can be dropped."""
    yield
    with django_db_blocker.unblock():
        run_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> Iterator[None]:
    """Empty the tables after a test that commits by DELETE: TRUNCATE of eighty, mostly empty, takes five times longer.

    As a replica, so that triggers and foreign keys, which forbid some of it, stay out of the way.
    """

    def sql_flush(
        self: DatabaseOperations,
        style: object,
        tables: Sequence[str],
        *,
        reset_sequences: bool = False,
        allow_cascade: bool = False,
    ) -> list[str]:
        deletes = [f"DELETE FROM {self.quote_name(table)}" for table in tables]  # noqa: S608
        return ["; ".join(["SET LOCAL session_replication_role = replica", *deletes])] if tables else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True)
def rows_of_the_migrations(request: pytest.FixtureRequest) -> None:
    """Give every test with a database the workload codes and the team's snippets, whatever ran before it.

    A test that really commits ends with all tables emptied, and browser tests are among the first to run.
    """
    marker = request.node.get_closest_marker("django_db")
    names = set(request.fixturenames)
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits or {"live_server", "transactional_db"} & names:
        request.getfixturevalue("transactional_db")
    elif marker is not None or "db" in names:
        request.getfixturevalue("db")
    else:
        return
    for model, migration in ROWS_OF_MIGRATIONS.items():
        if not apps.get_model("notes", model).objects.exists():
            import_module(f"notes.migrations.{migration}").load(apps, None)


def migrated_template() -> str:
    """Return the database that the tests' own ones are copied from, made anew when a migration has changed.

    The migrations take ten seconds, a copy a tenth of one.
    """
    name = TEMPLATE_PREFIX + digest_of_migrations()
    existing = template_names()
    if name not in existing:
        make_template(name)
    for outdated in existing - {name}:
        run_sql(f'DROP DATABASE "{outdated}" WITH (FORCE)')
    return name


def digest_of_migrations() -> str:
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def template_names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)",
            [TEMPLATE_PREFIX],
        )
        return {name for (name,) in cursor.fetchall()}


def make_template(name: str) -> None:
    """Migrate under a passing name first: a run that is interrupted leaves no half-migrated template."""
    own_name, test_name = (
        connection.settings_dict["NAME"],
        connection.settings_dict["TEST"]["NAME"],
    )
    connection.settings_dict["TEST"]["NAME"] = UNFINISHED_TEMPLATE
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.creation.destroy_test_db(own_name, verbosity=0, keepdb=True)
    connection.settings_dict["TEST"]["NAME"] = test_name
    run_sql(f'ALTER DATABASE "{UNFINISHED_TEMPLATE}" RENAME TO "{name}"')


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
