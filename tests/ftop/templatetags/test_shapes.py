"""The words of the shapes are the labels of the enums, and each has its look in the style sheets."""

import re
from pathlib import Path

import pytest
from django.db.models import TextChoices

from customers.enums import DeploymentProgress, EngagementStatus, EventKind, Health, Priority
from ftop.templatetags import shapes
from notes.enums import NoteKind, RequestState, RiskKind, Severity

STATIC = Path(__file__).parents[3] / "static"
VOCABULARIES = [
    (shapes.ENGAGEMENT, EngagementStatus, shapes.engagement),
    (shapes.DEPLOYMENT, DeploymentProgress, shapes.deployment),
    (shapes.HEALTH, Health, shapes.health),
    (shapes.LEVEL, Severity, shapes.severity),
    (shapes.LEVEL, Priority, shapes.priority),
    (shapes.RISK_KIND, RiskKind, shapes.risk_kind),
    (shapes.REQUEST_STATE, RequestState, shapes.request_state),
]


@pytest.mark.parametrize(("words", "enum", "tag"), VOCABULARIES)
def test_words_are_the_labels_of_the_enum(words: dict[str, str], enum: type[TextChoices], tag: object) -> None:
    assert words == dict(enum.choices)


@pytest.mark.parametrize(("words", "enum", "tag"), VOCABULARIES)
def test_each_value_has_a_look_of_its_own(words: dict[str, str], enum: type[TextChoices], tag: object) -> None:
    css = (STATIC / "css" / "status.css").read_text()
    for value in words:
        names = re.search(r'class="([^"]+)"', tag(value))[1].split()  # type: ignore[operator,index]
        # Of kinds the icon inside is the look.
        icons = re.findall(r'"i (i-[^"]+)"', tag(value))  # type: ignore[operator]
        assert icons or f".{names[-1]}" in css


def test_note_kinds_are_all_known() -> None:
    assert set(NoteKind.values) <= set(shapes.NOTE_KIND)


def test_each_event_of_the_timeline_has_an_icon_of_its_own() -> None:
    assert [kind for kind in EventKind.values if shapes.event_icon(kind) == shapes.event_icon("?")] == []


def test_priority_and_severity_tell_screen_readers_which_is_which() -> None:
    assert "High<span" in shapes.priority("high")
    assert " priority</span></span>" in shapes.priority("high")
    assert " severity</span></span>" in shapes.severity("high")


@pytest.mark.parametrize(
    ("name", "letters"), [("Megan Bowen", "MB"), ("Ana María Torres", "AT"), ("Cher", "C"), ("", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert shapes.initials(name) == letters
