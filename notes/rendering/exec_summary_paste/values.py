"""What of the template's own words and marks may cling to a value, taken off."""

import re

from notes.rendering.exec_summary_paste.folding import bare, fold
from notes.rendering.exec_summary_paste.vocabulary import LANGUAGES

_HINTS = {bare(hint) for language in LANGUAGES for hint in language.hints}
_BRACKETS = re.compile(r"\s{0,40}\(([^()]{1,300})\)")
_LONGEST = 400


def without_hint(text: str) -> str:
    """The value without the template's hint at its beginning, in brackets or alone."""
    if len(text) < _LONGEST and bare(text) in _HINTS:
        return ""
    while brackets := _BRACKETS.match(fold(text[:_LONGEST])):
        if bare(brackets[1]) not in _HINTS:
            break
        text = text[brackets.end() :]
    return text


def without_emphasis(text: str, emphasis: str) -> str:
    """The value without the mark of bold that was opened before its label and is closed in its first line."""
    first, newline, rest = text.partition("\n")
    if not emphasis or first.count(emphasis) % 2 == 0:
        return text
    if first.lstrip().startswith(emphasis):
        return text.lstrip().removeprefix(emphasis)
    if first.rstrip().endswith(emphasis):
        return f"{first.rstrip().removesuffix(emphasis)}{newline}{rest}"
    return text
