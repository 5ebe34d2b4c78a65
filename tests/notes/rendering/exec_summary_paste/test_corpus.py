"""Texts as people paste them, each with what was expected of it before it was read (source: the guidance)."""

import json
from pathlib import Path

import pytest

from notes.rendering.exec_summary_paste.reader import parse
from tests.notes.exec_summaries import CATALOGUE, DATA
from tests.notes.exec_summary_accounting import unaccounted

TEXTS = sorted(path for path in (DATA / "exec_summaries").iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_text_of_the_corpus(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert parse(path.read_bytes().decode(), CATALOGUE).as_data() == expected


@pytest.mark.parametrize("path", [path for path in TEXTS if path.suffix == ".txt"], ids=lambda path: path.stem)
def test_every_character_of_the_corpus_went_somewhere(path: Path) -> None:
    text = path.read_bytes().decode()
    assert unaccounted(text, parse(text, CATALOGUE)) == []


def test_corpus_is_large() -> None:
    assert len(TEXTS) >= 60
    assert {path.stem[:3] for path in TEXTS} >= {"en-", "de-", "es-", "pt-", "ja-", "zh-", "htm"}
