"""A database of one size, the app on it as `make run` serves it (gunicorn, two workers), and the floor beside it."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg2

from ftop.embedded_postgres import database_settings, running
from tests.bench.fill import Size, fill, today
from tests.chaos.site import ROOT, Site, free_port

# The floor reads the sessions of the app.
SECRET_KEY = "only-for-benchmarks-which-never-leave-the-loopback-address-0123"
FILLER = Path(__file__).parent / "fill.py"


class Bench:
    """The database lives in `directory` and is kept for the next run, until its filler or a migration changes."""

    def __init__(self, directory: Path, size: Size) -> None:
        self.size = size
        self.site = Site(directory / str(size.notes), free_port())
        self.site.environment["SECRET_KEY"] = SECRET_KEY
        self.settings = database_settings(self.site.home)

    def connect(self) -> Any:
        where = self.settings
        return psycopg2.connect(host=where["HOST"], port=where["PORT"], user=where["USER"], dbname=where["NAME"])

    def prepare(self, say: Callable[[str], None]) -> None:
        """Migrate and fill the database unless that was done before."""
        stamp = self.site.home.parent / "filled"
        wanted = _stamp()
        if stamp.exists() and stamp.read_text() == wanted:
            return
        say(f"filling {self.size} …")
        self.site.cluster.delete()
        with running(self.site.home):
            self.manage("migrate", "--verbosity=0")
            with closing(self.connect()) as connection, connection, connection.cursor() as cursor:
                fill(cursor, self.size, today=today())
            with closing(self.connect()) as connection, connection.cursor() as cursor:
                connection.autocommit = True
                cursor.execute("VACUUM ANALYZE")
                cursor.execute("CHECKPOINT")
        stamp.write_text(wanted)

    def manage(self, *command: str) -> str:
        """Run a command of manage.py on this database and return what it printed."""
        return self._python("manage.py", *command)

    def inside(self) -> Any:
        """What `tests.bench.inside` finds out in a process of the app."""
        return json.loads(self._python("-m", "tests.bench.inside"))

    def _python(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.site.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr[-3000:]}")
        return done.stdout

    @contextmanager
    def floor(self, page_bytes: int) -> Iterator[tuple[int, int]]:
        """Serve the floor like the app; yields its port and its pid."""
        port, where = free_port(), self.settings
        environment = self.site.environment | {
            "FLOOR_DATABASE": f"host={where['HOST']} port={where['PORT']} user={where['USER']} dbname={where['NAME']}",
            "FLOOR_BYTES": str(page_bytes),
        }
        options = ["--worker-class=gthread", "--workers=2", "--threads=4", "--preload", "--log-level=warning"]
        binary = Path(sys.executable).parent / "gunicorn"
        process = subprocess.Popen(
            [binary, f"--bind=127.0.0.1:{port}", f"--pythonpath={ROOT}", *options, "tests.bench.floor:application"],
            cwd=FILLER.parent,  # where no gunicorn.conf.py of the app lies
            env=environment,
        )
        try:
            _wait_for(port)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(timeout=20)

    def written_rows(self) -> int:
        """How many rows were inserted, updated or deleted in the app's tables since the cluster was made."""
        with closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint FROM pg_stat_user_tables")
            (count,) = cursor.fetchone()
        return int(count)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            urlopen(f"http://127.0.0.1:{port}/customers/none/", timeout=5)
        except URLError as error:
            if hasattr(error, "code"):
                return
        time.sleep(0.05)
    raise RuntimeError("The floor did not start.")


def _stamp() -> str:
    """Another filler or another migration makes a database of an earlier run useless."""
    migrations = sorted(path.name for path in ROOT.glob("*/migrations/0*.py")) + sorted(
        path.name for path in ROOT.glob("ftop/*/migrations/0*.py")
    )
    return json.dumps([FILLER.read_text(), migrations, today().isoformat()])
