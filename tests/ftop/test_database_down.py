"""A note sent while the database is away: the text comes back, and the same sending later saves it once."""

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from customers.models import Customer
from ftop.accounts.models import User
from ftop.embedded_postgres import Cluster, database_settings
from ftop.embedded_postgres.binaries import command_prefix, find_binaries
from tests.chaos.browser import Browser
from tests.chaos.record import Record
from tests.chaos.stored import Database, Person
from tests.ftop.processes import GUNICORN, environment

pytestmark = pytest.mark.usefixtures("committed_db")
TEXT = "Call with Dana about licences, before the database went away"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A running cluster of this test's own, where a server with its data directory looks for it."""
    cluster = Cluster(tmp_path / "test-postgres")
    cluster.hold()
    yield cluster
    cluster.release()
    cluster.delete()


def copy_rows_to(cluster: Cluster) -> None:
    """What stands in the database of this test now: migrating anew takes ten seconds."""
    programs, _ = find_binaries(None)
    here, there = (
        ["--host", where["HOST"], "--port", str(where["PORT"]), "--username", where["USER"], "--dbname", where["NAME"]]
        for where in (connection.settings_dict, database_settings(cluster.home))
    )
    dump = subprocess.run([*command_prefix(), programs / "pg_dump", *here], capture_output=True, check=True)
    load = [*command_prefix(), programs / "psql", "--quiet", "--set=ON_ERROR_STOP=1", *there]
    subprocess.run(load, input=dump.stdout, capture_output=True, check=True)


@pytest.fixture
def visitor(cluster: Cluster, owner: User, customer: Customer, client: Client) -> Iterator[Browser]:
    """The owner's, signed in at a server on that cluster."""
    client.force_login(owner)
    copy_rows_to(cluster)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    own = {"FTOP_TESTING": "1", "FTOP_DATA_DIR": str(cluster.home.parent), "SECRET_KEY": settings.SECRET_KEY}
    server = subprocess.Popen(
        [*GUNICORN, "--bind", f"127.0.0.1:{port}"],
        cwd=settings.BASE_DIR,
        env=environment(**own, WEB_CONCURRENCY="1"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    visitor = Browser(port, Person(owner.pk, owner.email, owner.full_name, (str(customer.key),)), Record())
    visitor.cookies["sessionid"] = client.cookies["sessionid"].value
    deadline = time.monotonic() + 60
    while visitor.get("/health/").status != 200 and time.monotonic() < deadline:
        time.sleep(0.05)
    yield visitor
    server.terminate()
    server.wait()


def test_note_sent_while_the_database_is_away_is_kept_and_saved_once(
    cluster: Cluster, visitor: Browser, customer: Customer
) -> None:
    form = visitor.form(f"/customers/{customer.key}/notes/new/")
    assert form is not None
    fields = list((dict(form.fields) | {"text": TEXT, "no_action_reason": "Information only"}).items())

    cluster.release()
    away = visitor.post(form.action, fields)
    assert (away.status, away.body.count(TEXT)) == (503, 2)  # to read, and in the form that sends it again

    cluster.hold()
    again = [visitor.post(form.action, fields).status for _ in range(2)]
    notes = Database(cluster.home).rows("SELECT key::text, text FROM notes_note")
    assert (again, notes) == ([302, 302], [[(dict(fields)["key"], TEXT)]])
