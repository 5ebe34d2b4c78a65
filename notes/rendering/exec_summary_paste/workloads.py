"""The workload section of a pasted text: lines that begin with a code in brackets, and what belongs to them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from notes.exec_summary_content import clean_value
from notes.exec_summary_spec import SECTION_BY_FIELD
from notes.rendering.exec_summary_paste.catalogue import Catalogue, KnownWorkload
from notes.rendering.exec_summary_paste.folding import fold
from notes.rendering.exec_summary_paste.lines import Line, joined, origin_of, paragraphs, whole
from notes.rendering.exec_summary_paste.marks import DECORATION
from notes.rendering.exec_summary_paste.result import PastedWorkload, Piece
from notes.rendering.exec_summary_paste.sections import Block, own_length
from notes.rendering.exec_summary_paste.values import without_emphasis, without_hint

_SECTION = SECTION_BY_FIELD["workloads"]
_IN_BRACKETS = re.compile(
    rf"(?P<before>{DECORATION})\[[\s*_]*(?P<code>[a-z0-9](?:[a-z0-9 _./+&-]{{0,18}}[a-z0-9])?)[\s*_]*\](?!\()[*_]*"
)
_CODE_OF_LETTERS = re.compile(r"[A-Za-z][A-Za-z0-9]{1,9}")
_EMPHASIS = re.compile(r"[*_]+$")
# A dash before a number is a minus.
_SEPARATOR = re.compile(r"[ \t]*(?:-{1,3}(?=\s|$|[^\W\d])|:|\|)?[ \t]*")
_NAME_ONLY = re.compile(r"[^\n]*\S[ \t]*-{1,3}")


@dataclass(frozen=True)
class Entry:
    """A line with a code: what was written in the brackets and behind them, and the lines it takes up."""

    code: str
    behind: str
    lines: Sequence[Line]
    emphasis: str = ""


@dataclass
class Workloads:
    placed: list[PastedWorkload] = field(default_factory=list)
    not_placed: list[Piece] = field(default_factory=list)


def is_workload(line: Line, catalogue: Catalogue) -> bool:
    """Whether a line is a workload's wherever it stands: a known code, and behind it a name, a separator or nothing."""
    entry = _entry([line])
    workload = catalogue.find(entry.code) if entry else None
    if entry is None or workload is None:
        return False
    folded = fold(entry.behind).lstrip()
    return not folded or folded[0] in "-:" or catalogue.name_in(workload, folded) > 0


def read_workloads(block: Block, catalogue: Catalogue) -> Workloads:
    """Every workload with a text. What belongs to no workload, to an unknown one, or to one again is not placed."""
    lines = block.lines
    starts = [number for number, line in enumerate(lines) if _entry([line]) and line.depth == block.mark.depth]
    result = Workloads(not_placed=_before_the_first(lines[: starts[0]] if starts else lines))
    entries = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=False):
        own = lines[start:stop]
        length = own_length(own, depth=block.mark.depth, indent=own[0].indent, is_last=block.is_last)
        result.not_placed += paragraphs(own[length:])
        entries.append(_entry(own[:length]))
    _place(result, (entry for entry in entries if entry), catalogue)
    return result


def _place(result: Workloads, entries: Iterable[Entry], catalogue: Catalogue) -> None:
    """Place the entries whose code is known, each workload once."""
    seen = set()
    for entry in entries:
        workload = catalogue.find(entry.code)
        text = _text_of(entry, workload, catalogue) if workload else None
        if workload is None or text is None or (text and workload.code in seen):
            result.not_placed += whole(entry.lines)
        elif text:
            seen.add(workload.code)
            result.placed.append(PastedWorkload(workload.code, text, origin_of(entry.lines)))


def _before_the_first(lines: Sequence[Line]) -> list[Piece]:
    """What stands between the heading and the first workload; the hint does in the template."""
    text = joined(lines) if lines else ""
    rest = without_hint(text)
    if rest == text:
        return paragraphs(lines)
    return [Piece(rest.strip(), lines[0].number)] if rest.strip() else []


def _entry(lines: Sequence[Line]) -> Entry | None:
    """The entry that begins with the first line, if it begins with a code in brackets."""
    match = _IN_BRACKETS.match(lines[0].folded)
    if match is None:
        return None
    text = lines[0].text
    code = text[match.start("code") : match.end("code")]
    if not _CODE_OF_LETTERS.fullmatch(fold(code)) and not (code.isupper() and len(code) > 1):
        return None
    opened = _EMPHASIS.search(match["before"])
    is_open = opened and opened[0] not in text[match.end("code") : match.end()]
    return Entry(code, text[match.end() :], lines, opened[0] if opened and is_open else "")


def _text_of(entry: Entry, workload: KnownWorkload, catalogue: Catalogue) -> str | None:
    """The text without the workload's name; None where there may be nothing but a name that nobody knows."""
    text = joined(entry.lines, first=entry.behind)
    folded = fold(text)
    end = catalogue.name_in(workload, folded)
    if not end and _NAME_ONLY.fullmatch(folded):
        return None
    separator = _SEPARATOR.match(folded, end)
    text = text[separator.end() if separator else end :]
    return clean_value(_SECTION, without_emphasis(text, entry.emphasis))
