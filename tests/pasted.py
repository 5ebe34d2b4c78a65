"""Clipboards as programs write them (tests/data/paste): the HTML, and what becomes of it in either kind of field."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "paste"


@dataclass(frozen=True)
class Pasted:
    name: str
    html: str
    markdown: str
    plain: str

    def __str__(self) -> str:
        return self.name


def _read(name: str) -> str:
    # A file ends with one line end that is none of the text's.
    return (FOLDER / name).read_text().removesuffix("\n")


PASTED = [
    Pasted(path.stem, path.read_text(), _read(f"{path.stem}.md"), _read(f"{path.stem}.txt"))
    for path in sorted(FOLDER.glob("*.html"))
]
