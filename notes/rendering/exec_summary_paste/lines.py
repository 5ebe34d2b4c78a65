"""A pasted text as lines: e-mail quoting counted and taken off, blanks at the beginning measured."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ftop.lib.text import clean, storable
from notes.rendering.exec_summary_paste.folding import composed, fold
from notes.rendering.exec_summary_paste.result import Origin, Piece

_QUOTE_MARKS = re.compile(r"[ \t]*>(?:[ \t]*>)*[ \t]?")
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n"})  # Word's line break within a paragraph, and its page break
_LIST_MARK = re.compile(r"\s*(?:[-*+•·▪‣●–—・]|\(?\d{1,2}[.)])\s+")


class Line(NamedTuple):
    """One line: as pasted, how often it is quoted, and its text without quote marks, also folded for comparing."""

    number: int
    raw: str
    depth: int
    text: str
    folded: str

    @property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def indent(self) -> int:
        """How far in the text begins; a tab counts as four blanks."""
        text = self.text
        return len(text[: len(text) - len(text.lstrip())].replace("\t", "    "))

    def behind(self, column: int) -> "Line":
        return self._replace(text=self.text[column:], folded=self.folded[column:])

    def at_depth(self, depth: int) -> "Line":
        """The line in a summary quoted `depth` times: quote marks beyond that belong to the text."""
        if self.depth <= depth:
            return self
        text = self.raw
        for _ in range(depth):
            text = text.split(">", 1)[1]
        text = text[1:] if depth and text[:1] in (" ", "\t") else text
        return self._replace(text=text, folded=fold(text))


def line_ends(text: str) -> str:
    """The text with LF at the end of every line, without control characters and byte order mark."""
    return storable(text.removeprefix("\ufeff").translate(_BREAKS))


def lines_of(text: str) -> list[Line]:
    """Split a text that `line_ends` prepared; accents typed apart from their letter join it."""
    raws = composed(text).split("\n")
    marks = [_QUOTE_MARKS.match(raw) if ">" in raw else None for raw in raws]
    texts = [raw[mark.end() :] if mark else raw for raw, mark in zip(raws, marks, strict=True)]
    # Folded in one go: a call for each line would take longer than everything else.
    folded = fold("\n".join(texts)).split("\n")
    depths = [mark[0].count(">") if mark else 0 for mark in marks]
    return [Line(*fields) for fields in zip(range(1, len(raws) + 1), raws, depths, texts, folded, strict=True)]


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
            pieces.append(Piece(joined([block[0].behind(len(block[0].text)), *block]), block[0].number))
            block = []
    return pieces
