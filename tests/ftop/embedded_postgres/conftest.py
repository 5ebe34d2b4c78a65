"""Real clusters in temporary directories; nothing here touches the database of the other tests."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings

from ftop.embedded_postgres import Cluster, database_settings

Query = Callable[[Path, str], list[tuple[Any, ...]]]

# Holds the cluster named on the command line until its standard input ends.
USER_PROGRAM = """
import sys
from pathlib import Path
from ftop.embedded_postgres import running
with running(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A place for a cluster that is not there yet; whatever a test leaves running is stopped."""
    home = tmp_path / "postgres"
    yield home
    Cluster(home).delete()


@pytest.fixture(scope="session")
def made_cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stopped cluster to copy: initdb takes a second."""
    home = tmp_path_factory.mktemp("made") / "postgres"
    cluster = Cluster(home)
    cluster.hold()
    cluster.release()
    return home


@pytest.fixture
def existing_home(home: Path, made_cluster: Path) -> Path:
    """A cluster of before, stopped."""
    shutil.copytree(made_cluster, home)
    return home


def query(home: Path, statement: str) -> list[tuple[Any, ...]]:
    """Run one statement in a connection of its own and return its rows."""
    where = database_settings(home)
    connection = psycopg2.connect(
        host=where["HOST"], port=where["PORT"], user=where["USER"], dbname=where["NAME"], connect_timeout=10
    )
    with closing(connection):
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def user_process(home: Path, *prefix: str) -> "subprocess.Popen[str]":
    """Start a process that uses the cluster; it has it once it has written a line."""
    return subprocess.Popen(
        [*prefix, sys.executable, "-c", USER_PROGRAM, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONPATH": str(settings.BASE_DIR)},
    )


def server_pid(home: Path) -> int:
    return int((home / "data" / "postmaster.pid").read_text().splitlines()[0])
