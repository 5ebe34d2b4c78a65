"""Where a cluster listens: a private directory whose path follows from the cluster's home.

The path of a Unix socket may hold about 100 bytes and a home is often longer, so the socket cannot stand there.
"""

import hashlib
import os
import shutil
import stat
from pathlib import Path

from ftop.embedded_postgres.errors import EmbeddedPostgresError

# Not tempfile.gettempdir(): every process must come to the same path, whatever its TMPDIR.
PARENT = Path("/tmp")  # noqa: S108 - the directory in it is our own, checked below


def socket_directory(home: Path) -> Path:
    """Return the socket directory of the cluster in `home`, whether it exists or not."""
    digest = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()
    return PARENT / f"ftop-{os.geteuid()}-{digest[:16]}"


def make_socket_directory(home: Path) -> Path:
    """Create the empty socket directory of a server that is about to start.

    Only call it when no server runs: what a dead one left there (a socket, its lock file with a pid that may be
    somebody else's by now) is cleared.
    """
    directory = socket_directory(home)
    try:
        directory.mkdir(mode=0o700)
    except FileExistsError:
        _refuse_what_is_not_ours(directory)
        for leftover in directory.iterdir():
            leftover.unlink()
    return directory


def remove_socket_directory(home: Path) -> None:
    """Tidy up after a server that has stopped."""
    shutil.rmtree(socket_directory(home), ignore_errors=True)


def _refuse_what_is_not_ours(directory: Path) -> None:
    """Others may write to the parent directory: they could have put something under our name there first."""
    found = directory.lstat()
    is_ours = found.st_uid == os.geteuid() and stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
    if not is_ours:
        raise EmbeddedPostgresError(f"{directory} is not a private directory of yours. Remove it and start again.")
