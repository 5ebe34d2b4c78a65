"""A pasted text as lines: e-mail quoting counted and taken off, blanks at the beginning measured."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ftop.lib.text import clean, without_control_characters
from notes.rendering.exec_summary_paste.folding import composed, fold
from notes.rendering.exec_summary_paste.result import Origin, Piece

_QUOTE_MARKS = re.compile(r"[ \t]*>(?:[ \t]*>)*[ \t]?")
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n"})  # Word's line break within a paragraph, and its page break
_LIST_MARK = re.compile(r"\s*(?:[-*+•·▪‣●–—・]|\(?\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Line:
    """One line: as pasted, how often it is quoted, and its text without quote marks."""

    number: int
    raw: str
    depth: int
    text: str

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()

    @cached_property
    def indent(self) -> int:
        """How far in the text begins; a tab counts as four blanks."""
        text = self.text
        return len(text[: len(text) - len(text.lstrip())].replace("\t", "    "))

    def at_depth(self, depth: int) -> "Line":
        """The line in a summary quoted `depth` times: quote marks beyond that belong to the text."""
        if self.depth <= depth:
            return self
        text = self.raw
        for _ in range(depth):
            text = text.split(">", 1)[1]
        return Line(self.number, self.raw, self.depth, text[1:] if depth and text[:1] in (" ", "\t") else text)


def line_ends(text: str) -> str:
    """The text with LF at the end of every line, without control characters and byte order mark."""
    return without_control_characters(text.removeprefix("\ufeff").translate(_BREAKS))


def lines_of(text: str) -> list[Line]:
    """Split a text that `line_ends` prepared; accents typed apart from their letter join it."""
    return [_line(number, raw) for number, raw in enumerate(composed(text).split("\n"), start=1)]


def _line(number: int, raw: str) -> Line:
    marks = _QUOTE_MARKS.match(raw) if ">" in raw else None
    if marks is None:
        return Line(number, raw, 0, raw)
    return Line(number, raw, marks[0].count(">"), raw[marks.end() :])


def joined(lines: Sequence[Line], *, first: str | None = None) -> str:
    """The text of the lines, `first` in place of the first one's; what all further lines are indented by goes."""
    head = lines[0].text if first is None else first
    rest = [line.text for line in lines[1:]]
    margin = min((len(text) - len(text.lstrip()) for text in rest if text.strip()), default=0)
    return clean("\n".join([head.strip(), *(text[margin:] for text in rest)]))


def origin_of(lines: Sequence[Line]) -> Origin:
    """Where the lines stand, blank ones at the end left out."""
    last = max((number for number, line in enumerate(lines) if not line.is_blank), default=0)
    used = lines[: last + 1]
    return Origin(used[0].number, used[-1].number, "\n".join(line.raw.strip() for line in used))


def whole(lines: Sequence[Line]) -> list[Piece]:
    """The lines as one piece that was not placed, without the bullet at its beginning."""
    text = joined(lines)
    bullet = _LIST_MARK.match(text)
    text = text[bullet.end() :] if bullet else text
    return [Piece(text, lines[0].number)] if text else []


def paragraphs(lines: Iterable[Line]) -> list[Piece]:
    """The lines as pieces that were not placed, cut at blank lines."""
    pieces: list[Piece] = []
    block: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not line.is_blank:
            block.append(line)
        elif block:
            pieces.append(Piece(joined([_nothing_before(block[0]), *block]), block[0].number))
            block = []
    return pieces


def _nothing_before(line: Line) -> Line:
    """So that the first line is dedented together with the others."""
    return Line(line.number, "", line.depth, "")
