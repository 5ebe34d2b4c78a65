"""What reading a pasted text gives: values with the lines they came from, and everything that found no place."""

from collections.abc import Mapping
from dataclasses import dataclass


class NotReadable(ValueError):
    """The text cannot be read at all; the message is a sentence for the person who pasted it."""


@dataclass(frozen=True)
class Origin:
    """Where a value stood: the numbers of its first and last line, counted from 1, and these lines as pasted."""

    first: int
    last: int
    text: str


@dataclass(frozen=True)
class PastedWorkload:
    """A workload under discussion, by its code in the catalogue."""

    code: str
    text: str
    origin: Origin


@dataclass(frozen=True)
class Piece:
    """Something that was not understood, in the words of the text; `line` is where it began."""

    text: str
    line: int


@dataclass(frozen=True)
class PastedSummary:
    """`fields` has every section but the workloads: "" where it is empty, a choice by its stored value.

    `origins` has the fields that are not empty. `language` is that of the headings, None where there was none.
    """

    fields: Mapping[str, str]
    origins: Mapping[str, Origin]
    workloads: tuple[PastedWorkload, ...]
    not_placed: tuple[Piece, ...]
    language: str | None
