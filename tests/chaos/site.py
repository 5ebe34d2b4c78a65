"""The app as `make run` serves it, on a database and a data directory of its own; and what kills parts of it."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from ftop.embedded_postgres import Cluster, running
from tests.chaos.record import Record

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("FTOP_", "DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DJANGO_", "PORT", "WEB_CONCURRENCY")


class Site:
    """The cluster is held by this program as well: the server finds it running, and so does the check afterwards."""

    def __init__(self, directory: Path, port: int) -> None:
        self.home = directory / "postgres"
        self.cluster = Cluster(self.home)
        self.log = directory / "server.log"
        self.port = port
        environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.environment = environment | {"FTOP_DEMO": "1", "FTOP_DATA_DIR": str(directory)}

    def start(self) -> None:
        """Start it and wait until it serves: the database, its demo data and the static files take a while."""
        self.cluster.hold()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        assert self.process.stdout is not None
        while (line := self.process.stdout.readline()) and not line.startswith("FTOP Notes is ready"):
            pass
        if not line:
            raise RuntimeError(f"The server did not start: {self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.cluster.release()

    def workers(self) -> list[int]:
        return _children(self.process.pid)

    def postmaster(self) -> int:
        return int((self.home / "data" / "postmaster.pid").read_text().splitlines()[0])

    def backends(self) -> list[int]:
        """The database's processes that answer somebody."""
        return [pid for pid in _children(self.postmaster()) if b"postgres: ftop" in _command(pid)]

    def restart_database(self) -> None:
        """What systemd or the container's restart policy do in production, by the project's own start."""
        with running(self.home):
            pass


class Killer(Thread):
    """Kills something every few seconds until `is_over`; the database is started again after a moment."""

    def __init__(self, site: Site, record: Record, seed: int, is_over: Event) -> None:
        super().__init__(name="killer", daemon=True)
        self.site = site
        self.record = record
        self.chance = random.Random(seed)
        self.is_over = is_over

    def run(self) -> None:
        acts: list[Callable[[], bool]] = [self.kill_worker, self.kill_postmaster, self.kill_backend]
        while not self.is_over.wait(self.chance.uniform(1, 4)):
            act = self.chance.choices(acts, weights=[5, 4, 1])[0]
            try:
                is_done = act()
            except (OSError, ValueError, IndexError):  # gone before we came
                continue
            if is_done:
                self.record.count(self.record.kills, act.__name__.removeprefix("kill_"))
        self.site.restart_database()

    def kill_worker(self) -> bool:
        os.kill(self.chance.choice(self.site.workers()), signal.SIGKILL)
        return True

    def kill_postmaster(self) -> bool:
        os.kill(self.site.postmaster(), signal.SIGKILL)
        time.sleep(self.chance.uniform(0, 1.5))
        self.site.restart_database()
        return True

    def kill_backend(self) -> bool:
        """As the kernel does when memory is short; the postmaster then begins anew by itself."""
        os.kill(self.chance.choice(self.site.backends()), signal.SIGKILL)
        return True


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _children(pid: int) -> list[int]:
    answer = subprocess.run(["ps", "-A", "-o", "ppid=,pid="], capture_output=True, text=True, check=True)
    pairs = [line.split() for line in answer.stdout.splitlines()]
    return [int(child) for parent, child in pairs if int(parent) == pid]


def _command(pid: int) -> bytes:
    answer = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, check=False)
    return answer.stdout
