"""What changed between two texts, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

# A word carries the blanks before it, or every second piece would be a blank; a line break stands alone.
_WORDS = re.compile(r"\n|[^\S\n]*\S+|[^\S\n]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
# Above this, words that stand everywhere are no places to begin a match at: with them it would take seconds.
_LONG = 2000


class Change(Enum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both versions have, or one of them; in reading order, the removed before the added."""

    change: Change
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """Return the pieces whose same and removed ones make up the old text, whose same and added ones the new.

    Lines are compared first, and words within those that differ, so that a long text takes milliseconds.
    """
    pieces: list[Piece] = []
    for olds, news in _opcodes(_LINES.findall(old), _LINES.findall(new)):
        pieces += [Piece(Change.SAME, old_line) for old_line in olds] if olds == news else _by_words(olds, news)
    return _joined(pieces)


def shortened(pieces: list[Piece], *, around: int = 200) -> list[Piece]:
    """Return the pieces with long unchanged stretches cut to about `around` characters on each side of a change."""
    last = len(pieces) - 1
    return [
        piece
        if piece.change is not Change.SAME
        else Piece(piece.change, _middle_cut(piece.text, around if index else 0, around if index < last else 0))
        for index, piece in enumerate(pieces)
    ]


def _middle_cut(text: str, head: int, tail: int) -> str:
    # Cutting away a few words would help nobody.
    if len(text) <= head + tail + 100:
        return text
    start = text[:head].rpartition(" ")[0] if head else ""
    end = text[-tail:].partition(" ")[2] if tail else ""
    return " … ".join((start, end)) if head and tail else f"{start} …" if head else f"… {end}"


def _by_words(olds: list[str], news: list[str]) -> Iterator[Piece]:
    for old, new in _opcodes(_WORDS.findall("".join(olds)), _WORDS.findall("".join(news))):
        if old == new:
            yield Piece(Change.SAME, "".join(old))
        else:
            yield from _replaced("".join(old), "".join(new))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    """One word for another: the blank before it is the same."""
    blank = " " if old.startswith(" ") and new.startswith(" ") else ""
    yield Piece(Change.SAME, blank)
    yield Piece(Change.REMOVED, old.removeprefix(blank))
    yield Piece(Change.ADDED, new.removeprefix(blank))


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=len(old) + len(new) > _LONG)
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield old[old_start:old_end], new[new_start:new_end]


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    written = (piece for piece in pieces if piece.text)
    return [
        Piece(change, "".join(piece.text for piece in group))
        for change, group in groupby(written, key=lambda piece: piece.change)
    ]
