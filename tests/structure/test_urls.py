"""The grammar of addresses: `<app>:<noun>-<verb>` is served by the view `<noun>_<verb>` (style, "Rooms")."""

import ast
import re
from pathlib import Path

import pytest

from tests.structure.addresses import OURS, Address
from tests.structure.sources import name_of, python_files

METHOD_GUARDS = {"require_GET", "require_POST", "require_safe", "require_http_methods"}


@pytest.mark.parametrize("address", OURS, ids=str)
def test_name_says_noun_and_verb(address: Address) -> None:
    assert re.fullmatch(r"[a-z_]+-[a-z_]+", address.bare_name)


@pytest.mark.parametrize("address", OURS, ids=str)
def test_view_has_the_name_of_its_address(address: Address) -> None:
    assert address.view_name == address.bare_name.replace("-", "_")


@pytest.mark.parametrize("path", [p for p in python_files() if "views" in p.parts], ids=name_of)
def test_every_view_names_its_methods(path: Path) -> None:
    """Every function that an address leads to says which methods it answers."""
    routed, unguarded = {address.view_name for address in OURS}, []
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and node.name in routed:
            guards = {ast.unparse(decorator).split("(")[0] for decorator in node.decorator_list}
            if not guards & METHOD_GUARDS:
                unguarded.append(node.name)
    assert unguarded == []
