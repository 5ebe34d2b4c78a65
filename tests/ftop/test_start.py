"""Starting the app the wrong way: a sentence says what to do, and nothing is started."""

import socket
from pathlib import Path

import pytest

from tests.ftop.processes import GUNICORN, HEALTH_PROBE, MANAGE, PRODUCTION, run


@pytest.mark.parametrize("command", [[*MANAGE, "serve"], [*MANAGE, "migrate"], GUNICORN], ids=lambda c: " ".join(c[1:]))
def test_without_a_database_nothing_starts(command: list[str], tmp_path: Path) -> None:
    outcome = run(command, FTOP_DATA_DIR=str(tmp_path))
    assert outcome.returncode == 1
    assert outcome.stderr.splitlines()[-1] == (
        "FTOP Notes cannot start: DATABASE_URL is not set. Set it to postgres://user:password@host:5432/name, or run "
        "the demo with `make run`."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set. Set it to a random text of 50 characters or more,"),
        ({"SECRET_KEY": "x" * 49}, "SECRET_KEY is only 49 characters long. Set it to a random text of 50"),
        ({"ALLOWED_HOSTS": " "}, "ALLOWED_HOSTS is not set."),
        ({"DATABASE_URL": "sqlite:///ftop.db"}, "DATABASE_URL must start with postgres://"),
        ({"FTOP_DEMO": "1"}, "FTOP_DEMO=1 and DATABASE_URL are both set"),
        ({"FTOP_DEMO": "yes"}, "FTOP_DEMO is 'yes'. Set it to 1 or 0."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_wrong_setting_is_named(environment: dict[str, str], sentence: str, tmp_path: Path) -> None:
    outcome = run([*MANAGE, "check"], FTOP_DATA_DIR=str(tmp_path), **PRODUCTION | environment)
    assert (outcome.returncode, outcome.stderr.startswith(f"FTOP Notes cannot start: {sentence}")) == (1, True)


def test_database_url_keeps_the_embedded_database_out(tmp_path: Path) -> None:
    outcome = run([*MANAGE, "showmigrations"], FTOP_DATA_DIR=str(tmp_path), **PRODUCTION, FTOP_DEBUG="1")
    assert "Connection refused" in outcome.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [
        [*GUNICORN, "--bind", "0.0.0.0:8199"],
        [*GUNICORN, "--bind", "[::]:8199"],
        [*GUNICORN, "--bind", "ftop.example:8199"],
        [*MANAGE, "serve", "--host", "192.0.2.1"],
        [*MANAGE, "runserver", "0.0.0.0:8199"],
    ],
    ids=lambda command: " ".join(command[1:]),
)
def test_demo_refuses_to_listen_elsewhere(command: list[str], tmp_path: Path) -> None:
    outcome = run(command, FTOP_DATA_DIR=str(tmp_path), FTOP_DEMO="1")
    assert (outcome.returncode, "anybody sign in as anybody, so it does not listen on" in outcome.stderr) == (1, True)


def test_busy_port_is_said_before_anything_else(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as occupant:
        port = occupant.getsockname()[1]
        outcome = run([*MANAGE, "serve"], FTOP_DATA_DIR=str(tmp_path), **PRODUCTION, PORT=str(port))
    assert (outcome.returncode, outcome.stderr) == (
        1,
        f"CommandError: Port {port} cannot be used: Address already in use. Stop what runs there or choose another "
        f"one: `make run PORT={port + 1}`.\n",
    )


def test_reset_asks_first(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    outcome = run([*MANAGE, "reset_demo"], answer="no\n", FTOP_DATA_DIR=str(tmp_path), FTOP_DEMO="1")
    assert (outcome.stdout.endswith("Nothing was deleted.\n"), (tmp_path / "postgres").exists()) == (True, True)


def test_reset_deletes_the_database_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "postgres" / "data").mkdir(parents=True)
    (tmp_path / "static").mkdir()
    run([*MANAGE, "reset_demo"], answer="yes\n", FTOP_DATA_DIR=str(tmp_path), FTOP_DEMO="1")
    assert [path.name for path in tmp_path.iterdir()] == ["static"]


def test_health_probe_reports_a_server_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert run(HEALTH_PROBE, PORT=str(port)).returncode == 1
