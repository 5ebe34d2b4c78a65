"""`manage.py serve` with the settings of production: what a browser gets, and how it ends."""

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tests.ftop.processes import HEALTH_PROBE, MANAGE, PRODUCTION, environment, run

BEHIND_A_PROXY = {"Host": "ftop.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


def ask(port: int, path: str, headers: dict[str, str]) -> Answer:
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as client:
        client.request("GET", path, headers=headers)
        response = client.getresponse()
        return Answer(response.status, response.headers, response.read())


@pytest.fixture
def server_port(transactional_db: None, tmp_path: Path) -> Iterator[int]:
    """A server on the database of this test; it must end well, and without a word, after Ctrl-C."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    where = connection.settings_dict
    own = {
        "FTOP_DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"postgres://{where['USER']}@{quote(where['HOST'], safe='')}/{where['NAME']}",
        "TRUSTED_PROXY_COUNT": "1",
    }
    process = subprocess.Popen(
        [*MANAGE, "serve", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=environment(**PRODUCTION | own),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    while (line := process.stdout.readline()) and not line.startswith("FTOP Notes is ready"):
        pass
    yield port
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


def test_production_server_from_first_page_to_ctrl_c(server_port: int) -> None:
    assert ask(server_port, "/health/", {"Host": "ftop.example"}).body == b"ok\n"
    assert run(HEALTH_PROBE, ALLOWED_HOSTS="ftop.example", PORT=str(server_port)).returncode == 0

    plain = ask(server_port, "/accounts/login/", {"Host": "ftop.example"})
    assert (plain.status, plain.headers["Location"]) == (301, "https://ftop.example/accounts/login/")

    page = ask(server_port, "/accounts/login/", BEHIND_A_PROXY)
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "; Secure" in page.headers["Set-Cookie"]

    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.body.decode())
    assert len(files) > 1
    answers = [ask(server_port, file, BEHIND_A_PROXY) for file in files]
    assert {answer.status for answer in answers} == {200}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"max-age=315360000, public, immutable"}
