"""What every first page load carries, and that styles, icons and templates fit together."""

import gzip
import re
from pathlib import Path

from tests.structure.sources import ROOT, name_of, templates

STATIC = ROOT / "static"
SCRIPTS = sorted(STATIC.glob("js/*.js"))


def imports_of(script: Path) -> set[Path]:
    """The modules that come with it; `import("…")` waits until somebody needs the module."""
    names = re.findall(r'(?:from|import) "\./([^"]+)"', script.read_text())
    return {script.parent / name for name in names}


def loaded_with(script: Path) -> set[Path]:
    found, waiting = {script}, {script}
    while waiting:
        waiting = set().union(*map(imports_of, waiting)) - found
        found |= waiting
    return found


LATER = {path for path in SCRIPTS if re.search(rf'import\("\./{path.name}"\)', "".join(map(Path.read_text, SCRIPTS)))}
OF_A_PAGE = {STATIC / name for name in re.findall(r"static '(js/\w+\.js)'", "".join(map(Path.read_text, templates())))}
FIRST_LOAD = [
    *STATIC.glob("css/*.css"),
    *loaded_with(STATIC / "js" / "app.js"),
    *STATIC.glob("vendor/*/*.css"),
    *STATIC.glob("vendor/*/*.js"),
]
BUDGET = 120_000  # bytes, compressed (design.md, "Budgets")


def test_first_load_stays_within_its_budget() -> None:
    assert sum(len(gzip.compress(path.read_bytes())) for path in FIRST_LOAD) <= BUDGET


def test_no_file_points_to_a_source_map() -> None:
    assert [path.name for path in FIRST_LOAD if b"sourceMappingURL=" in path.read_bytes()] == []


def test_every_style_sheet_is_imported_once() -> None:
    imported = re.findall(r'@import url\("(?:\.\./)?([^"]+)"\)', (STATIC / "css" / "app.css").read_text())
    ours = [path.name for path in STATIC.glob("css/*.css") if path.name != "app.css"]
    vendored = [str(path.relative_to(STATIC)) for path in STATIC.glob("vendor/*/*.css")]
    assert sorted(imported) == sorted(ours + vendored)


def test_every_script_is_imported() -> None:
    """By a page, by a module that comes with it, or by one that is loaded when it is wanted."""
    assert set().union(*map(loaded_with, OF_A_PAGE | LATER)) == set(SCRIPTS)


def test_what_is_loaded_later_is_not_loaded_at_first() -> None:
    later = (LATER | OF_A_PAGE) - {STATIC / "js" / "app.js"}
    assert later & loaded_with(STATIC / "js" / "app.js") == set()


def test_scripts_import_each_other_in_no_circle() -> None:
    """Their names hold a hash of what is in them, the names of their imports included."""
    assert [path.name for path in SCRIPTS if path in set().union(*map(loaded_with, imports_of(path)))] == []


def test_scripts_stay_short() -> None:
    assert {
        path.name: lines for path in STATIC.glob("js/*.js") if (lines := len(path.read_text().splitlines())) > 100
    } == {}


def test_every_icon_of_the_templates_exists() -> None:
    known = set(
        re.findall(r"^\.i-([a-z-]+)\{", (STATIC / "vendor" / "bootstrap-icons" / "icons.css").read_text(), re.M)
    )
    tags = (ROOT / "ftop" / "templatetags" / "shapes.py").read_text()
    used = {name for path in templates() for name in re.findall(r'{% icon "([a-z-]+)" %}', path.read_text())}
    used |= set(re.findall(r'": "([a-z-]+)"', tags[tags.index("_REQUEST_ICON") : tags.index("def _slug")]))
    assert used - known == set()


def test_templates_hold_no_htmx_code() -> None:
    """`hx-on` and `js:` values need eval, which the content security policy forbids."""
    code = re.compile(r"hx-on|[\"'{]js:|javascript:")
    assert [name_of(path) for path in templates() if code.search(path.read_text())] == []


def test_colours_come_from_the_tokens() -> None:
    """A colour written elsewhere would not change with the theme."""
    # A light-dark() pair names both themes; #name inside url(…) or an id is no colour.
    colour = re.compile(r"(?<![\w/%(-])#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6,8})\b|\brgba?\(|\bhsla?\(")
    found = {
        path.name: colour.findall(
            re.sub(r"light-dark\([^)]*\)|url\([^)]*\)|/\*.*?\*/", "", path.read_text(), flags=re.S)
        )
        for path in STATIC.glob("css/*.css")
        if path.name != "tokens.css"
    }
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_forms_that_are_filled_in_name_their_author() -> None:
    """What was sent and could not be saved comes back to its author alone (`ftop.accounts.kept_post`)."""
    unnamed = [p for p in templates() if p.read_text().count("data-guard") > p.read_text().count("{% written_by %}")]
    assert [name_of(path) for path in unnamed] == []
