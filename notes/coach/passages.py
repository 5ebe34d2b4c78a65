"""What the coach is shown: the texts of a form, and what it must know of the customer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftop.lib.text import fold
from notes.enums import NoteKind

if TYPE_CHECKING:
    from notes.models import Workload

_ENDS = re.compile(r"[.!?]+(?=\s|$)|\n+")


@dataclass(frozen=True)
class Passage:
    """One text of the form: `field` is its name, `label` what people call it. `is_workload`: it is about one."""

    field: str
    label: str
    text: str
    is_workload: bool = False

    @property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(frozen=True)
class Writing:
    """A form as it stands. `risks` are titles in the Risks box and of new ones in the form itself.

    `is_calling_out`: the form ticks a risk or writes a new one, so that what it says stands in the box.
    """

    kind: NoteKind
    passages: Sequence[Passage]
    risks: Sequence[str] = ()
    is_calling_out: bool = False
    workloads: Sequence["Workload"] = ()


@dataclass(frozen=True)
class Sentence:
    """`start` is its place in the text of its passage."""

    text: str
    start: int


def sentences(text: str) -> list[Sentence]:
    """The sentences and lines of a text, in their order, without blanks around them."""
    found, at = [], 0
    for end in [*(match.end() for match in _ENDS.finditer(text)), len(text)]:
        part = text[at:end]
        if part.strip():
            found.append(Sentence(part.strip(), at + len(part) - len(part.lstrip())))
        at = end
    return found
