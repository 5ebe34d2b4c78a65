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
    """A public function of a view module is a view; it says which methods it answers."""
    unguarded = []
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        guards = {ast.unparse(d).split("(")[0] for d in node.decorator_list}
        takes_request = bool(node.args.args) and node.args.args[0].arg == "request"
        if takes_request and not guards & METHOD_GUARDS:
            unguarded.append(node.name)
    assert unguarded == []
