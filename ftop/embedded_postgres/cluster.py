"""One cluster: its files, its server process, and who is using it.

Whether a server runs is asked of a file lock that the server process itself inherits, never of `postmaster.pid`: a pid
may belong to nobody, to a zombie or to a stranger by the time it is read, but the kernel frees a lock at the very
moment the server and all its children are gone. PostgreSQL's own interlock on shared memory stands behind this one.
"""

import os
import shutil
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from ftop.embedded_postgres import locks
from ftop.embedded_postgres.binaries import command_prefix, environment, find_binaries
from ftop.embedded_postgres.errors import EmbeddedPostgresError
from ftop.embedded_postgres.socket_directory import (
    make_socket_directory,
    remove_socket_directory,
    socket_directory,
)

# The database that initdb makes: nothing is left half done between making the cluster and making a database.
DATABASE_NAME = "postgres"
USER_NAME = "ftop"
PORT = "5432"
# Recovery after a crash replays at most a few hundred megabytes; seconds in practice.
PATIENCE_SECONDS = 60.0
FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17
# The shortest question of PostgreSQL's protocol; the answer is one letter.
SSL_REQUEST = struct.pack("!ii", 8, 80877103)
# The shell starts the server in the background and ends: init becomes its parent, so nobody here has to reap it.
IN_BACKGROUND = '"$@" </dev/null >"$0" 2>&1 &'


class Cluster:
    """A PostgreSQL cluster under `home`, shared by the processes that hold it."""

    def __init__(self, home: Path, *, is_durable: bool = True) -> None:
        self.home = home.resolve()
        self.is_durable = is_durable
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self._change_lock = self.home / "change.lock"
        self._server_lock = self.home / "server.lock"
        self._users_lock = self.home / "users.lock"
        self._hold: tuple[int, int] | None = None

    def hold(self) -> None:
        """Count this process as a user of the cluster, and start the server unless it runs."""
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with locks.exclusive(self._change_lock):
                self._start()
                descriptor = locks.open_lock(self._users_lock)
                locks.take_shared(descriptor)
                self._hold = (os.getpid(), descriptor)
        except OSError as error:
            raise EmbeddedPostgresError(f"The database in {self.home} cannot be used: {error}.") from error

    def release(self) -> None:
        """Leave the cluster; the last one out stops the server. A forked child has nothing to release."""
        if self._hold is None or self._hold[0] != os.getpid():
            return
        descriptor, self._hold = self._hold[1], None
        with locks.exclusive(self._change_lock):
            if locks.try_exclusive(descriptor):
                self._stop()
            os.close(descriptor)

    def delete(self) -> None:
        """Delete the cluster with everything in it; refused while somebody uses it."""
        if not self.home.exists():
            return
        with locks.exclusive(self._change_lock):
            if locks.is_locked(self._users_lock):
                raise EmbeddedPostgresError("The database is in use. Stop the server first, then try again.")
            self._stop()
            shutil.rmtree(self.home)

    def is_alive(self) -> bool:
        """Tell whether a server process of this cluster exists: starting, ready, stopping or left over by a crash."""
        return locks.is_locked(self._server_lock)

    def is_ready(self) -> bool:
        """Tell whether the server answers and takes connections."""
        return self.is_alive() and self._status() == "ready" and self._answers()

    def _start(self) -> None:
        self._wait(lambda: self.is_ready() or not self.is_alive())
        if self.is_ready():
            return
        self._remove_leftovers()
        version_file = self.data / "PG_VERSION"
        binaries, major = find_binaries(int(version_file.read_text()) if version_file.exists() else None)
        if not version_file.exists():
            self._create(binaries, major)
        self._launch(binaries)
        self._wait(lambda: self.is_ready() or not self.is_alive())
        if not self.is_alive():
            raise EmbeddedPostgresError(f"PostgreSQL did not start. {self._end_of_log()}")

    def _remove_leftovers(self) -> None:
        """Clear what a dead server left: its pid may be somebody else's by now, and PostgreSQL would wait for them."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _create(self, binaries: Path, major: int) -> None:
        """Make the cluster beside its place and move it there whole: a crash in between leaves no half cluster."""
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        if major >= FIRST_MAJOR_WITH_BUILTIN_LOCALE:
            locale = [
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
            ]
        else:
            locale = ["--locale=C.UTF-8"]
        options = [
            f"--pgdata={unfinished}",
            f"--username={USER_NAME}",
            "--auth=trust",
            "--encoding=UTF8",
            *locale,
        ]
        outcome = subprocess.run(
            [*command_prefix(), binaries / "initdb", *options],
            capture_output=True,
            text=True,
            env=environment(),
            check=False,
        )
        if outcome.returncode:
            raise EmbeddedPostgresError(f"A database could not be made in {self.home}: {outcome.stderr.strip()}")
        unfinished.rename(self.data)

    def _launch(self, binaries: Path) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(make_socket_directory(self.home)),
            "unix_socket_permissions": "0700",
            "port": PORT,
            "timezone": "UTC",
            "log_timezone": "UTC",
            "fsync": "on" if self.is_durable else "off",
            "synchronous_commit": "on" if self.is_durable else "off",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        server = [*command_prefix(), str(binaries / "postgres"), "-D", str(self.data), *options]
        descriptor = locks.open_lock(self._server_lock)
        try:
            if not locks.try_exclusive(descriptor):
                raise EmbeddedPostgresError(f"Another server is starting in {self.home}. Try again.")
            # A session of its own: Ctrl-C in our terminal is ours to handle, the server is stopped after its users.
            subprocess.run(
                ["/bin/sh", "-c", IN_BACKGROUND, str(self.log), *server],
                pass_fds=[descriptor],
                start_new_session=True,
                env=environment(),
                cwd="/",
                check=True,
            )
        finally:
            os.close(descriptor)

    def _stop(self) -> None:
        """Stop the server, its connections included, and wait until it is gone."""
        self._wait(lambda: self.is_ready() or not self.is_alive())
        if self.is_alive():
            os.kill(self._pid(), signal.SIGINT)
        self._wait(lambda: not self.is_alive())
        remove_socket_directory(self.home)

    def _wait(self, is_reached: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_reached():
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"PostgreSQL has neither started nor stopped within {PATIENCE_SECONDS:.0f} seconds. "
                    f"{self._end_of_log()}"
                )
            time.sleep(0.01)

    def _pid(self) -> int:
        return int(self._pid_file_lines()[0])

    def _status(self) -> str:
        """Return what the server last said about itself (starting, ready, stopping); empty when it has not yet."""
        lines = self._pid_file_lines()
        return lines[7].strip() if len(lines) > 7 else ""

    def _pid_file_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _answers(self) -> bool:
        """Tell whether somebody is at home: the kernel alone takes connections for a server that hangs or just died."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(PATIENCE_SECONDS)
            try:
                client.connect(str(socket_directory(self.home) / f".s.PGSQL.{PORT}"))
                client.sendall(SSL_REQUEST)
                return client.recv(1) in {b"N", b"S"}
            except OSError:
                return False

    def _end_of_log(self) -> str:
        try:
            last_lines = self.log.read_text(errors="replace").splitlines()[-5:]
        except FileNotFoundError:
            return f"There is no log {self.log}."
        return "\n".join([f"Its log {self.log} ends with:", *last_lines])
