"""What is shown of a note that was found: the words around the first match, with the matches marked."""

import re
from collections.abc import Iterable

from django.utils.safestring import SafeString

from notes.rendering.marks import mark
from notes.search.query import Term
from notes.search.words import fold_in_place

SHOWN = 260  # characters
BEFORE = 70  # of them, at most, before the first match
_ENDS = re.compile(r"(?<=[.!?…])\s|\n")


def excerpt(text: str, terms: Iterable[Term]) -> SafeString:
    """The sentence around the first match and what follows it, marked and escaped; the beginning where none is."""
    pattern = _pattern(terms)
    flat = " ".join(text.split())
    found = pattern.search(fold_in_place(flat)) if pattern else None
    start = _start(flat, found.start()) if found and len(flat) > SHOWN else 0
    end = _end(flat, start)
    shown = ("… " if start else "") + flat[start:end] + (" …" if end < len(flat) else "")
    return marked(shown, terms)


def marked(text: str, terms: Iterable[Term]) -> SafeString:
    """The text escaped, with every match in `<mark>`."""
    pattern = _pattern(terms)
    return mark(text, (match.span() for match in pattern.finditer(fold_in_place(text))) if pattern else ())


def _pattern(terms: Iterable[Term]) -> re.Pattern[str] | None:
    """Whole words, or the beginning of one; between the words of a phrase stands anything but letters and digits."""
    forms = [
        r"[\W_]+".join(map(re.escape, term.words)) + ("" if term.is_beginning else r"(?![^\W_])") for term in terms
    ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})") if forms else None


def _start(text: str, at: int) -> int:
    """Where the sentence of the match begins, or a word not far before it."""
    earliest = max(0, at - BEFORE)
    ends = [end.end() for end in _ENDS.finditer(text, earliest, at)]
    if ends:
        return ends[-1]
    return 0 if earliest == 0 else text.find(" ", earliest, at) + 1 or at


def _end(text: str, start: int) -> int:
    if len(text) - start <= SHOWN:
        return len(text)
    last = text.rfind(" ", start, start + SHOWN)
    return last if last > start else start + SHOWN
