"""Small files and functions (style, habits 1 and 2), and names that say what is inside."""

import re

from tests.structure.sources import functions, length_of, name_of, python_files, templates

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
VIEWS = [path for path in python_files() if "views" in path.parts]


def test_files_are_at_most_400_lines() -> None:
    assert [name_of(p) for p in python_files(with_tests=True) if len(p.read_text().splitlines()) > 400] == []


def test_functions_are_at_most_50_lines() -> None:
    files = python_files(with_tests=True)
    assert [f"{name_of(p)}: {node.name}" for p in files for node in functions(p) if length_of(node) > 50] == []


def test_view_functions_are_at_most_25_lines() -> None:
    assert len(VIEWS) > 10
    assert [f"{name_of(p)}: {node.name}" for p in VIEWS for node in functions(p) if length_of(node) > 25] == []


def test_file_names_say_what_is_inside() -> None:
    vague = {"utils", "helpers", "common", "misc", "tools"}
    assert [name_of(p) for p in python_files(with_tests=True) if p.stem in vague] == []


def test_templates_are_at_most_150_lines() -> None:
    assert len(templates()) > 50
    assert [name_of(p) for p in templates() if len(p.read_text().splitlines()) > 150] == []


def test_templates_have_no_inline_script_or_style() -> None:
    assert [name_of(p) for p in templates() if INLINE.search(p.read_text())] == []
