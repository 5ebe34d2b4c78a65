"""The canonical text read strictly, with the lines that each value stands in."""

from collections.abc import Sequence

from ftop.lib.text import clean
from notes.exec_summary_content import WorkloadLine
from notes.exec_summary_spec import SECTIONS, SectionKind
from notes.rendering.exec_summary_paste.catalogue import Catalogue
from notes.rendering.exec_summary_paste.folding import fold
from notes.rendering.exec_summary_paste.lines import Line, origin_of, whole
from notes.rendering.exec_summary_paste.result import PastedSummary, PastedWorkload, Piece
from notes.rendering.exec_summary_reader import WORKLOAD_START, read


def read_canonical(text: str, catalogue: Catalogue) -> PastedSummary:
    """Read a text that fits the canonical form, blank lines around it apart; raises NotCanonical otherwise.

    What stands where the grammar has a name is placed nowhere unless it is a name of the workload.
    """
    cleaned = clean(text)
    content = read(cleaned)
    skipped = text[: len(text) - len(text.lstrip())].count("\n")
    lines = [Line(number, raw, 0, raw, raw) for number, raw in enumerate(cleaned.split("\n"), start=skipped + 1)]
    blocks = _cut(lines[1:], [bool(line.text[:1].strip(" ")) for line in lines[1:]])
    fields, origins = {}, {}
    workloads: tuple[PastedWorkload, ...] = ()
    not_placed: tuple[Piece, ...] = ()
    for section, block in zip(SECTIONS, blocks, strict=True):
        if section.kind is SectionKind.WORKLOADS:
            starts = [WORKLOAD_START.match(line.text) is not None for line in block]
            workloads, not_placed = _placed(content.workloads, _cut(block, starts), catalogue)
            continue
        fields[section.field] = getattr(content, section.field)
        if fields[section.field]:
            origins[section.field] = origin_of(block)
    return PastedSummary(fields, origins, workloads, not_placed, "en")


def _cut(lines: Sequence[Line], is_start: Sequence[bool]) -> list[Sequence[Line]]:
    starts = [number for number, begins in enumerate(is_start) if begins]
    return [lines[start:stop] for start, stop in zip(starts, [*starts[1:], len(lines)], strict=False)]


def _placed(
    written: Sequence[WorkloadLine], blocks: Sequence[Sequence[Line]], catalogue: Catalogue
) -> tuple[tuple[PastedWorkload, ...], tuple[Piece, ...]]:
    """Look the codes up: a line with an unknown one is not placed, and neither is a workload's second line."""
    placed: dict[str, PastedWorkload] = {}
    not_placed: list[Piece] = []
    for line, block in zip(written, blocks, strict=True):
        workload = catalogue.find(line.code)
        if workload is None or workload.code in placed:
            not_placed += whole(block)
            continue
        placed[workload.code] = PastedWorkload(workload.code, line.text, origin_of(block))
        if catalogue.name_in(workload, fold(line.name)) < len(line.name):
            not_placed.append(Piece(line.name, block[0].number))
    return tuple(placed.values()), tuple(not_placed)
