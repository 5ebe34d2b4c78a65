"""Where titles and headings stand in a pasted text, in any of the six languages."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from notes.exec_summary_spec import SECTION_BY_FIELD
from notes.rendering.exec_summary_paste.choices import begins_with_choice
from notes.rendering.exec_summary_paste.folding import WORD_ENDS, fold, pattern_of, spellings_of
from notes.rendering.exec_summary_paste.lines import Line
from notes.rendering.exec_summary_paste.values import without_hint
from notes.rendering.exec_summary_paste.vocabulary import LANGUAGES

TITLE_FIELD = ""

# What may stand before a heading or a code: blanks, bullets, numbers, marks of bold and of headings, quotes.
DECORATION = (
    r"(?:[ \t\u200b\ufeff*_#\"'~|+•·●○▪◦‣■□◆◇★☆➢➤►▶→▸▹❖✓✔☐☑※・§-]"
    r"|\(?\d{1,2}[.)](?!\d)|[a-z][.)]|o[ \t]){0,60}+"
)
_LABELS = sorted(
    (
        (spelling, field, language.code)
        for language in LANGUAGES
        for field, labels in {TITLE_FIELD: (language.title,), **language.headings}.items()
        for label in labels
        for spelling in spellings_of(label)
    ),
    key=lambda entry: len(entry[0]),
    reverse=True,
)
_MARK = re.compile(
    rf"^{DECORATION}(?:{'|'.join(f'({pattern_of(label)})' for label, _, _ in _LABELS)}){WORD_ENDS}", re.MULTILINE
)
_COLON = re.compile(r"[ \t]*+[*_\"']*+[ \t]*+:")
_OTHER_SEPARATOR = re.compile(r" *+[*_\"']*+ *+(?:-(?=\s|$)|\t|\||$)")
_EMPHASIS = re.compile(r"[*_]+$")


@dataclass(frozen=True)
class Mark:
    """A title (`field` is TITLE_FIELD) or heading: from `line` to `end_line`, its text behind column `end`.

    `emphasis` is the mark of bold that was opened before it and not closed yet. Lines are counted from 0.
    """

    field: str
    language: str | None
    line: int
    end_line: int
    end: int
    depth: int
    emphasis: str = ""


def marks_of(lines: Sequence[Line]) -> list[Mark]:
    """Every title and heading, in order. A heading may be wrapped, so the lines are searched as one text."""
    text = "\n".join(line.text for line in lines)
    folded = "\n".join(line.folded for line in lines)
    starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
    found = []
    for match in _MARK.finditer(folded):
        group = match.lastindex or 1
        _, field, language = _LABELS[group - 1]
        first, last = bisect_right(starts, match.start()) - 1, bisect_right(starts, match.end()) - 1
        line_end = starts[last + 1] - 1
        label, behind = text[match.start(group) : match.end()], text[match.end() : line_end]
        opened = _EMPHASIS.search(text[match.start() : match.start(group)])
        emphasis = opened[0] if opened else ""
        end = _end_of(field, label, behind, emphasis)
        if end is not None:
            end, emphasis = _closed(behind, end, emphasis)
            column = match.end() + end - starts[last]
            found.append(Mark(field, language, first, last, column, lines[first].depth, emphasis))
    return found


def _end_of(field: str, label: str, text: str, emphasis: str) -> int | None:
    """Where the value begins in what follows the label; None where the words are no heading but part of a sentence."""
    folded = fold(text)
    if separator := _COLON.match(folded) or _OTHER_SEPARATOR.match(folded):
        return separator.end()
    bold = len(emphasis) if emphasis and text.startswith(emphasis) else 0
    text, folded = text[bold:], folded[bold:]
    if not folded[:1].isspace():
        return None
    # One edition prints a small letter in a heading of capitals.
    is_heading = bold or sum(character.islower() for character in label) <= 1 or without_hint(text) != text
    if field == TITLE_FIELD:
        is_heading = is_heading or folded.lstrip().startswith("(")
    else:
        is_heading = is_heading or begins_with_choice(SECTION_BY_FIELD[field], text)
    return bold if is_heading else None


def _closed(text: str, end: int, emphasis: str) -> tuple[int, str]:
    """Bold that was opened before the label ends before the colon, right behind it, or later in the value."""
    if not emphasis or emphasis in text[:end]:
        return end, ""
    if text.startswith(emphasis, end):
        return end + len(emphasis), ""
    return end, emphasis
