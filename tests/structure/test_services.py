"""Services take keywords only, and are the only room that writes (style, "Rooms")."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.structure.sources import ROOT, name_of, python_files

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
SERVICES = [path for path in python_files() if "services" in path.parts]
HTTP = ("django.http", "django.contrib.messages", "django.shortcuts")
READ_ROOMS = ("queries", "permissions.py", "rendering", "forms", "exports", "views")


def public_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in SERVICES:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{name_of(path)}: {node.name}", node


def test_public_functions_are_keyword_only() -> None:
    assert [name for name, node in public_functions() if node.args.args] == []


def test_public_functions_have_a_docstring() -> None:
    assert [name for name, node in public_functions() if not ast.get_docstring(node)] == []


def writes_in(path: Path) -> list[str]:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    found = []
    for call in calls:
        if isinstance(call, ast.Attribute) and call.attr in WRITES:
            through_manager = "objects" in ast.unparse(call.value)
            if through_manager or call.attr in {"save", "delete", "bulk_create"}:
                found.append(ast.unparse(call))
    return found


def test_only_services_write() -> None:
    rooms = {path: set(path.relative_to(ROOT).parts) for path in python_files()}
    readers = [path for path, parts in rooms.items() if parts & set(READ_ROOMS)]
    found = [f"{name_of(path)}: {write}" for path in readers for write in writes_in(path)]
    # A Word file is saved to memory.
    assert found == ["notes/exports/docx/document.py: document.save"]


def test_services_know_no_http() -> None:
    imports = [
        (name_of(path), node.module or "")
        for path in SERVICES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
    ]
    assert [found for found in imports if found[1].startswith(HTTP)] == []


def test_every_service_was_looked_at() -> None:
    assert sum(1 for _ in public_functions()) > 30
