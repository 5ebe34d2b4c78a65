"""Small files and functions (style, habits 1 and 2), and names that say what is inside."""

import re
from pathlib import Path

import pytest

from tests.structure.sources import (
    functions,
    length_of,
    name_of,
    python_files,
    templates,
)

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=|javascript:",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", python_files(with_tests=True), ids=name_of)
def test_file_is_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", python_files(with_tests=True), ids=name_of)
def test_functions_are_at_most_50_lines(path: Path) -> None:
    assert [node.name for node in functions(path) if length_of(node) > 50] == []


@pytest.mark.parametrize("path", [p for p in python_files() if "views" in p.parts], ids=name_of)
def test_view_functions_are_at_most_25_lines(path: Path) -> None:
    assert [node.name for node in functions(path) if length_of(node) > 25] == []


@pytest.mark.parametrize("path", python_files(with_tests=True), ids=name_of)
def test_file_name_says_what_is_inside(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "misc", "tools"}


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_template_is_at_most_150_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 150


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_template_has_no_inline_script_or_style(path: Path) -> None:
    assert INLINE.findall(path.read_text()) == []
