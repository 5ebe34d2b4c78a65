"""Starting: the first time and again, in awkward places, as root and not, side by side."""

import os
import stat
from pathlib import Path

import pytest

from ftop.embedded_postgres import Cluster, database_settings, running
from tests.ftop.embedded_postgres.conftest import query, server_pid, user_process

AWKWARD_PLACES = {"spaces": 'it\'s a "Gerät" with spaces', "200 characters": "x" * 200}


def test_settings_start_nothing(tmp_path: Path) -> None:
    where = database_settings(tmp_path / "postgres")
    assert (list(tmp_path.iterdir()), Path(where["HOST"]).exists()) == ([], False)


def test_cold_start_makes_a_durable_cluster_with_the_builtin_locale(home: Path) -> None:
    with running(home):
        rows = query(
            home,
            "SELECT current_setting('fsync'), current_setting('synchronous_commit'), datlocprovider, datlocale,"
            " pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()",
        )
    assert rows == [("on", "on", "b", "C.UTF-8", "UTF8")]


def test_server_listens_on_a_private_socket_only(existing_home: Path) -> None:
    with running(existing_home):
        folder = Path(database_settings(existing_home)["HOST"])
        assert query(existing_home, "SHOW listen_addresses") == [("",)]
        assert (stat.S_IMODE(folder.stat().st_mode), folder.stat().st_uid) == (0o700, os.geteuid())


@pytest.mark.parametrize("name", AWKWARD_PLACES.values(), ids=AWKWARD_PLACES.keys())
def test_cold_start_in_an_awkward_place(home: Path, name: str) -> None:
    place = home / name
    with running(place):
        assert query(place, "SELECT 1") == [(1,)]


def test_warm_start_finds_the_rows(existing_home: Path) -> None:
    with running(existing_home):
        query(existing_home, "CREATE TABLE kept AS SELECT 'word' AS word")
    with running(existing_home):
        assert query(existing_home, "SELECT word FROM kept") == [("word",)]


def test_last_one_out_stops_the_server(existing_home: Path) -> None:
    cluster = Cluster(existing_home)
    with running(existing_home):
        with running(existing_home):
            pass
        assert cluster.is_ready()
    assert (cluster.is_alive(), Path(database_settings(existing_home)["HOST"]).exists()) == (False, False)


def test_two_processes_racing_a_cold_start_share_one_server(home: Path) -> None:
    racers = [user_process(home), user_process(home)]
    assert [racer.stdout.readline() for racer in racers if racer.stdout] == ["in\n", "in\n"]
    assert query(home, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'checkpointer'") == [(1,)]
    racers[0].communicate()
    assert query(home, "SELECT 1") == [(1,)]
    racers[1].communicate()
    assert not Cluster(home).is_alive()


@pytest.mark.parametrize("uid", [0, 1000], ids=["root", "ordinary user"])
def test_start_as(home: Path, uid: int) -> None:
    """A user namespace makes us either one, whoever runs the tests."""
    process = user_process(home, "unshare", "--user", f"--map-user={uid}", f"--map-group={uid}")
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        # Named after who we are in there, not out here.
        folder = Path(str(database_settings(home)["HOST"]).replace(f"-{os.geteuid()}-", f"-{uid}-"))
        assert (folder / ".s.PGSQL.5432").is_socket()
        assert Path(f"/proc/{server_pid(home)}").stat().st_uid == os.geteuid()
    finally:
        process.communicate()


def test_directory_of_somebody_else_is_not_used_for_the_socket(existing_home: Path) -> None:
    folder = Path(database_settings(existing_home)["HOST"])
    folder.mkdir(mode=0o755)
    try:
        with pytest.raises(Exception, match=r"is not a private directory of yours\. Remove it"), running(existing_home):
            pass
    finally:
        folder.rmdir()
