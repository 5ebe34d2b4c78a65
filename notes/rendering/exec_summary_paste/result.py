"""What reading a pasted text gives: values with the lines they came from, and everything that found no place."""

from collections.abc import Mapping
from dataclasses import dataclass

from notes.exec_summary_spec import SECTIONS

_CHOICES = {section.field for section in SECTIONS if section.choices}


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

    def as_data(self) -> dict[str, object]:
        """The summary as plain data for JSON; a choice that is not answered is None."""
        return {
            "fields": {name: value or (None if name in _CHOICES else "") for name, value in self.fields.items()},
            "workloads": [{"code": workload.code, "text": workload.text} for workload in self.workloads],
            "not_placed": [piece.text for piece in self.not_placed],
            "language": self.language,
        }
