"""gunicorn in production: `gunicorn ftop.wsgi` in this directory reads it by itself."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from ftop.server import ServerError, keep_what_is_loaded, refuse_demo_elsewhere

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ftop.settings")

bind = f"0.0.0.0:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
accesslog = "-"
control_socket_disable = True
# Worker heartbeats in memory: on some container disks the default directory blocks.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - not a file of ours


def on_starting(server: Arbiter) -> None:
    """Refuse wrong settings with their sentence instead of one traceback per worker."""
    try:
        for address in server.cfg.address:
            refuse_demo_elsewhere(address[0] if isinstance(address, tuple) else "localhost", is_demo=settings.DEMO)
    except (ImproperlyConfigured, ServerError) as error:
        sys.exit(f"FTOP Notes cannot start: {error}")


def post_worker_init(worker: Worker) -> None:
    keep_what_is_loaded()
