"""The container files hold what the settings ask for; nothing here needs Docker."""

import re

from ftop.environment import refuse_weak_key
from tests.structure.sources import ROOT


def test_one_service_builds_the_image() -> None:
    """Two that build one name race for it, and the second export fails."""
    compose = (ROOT / "docker-compose.yml").read_text()
    assert re.findall(r"^( *)build: ", compose, re.MULTILINE) == ["    "]


def test_build_of_the_image_has_a_key_that_the_settings_take() -> None:
    [key] = re.findall(r"\bSECRET_KEY=(\S+)", (ROOT / "Dockerfile").read_text())
    refuse_weak_key(key)
