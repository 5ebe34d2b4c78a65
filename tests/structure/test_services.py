"""Services take keywords only, and are the only room that writes (style, "Rooms")."""

import ast
from pathlib import Path

import pytest

from tests.structure.sources import functions, name_of, python_files

WRITES = {
    "save",
    "create",
    "bulk_create",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
}
# `messages.…`, dictionaries and sets have an update() too; a write goes through a manager or an instance.
READ_ROOMS = ("queries", "permissions.py", "rendering", "forms", "exports", "views")


@pytest.mark.parametrize("path", [p for p in python_files() if "services" in p.parts], ids=name_of)
def test_public_functions_are_keyword_only(path: Path) -> None:
    tree = ast.parse(path.read_text())
    positional = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.args.args
    ]
    assert positional == []


@pytest.mark.parametrize("path", [p for p in python_files() if "services" in p.parts], ids=name_of)
def test_public_functions_have_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text())
    bare = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert bare == []


def writes_in(path: Path) -> list[str]:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    found = []
    for call in calls:
        if isinstance(call, ast.Attribute) and call.attr in WRITES:
            through_manager = "objects" in ast.unparse(call.value)
            if through_manager or call.attr in {"save", "delete", "bulk_create"}:
                found.append(ast.unparse(call))
    return found


@pytest.mark.parametrize(
    "path",
    [p for p in python_files() if set(p.parts) & set(READ_ROOMS) or p.name in READ_ROOMS],
    ids=name_of,
)
def test_only_services_write(path: Path) -> None:
    assert writes_in(path) == []


@pytest.mark.parametrize("path", [p for p in python_files() if "services" in p.parts], ids=name_of)
def test_services_know_no_http(path: Path) -> None:
    imported = {node.module or "" for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)}
    assert {
        module
        for module in imported
        if module.startswith(("django.http", "django.contrib.messages", "django.shortcuts"))
    } == set()


def test_every_function_in_a_checked_room_was_found() -> None:
    assert sum(1 for path in python_files() if "services" in path.parts for _ in functions(path)) > 10
