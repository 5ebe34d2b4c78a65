"""A pasted text cut into the first summary's sections, and what stands before, between and after them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from notes.rendering.exec_summary_paste.lines import Line, paragraphs
from notes.rendering.exec_summary_paste.marks import TITLE_FIELD, Mark
from notes.rendering.exec_summary_paste.result import Piece

_RULER_SIGNS = set("-_=*~—–")
# So many headings before the first title are a summary of their own.
UNTITLED_HEADINGS = 2


@dataclass(frozen=True)
class Block:
    """One section as pasted: its lines, the first of them from where the heading ends."""

    mark: Mark
    lines: list[Line]
    is_last: bool


@dataclass
class Sections:
    blocks: list[Block] = field(default_factory=list)
    not_placed: list[Piece] = field(default_factory=list)


def sections_of(lines: Sequence[Line], marks: Sequence[Mark], is_workload: Callable[[Line], bool]) -> Sections:
    """Cut the text at the marks of the first summary; a section that comes again is not placed.

    Where no heading announces the workloads, the first line that is one begins their section.
    """
    result = Sections()
    own, end = _first_summary(marks, len(lines))
    own = _with_workloads(own, lines[:end], is_workload)
    begin = own[0].line if own else end
    result.not_placed += paragraphs(lines[:begin])
    seen: set[str] = set()
    last = next((mark for mark in reversed(own) if mark.field != TITLE_FIELD), None)
    for mark, stop in zip(own, [*(mark.line for mark in own[1:]), end], strict=False):
        if mark.field in seen:
            result.not_placed += paragraphs(lines[mark.line : stop])
            continue
        seen.add(mark.field)
        first = lines[mark.end_line].behind(mark.end)
        block = [first, *(line.at_depth(mark.depth) for line in lines[mark.end_line + 1 : stop])]
        length = 0 if mark.field == TITLE_FIELD else _length(block, mark, lines[mark.line].indent, is_last=mark is last)
        if length:
            result.blocks.append(Block(mark, block[:length], mark is last))
            result.not_placed += paragraphs(lines[mark.end_line + length : stop])
        else:
            result.not_placed += paragraphs(block)
    result.not_placed += paragraphs(lines[end:])
    return result


def _first_summary(marks: Sequence[Mark], line_count: int) -> tuple[list[Mark], int]:
    """The marks of the first summary in the text, and the line it ends before."""
    start = _start(marks)
    own: list[Mark] = []
    first_field = None
    for mark in marks[start:]:
        if own and mark.depth != own[0].depth:
            continue
        is_title = mark.field == TITLE_FIELD
        # Another title, or the first heading once more: here begins another summary.
        if (is_title and own) or mark.field == first_field:
            return own, mark.line
        if not is_title and first_field is None:
            first_field = mark.field
        own.append(mark)
    return own, line_count


def _start(marks: Sequence[Mark]) -> int:
    """The first title that headings follow; the first heading where there is none, or headings enough precede it."""
    headings = [number for number, mark in enumerate(marks) if mark.field != TITLE_FIELD]
    for number, mark in enumerate(marks[:-1]):
        following = marks[number + 1]
        if mark.field == TITLE_FIELD and following.field != TITLE_FIELD and following.depth == mark.depth:
            is_second = number - headings[0] >= UNTITLED_HEADINGS
            return headings[0] if is_second else number
    return headings[0] if headings else 0


def _with_workloads(own: list[Mark], lines: Sequence[Line], is_workload: Callable[[Line], bool]) -> list[Mark]:
    if any(mark.field == "workloads" for mark in own):
        return own
    begin = own[0].line if own else 0
    for number, line in enumerate(lines[begin:], start=begin):
        if (not own or line.depth == own[0].depth) and is_workload(line):
            added = Mark("workloads", None, number, number, 0, line.depth)
            return sorted([*own, added], key=lambda mark: mark.line)
    return own


def _length(block: list[Line], mark: Mark, indent: int, *, is_last: bool) -> int:
    """How many lines belong to the section: up to where its quoting ends, and the last one up to its own end.

    The lines of the workloads end one by one.
    """
    if mark.field == "workloads":
        return len(block)
    if is_last:
        return own_length(block, depth=mark.depth, indent=indent, is_last=True)
    return next((n for n, line in enumerate(block) if line.depth < mark.depth and not line.is_blank), len(block))


def own_length(block: Sequence[Line], *, depth: int, indent: int, is_last: bool = False) -> int:
    """How many lines there are before text that is indented no further than `indent` and follows a blank line.

    In the last section also before a ruler, and before lines that are quoted otherwise.
    """
    is_after_blank = False
    for number, line in enumerate(block):
        if number == 0 or line.is_blank:
            is_after_blank = number > 0
            continue
        is_elsewhere = line.depth < depth or (is_last and line.depth > depth)
        if is_elsewhere or (is_after_blank and line.indent <= indent) or (is_last and _is_ruler(line.text)):
            return number
        is_after_blank = False
    return len(block)


def _is_ruler(text: str) -> bool:
    """A signature's "-- ", the line of dashes above a forwarded mail, with or without words in it."""
    text = "".join(text.split())
    return len(text) > 1 and (set(text) <= _RULER_SIGNS or (text.startswith("---") and text.endswith("---")))
