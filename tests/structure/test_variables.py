"""Every variable of the environment that the app reads stands in the README's table."""

import re

from ftop.environment import OIDC_REQUIRED
from tests.structure.sources import ROOT, python_files

READ = re.compile(r"""(?:env_flag|env_list|env_number|environ\.get)\(\s*"([A-Z_]+)\"""")
# Not for people: the first is Django's, the second the tests' own.
INTERNAL = {"DJANGO_SETTINGS_MODULE", "FTOP_TESTING"}


def variables_read() -> set[str]:
    sources = [*python_files(), ROOT / "gunicorn.conf.py", ROOT / "manage.py"]
    return {name for path in sources for name in READ.findall(path.read_text())} | set(OIDC_REQUIRED)


def test_readme_names_every_variable() -> None:
    table = set(re.findall(r"`([A-Z_]+)`", (ROOT / "README.md").read_text()))
    assert sorted(variables_read() - INTERNAL - table) == []


def test_example_of_compose_names_no_variable_that_nobody_reads() -> None:
    named = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    known_to_compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    known = variables_read() | known_to_compose
    assert [name for name in named if name not in known] == []
