"""What a note is found by: its own words, without the labels that every note of its kind has."""

import re
from collections.abc import Iterable

from notes import enterprise_spec, exec_summary_spec
from notes.enums import NoteKind
from notes.rendering import enterprise
from notes.search.words import words_of


def _labels(title: str, labels: Iterable[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(label) for label in labels)
    return re.compile(rf"\A{re.escape(title)}$|^[ ]*- (?:{names}):(?: |$)", re.MULTILINE)


_LABELS: dict[str, re.Pattern[str]] = {
    NoteKind.EXEC_SUMMARY: _labels(exec_summary_spec.TITLE, (s.label for s in exec_summary_spec.SECTIONS)),
    NoteKind.ENTERPRISE: _labels(enterprise.TITLE, (s.label for s in enterprise_spec.SECTIONS)),
    NoteKind.ENTITLEMENT: re.compile(r"^Tenant: ", re.MULTILINE),
}


def own_words(kind: str, text: str) -> str:
    """The canonical text without its template's title and labels; values, codes and names of workloads stay."""
    labels = _LABELS.get(kind)
    # Of an Overall Status Note's Markdown only the stars come between words.
    return labels.sub("", text).strip() if labels else text.replace("**", "")


def search_text(kind: str, text: str, more: Iterable[str] = ()) -> str:
    """The words to be found, in their order, separated by blanks; `more` are next actions and what else belongs."""
    return " ".join(words_of("\n".join([own_words(kind, text), *more])))
