"""What of the template's own words and marks may cling to a value, taken off."""

import re

from notes.rendering.exec_summary_paste.folding import bare, fold
from notes.rendering.exec_summary_paste.vocabulary import LANGUAGES

_HINTS = {bare(hint) for language in LANGUAGES for hint in language.hints}
_BRACKETS = re.compile(r"\s{0,40}\(([^()]{1,300})\)(?:\s{0,40}:)?")
_LONGEST = 400
_PUNCTUATION = set("()/.,:;'-*_ \n\t")


def without_hint(text: str) -> str:
    """The value without the template's hint at its beginning, in brackets or alone."""
    if len(text) < _LONGEST and _is_hint(text):
        return ""
    while (brackets := _BRACKETS.match(fold(text[:_LONGEST]))) and _is_hint(brackets[1]):
        text = text[brackets.end() :]
    return text


def _is_hint(text: str) -> bool:
    """Whether these are a hint's letters and digits, with nothing between them but what hints are punctuated with."""
    return bare(text) in _HINTS and all(sign in _PUNCTUATION or sign.isalnum() for sign in fold(text))


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
