"""gunicorn as `manage.py serve` and `gunicorn.conf.py` run it."""

import gc
import os
import signal
import socket
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from ftop.loopback import is_loopback


class ServerError(Exception):
    """The server cannot start; the message says why and what to do."""


def refuse_demo_elsewhere(host: str, *, is_demo: bool) -> None:
    """Raise ServerError where a demo would be reachable from another machine."""
    if is_demo and not is_loopback(host):
        raise ServerError(
            f"The demo lets anybody sign in as anybody, so it does not listen on {host}. Use 127.0.0.1, or set up a "
            "real installation (README, 'Deploy')."
        )


def refuse_busy_port(host: str, port: int) -> None:
    """Raise ServerError where something else listens already; gunicorn would retry and then show a traceback."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise ServerError(
                f"Port {port} cannot be used: {error.strerror}. Stop what runs there or choose another one: "
                f"`make run PORT={port + 1}`."
            ) from error


def keep_what_is_loaded() -> None:
    """Load all views, and tell the garbage collector that all there is now stays: it walked it again and again."""
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()


def _end_at_once(worker: Worker) -> None:
    """Let Ctrl-C end a worker at once: every request is one transaction, so nothing stays half written.

    A terminal interrupts the workers, too, so that they hear of it twice: from it and from the arbiter. gunicorn's own
    handler takes a lock of the thread pool and can wait for itself then.
    """
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, lambda *_: os._exit(0))


class LocalServer(BaseApplication):
    """The server of this machine: two processes, and a closed terminal ends it like Ctrl-C does."""

    def __init__(self, application: WSGIHandler, host: str, port: int, on_ready: Callable[[], None]) -> None:
        self.application = application
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.on_ready = on_ready
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": self.address,
            "worker_class": "gthread",
            "workers": 2,
            "threads": 4,
            # The application is loaded once, here; the workers are copies that answer at once.
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "graceful_timeout": 3,
            "when_ready": self.when_ready,
            "post_worker_init": _end_at_once,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        keep_what_is_loaded()
        return self.application

    def when_ready(self, arbiter: Arbiter) -> None:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
        self.on_ready()
