"""The app in a process of its own, with the environment of a machine that knows nothing of the tests."""

import os
import subprocess
import sys

from django.conf import settings

MANAGE = [sys.executable, "manage.py"]
GUNICORN = [sys.executable, "-m", "gunicorn", "ftop.wsgi"]
HEALTH_PROBE = [sys.executable, "-m", "ftop.health_probe"]
OURS = ("FTOP_", "DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DJANGO_", "PORT")
PRODUCTION = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "ftop.example,127.0.0.1",
}


def environment(**ours: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | ours


def run(command: list[str], *, answer: str = "", **ours: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=environment(**ours),
        input=answer,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
