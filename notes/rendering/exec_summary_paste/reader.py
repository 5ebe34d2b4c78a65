"""Read a pasted Exec Summary: the canonical text strictly, everything else with tolerance, and nothing is dropped.

Every character of the text that is no blank ends up in a value or among the pieces that were not placed, unless it is
a word of the template (title, heading, hint, untouched choices, code, name) or a bullet, quote mark or separator.
The same text gives the same result always, and no value is guessed. Source: the project's guidance on pasted text.
"""

from collections import Counter
from collections.abc import Sequence

from ftop.lib.text import storable
from notes.exec_summary_content import clean_value
from notes.exec_summary_spec import SECTION_BY_FIELD, SECTIONS, SectionKind
from notes.rendering.exec_summary_paste.canonical import read_canonical
from notes.rendering.exec_summary_paste.catalogue import Catalogue
from notes.rendering.exec_summary_paste.choices import read_choice
from notes.rendering.exec_summary_paste.lines import joined, line_ends, lines_of, origin_of
from notes.rendering.exec_summary_paste.marks import Mark, marks_of
from notes.rendering.exec_summary_paste.markup import is_markup, text_of
from notes.rendering.exec_summary_paste.result import NotReadable, Origin, PastedSummary, PastedWorkload, Piece
from notes.rendering.exec_summary_paste.sections import Block, sections_of
from notes.rendering.exec_summary_paste.values import without_emphasis, without_hint
from notes.rendering.exec_summary_paste.workloads import is_workload, read_workloads
from notes.rendering.exec_summary_reader import NotCanonical

LONGEST = 1_000_000  # characters; an Exec Summary has a few thousand
_GARBAGE_SHARE = 0.02
TOO_LONG = "The text has {size:,} characters. At most {limit:,} can be read; an Exec Summary has a few thousand."
NO_TEXT = "This is no text: it holds characters that only programs write. Copy the words of the Exec Summary."


def parse(pasted: str, catalogue: Catalogue) -> PastedSummary:
    """Read plain text or HTML; raises NotReadable, with a sentence, for what is too long or no text."""
    _refuse(pasted)
    text = line_ends(text_of(pasted) if is_markup(pasted) else pasted)
    try:
        return read_canonical(text, catalogue)
    except NotCanonical:
        return _read(text, catalogue)


def _refuse(pasted: str) -> None:
    if len(pasted) > LONGEST:
        raise NotReadable(TOO_LONG.format(size=len(pasted), limit=LONGEST))
    # Cleaning takes away what no text holds, and the replacement character stands for what could not be decoded.
    text = pasted.replace("\r", "")
    garbage = len(text) - len(storable(text)) + text.count("\ufffd")
    if garbage > _GARBAGE_SHARE * len(text):
        raise NotReadable(NO_TEXT)


def _read(text: str, catalogue: Catalogue) -> PastedSummary:
    lines = lines_of(text)
    marks = marks_of(lines)
    sections = sections_of(lines, marks, lambda line: is_workload(line, catalogue))
    fields = {section.field: "" for section in SECTIONS if section.kind is not SectionKind.WORKLOADS}
    origins: dict[str, Origin] = {}
    workloads: list[PastedWorkload] = []
    not_placed = list(sections.not_placed)
    for block in sections.blocks:
        name = block.mark.field
        if name == "workloads":
            found = read_workloads(block, catalogue)
            workloads, not_placed = found.placed, not_placed + found.not_placed
            continue
        fields[name], rest = _value(block)
        if fields[name]:
            origins[name] = origin_of(block.lines)
        if rest:
            not_placed.append(Piece(rest, block.lines[0].number))
    not_placed.sort(key=lambda piece: piece.line)
    language = _language([block.mark for block in sections.blocks], marks)
    return PastedSummary(fields, origins, tuple(workloads), tuple(not_placed), language)


def _value(block: Block) -> tuple[str, str]:
    """The value of a text or choice section, and what stands behind a choice."""
    section = SECTION_BY_FIELD[block.mark.field]
    text = without_emphasis(joined(block.lines), block.mark.emphasis)
    if section.choices:
        return read_choice(section, text)
    return clean_value(section, without_hint(text)), ""


def _language(used: Sequence[Mark], found: Sequence[Mark]) -> str | None:
    """The language of most headings; that of the first title where there is no heading."""
    languages = [mark.language for mark in used if mark.language] or [
        mark.language for mark in found[:1] if mark.language
    ]
    return Counter(languages).most_common(1)[0][0] if languages else None
