"""What a crash leaves behind never stands in the way of the next start."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from ftop.embedded_postgres import Cluster, EmbeddedPostgresError, running
from ftop.embedded_postgres.socket_directory import make_socket_directory
from tests.ftop.embedded_postgres.conftest import query, server_pid, user_process


@contextmanager
def dead_pid() -> Iterator[int]:
    process = subprocess.Popen(["true"])
    process.wait()
    yield process.pid


@contextmanager
def zombie_pid() -> Iterator[int]:
    process = subprocess.Popen(["true"])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    yield process.pid
    process.wait()


@contextmanager
def stranger_pid() -> Iterator[int]:
    """A living process that has nothing to do with us; it is still alive afterwards."""
    process = subprocess.Popen(["sleep", "60"])
    yield process.pid
    assert process.poll() is None
    process.kill()
    process.wait()


@pytest.mark.parametrize("whose_pid", [dead_pid, zombie_pid, stranger_pid])
def test_stale_pid_files_are_cleared(existing_home: Path, whose_pid: Callable[[], AbstractContextManager[int]]) -> None:
    with whose_pid() as pid:
        lines = [pid, existing_home / "data", 1_700_000_000, 5432, "/tmp", "", "1 1", "ready   "]  # noqa: S108
        text = "".join(f"{line}\n" for line in lines)
        (existing_home / "data" / "postmaster.pid").write_text(text)
        (make_socket_directory(existing_home) / ".s.PGSQL.5432.lock").write_text(text)
        with running(existing_home):
            assert query(existing_home, "SELECT 1") == [(1,)]


def kill(pid: int) -> None:
    """Kill the process, and wait until it is gone."""
    os.kill(pid, signal.SIGKILL)
    status = Path(f"/proc/{pid}/stat")
    while status.exists() and status.read_text().rpartition(")")[2].split()[0] not in "ZX":
        time.sleep(0.01)


def test_killed_server_starts_again_with_every_committed_row(existing_home: Path) -> None:
    with running(existing_home):
        query(existing_home, "CREATE TABLE kept AS SELECT n FROM generate_series(1, 1000) n")
        kill(server_pid(existing_home))
        with running(existing_home):
            assert query(existing_home, "SELECT count(*), sum(n) FROM kept") == [(1000, 500500)]


def test_killed_user_does_not_count_any_more(existing_home: Path) -> None:
    process = user_process(existing_home)
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    process.kill()
    process.communicate()
    cluster = Cluster(existing_home)
    assert cluster.is_ready()
    with running(existing_home):
        assert query(existing_home, "SELECT 1") == [(1,)]
    assert not cluster.is_alive()


def test_forked_child_does_not_stop_the_server_of_its_parent(existing_home: Path) -> None:
    cluster = Cluster(existing_home)
    cluster.hold()
    hold = cluster._hold
    assert hold is not None
    cluster._hold = (hold[0] + 1, hold[1])  # as a child would find it: held by another process
    cluster.release()
    assert cluster.is_ready()
    cluster._hold = hold
    cluster.release()


def test_cluster_that_was_not_finished_is_made_anew(home: Path, made_cluster: Path) -> None:
    shutil.copytree(made_cluster / "data" / "base", home / "data.unfinished" / "base")
    with running(home):
        assert query(home, "SELECT 1") == [(1,)]
    assert not (home / "data.unfinished").exists()


def test_damaged_cluster_is_reported_with_the_end_of_its_log(existing_home: Path) -> None:
    (existing_home / "data" / "global" / "pg_control").unlink()
    with pytest.raises(EmbeddedPostgresError, match=r"(?s)did not start.*server\.log ends with:.*pg_control"):
        Cluster(existing_home).hold()


def test_delete_is_refused_while_somebody_uses_it(existing_home: Path) -> None:
    with (
        running(existing_home),
        pytest.raises(EmbeddedPostgresError, match=r"in use\. Stop the server first"),
    ):
        Cluster(existing_home).delete()
    Cluster(existing_home).delete()
    assert not existing_home.exists()
