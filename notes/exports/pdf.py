"""PDF files by typst: tagged, with selectable text, in typefaces that come with the app (`fonts/README.md`)."""

import json
import re
from pathlib import Path
from typing import Any

import typst

LAYOUTS = Path(__file__).parent / "layouts"
FONTS = Path(__file__).parent / "fonts"

# Without a place to break, a line of this length runs off the page: addresses, hashes, a key held down.
_LONG_WORD = re.compile(r"\S{40,}")
_BREAK_EVERY = 20
_ZERO_WIDTH_SPACE = "\u200b"


def write(layout: str, data: Any, **options: Any) -> bytes:
    """Lay the sheet out with `layouts/<layout>.typ`. What people wrote travels as JSON and is never read as markup."""
    pdf: bytes = typst.compile(
        LAYOUTS / f"{layout}.typ",
        root=LAYOUTS,
        # The server's own fonts come last, for scripts that ours do not have.
        font_paths=typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[FONTS]),
        sys_inputs={"data": json.dumps(_breakable(data))},
        **options,
    )
    return pdf


def _breakable(value: Any) -> Any:
    match value:
        case str():
            return _LONG_WORD.sub(_broken, value)
        case list():
            return [_breakable(item) for item in value]
        case dict():
            return {name: _breakable(item) for name, item in value.items()}
        case _:
            return value


def _broken(word: re.Match[str]) -> str:
    pieces = (word[0][start : start + _BREAK_EVERY] for start in range(0, len(word[0]), _BREAK_EVERY))
    return _ZERO_WIDTH_SPACE.join(pieces)
