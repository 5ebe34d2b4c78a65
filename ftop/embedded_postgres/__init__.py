"""The PostgreSQL of the demo, of development and of the tests: no installation, no Docker, no root.

A cluster lives in one directory ("home"). Whoever needs it calls `running(home)`: the first one in starts the server,
the last one out stops it, and a process that was killed simply no longer counts. Settings only ask where it would
listen; importing this package starts nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ftop.embedded_postgres.cluster import DATABASE_NAME, PORT, USER_NAME, Cluster
from ftop.embedded_postgres.errors import EmbeddedPostgresError
from ftop.embedded_postgres.socket_directory import socket_directory

__all__ = ["Cluster", "EmbeddedPostgresError", "database_settings", "running"]


def database_settings(home: Path) -> dict[str, Any]:
    """Return Django's settings of the cluster in `home`; touches neither the disk nor a process."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE_NAME,
        "USER": USER_NAME,
        # No password: the socket stands in a directory that only this user can enter.
        "HOST": str(socket_directory(home)),
        "PORT": PORT,
        "TEST": {"NAME": "test_ftop"},
    }


@contextmanager
def running(home: Path, *, is_durable: bool = True) -> Iterator[None]:
    """Keep the cluster in `home` running inside the block; raises EmbeddedPostgresError with a sentence if it cannot.

    `is_durable=False` trades safety against power cuts for speed: for tests only.
    """
    cluster = Cluster(home, is_durable=is_durable)
    cluster.hold()
    try:
        yield
    finally:
        cluster.release()
