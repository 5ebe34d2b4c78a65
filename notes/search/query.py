"""What somebody typed into the search box, read.

firewall proxy        both words, also at the beginning of longer ones (firewalls)
"proxy list"          these words beside each other
-firewall             not this word; also -"proxy list"
firewall OR proxy     either; what stands beside each other binds closer
kind:summary by:me    a field with its value, in quotes where it holds blanks
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from notes.search.words import words_of

LONGEST_QUERY = 300  # characters
MOST_TERMS = 20
# Shorter beginnings stand for too many words to mean anything.
SHORTEST_BEGINNING = 3
# As typed, with other words for the same; `by` and `author` are one.
FIELDS = {
    "customer": "customer",
    "tpid": "tpid",
    "author": "author",
    "by": "author",
    "kind": "kind",
    "type": "kind",
    "workload": "workload",
    "tag": "tag",
    "risk": "risk",
    "request": "request",
    "from": "since",
    "to": "until",
    "escalated": "escalated",
    "next": "next",
}
_TOKEN = re.compile(r'(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))|\S')


@dataclass(frozen=True)
class Term:
    """Words beside each other. `is_beginning`: the last one may go on."""

    words: tuple[str, ...]
    is_excluded: bool = False
    is_beginning: bool = False

    def __str__(self) -> str:
        """As PostgreSQL's `to_tsquery` reads it. The words hold letters and digits only."""
        quoted = [f"'{word}'" for word in self.words]
        if self.is_beginning:
            quoted[-1] += ":*"
        joined = " <-> ".join(quoted)
        if len(quoted) > 1:
            joined = f"({joined})"
        return f"!{joined}" if self.is_excluded else joined


@dataclass(frozen=True)
class Query:
    """`alternatives`: a note has all terms of at least one. `fields` hold values by the name of the form's field.

    `words` is what was typed without the fields; `problems` are sentences about what could not be used.
    """

    alternatives: tuple[tuple[Term, ...], ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    words: str = ""
    problems: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        return bool(self.alternatives)

    @property
    def wanted(self) -> list[Term]:
        """The terms to be marked in what was found."""
        return [term for terms in self.alternatives for term in terms if not term.is_excluded]

    def __str__(self) -> str:
        return " | ".join("(" + " & ".join(map(str, terms)) + ")" for terms in self.alternatives)


def read(typed: str) -> Query:
    """Read what was typed. Nothing is refused: what cannot be used is left out and told in `problems`."""
    problems: list[str] = []
    if len(typed) > LONGEST_QUERY:
        typed = typed[:LONGEST_QUERY]
        problems.append(f"A search holds {LONGEST_QUERY} characters. The rest was left out.")
    fields: dict[str, str] = {}
    groups: list[list[Term]] = [[]]
    kept: list[str] = []
    for token in _TOKEN.finditer(typed):
        name = FIELDS.get((token["field"] or "").lower())
        value = token["phrase"] if token["phrase"] is not None else token["word"] or ""
        if name and not token["minus"]:
            fields[name] = value.strip()
            continue
        kept.append(token[0])
        if token[0] in {"OR", "|"}:
            groups.append([])
        elif token[0] != "AND" and (term := _term(token)):
            groups[-1].append(term)
    alternatives, more = _usable(groups)
    return Query(alternatives, fields, " ".join(kept), (*problems, *more))


def _term(token: re.Match[str]) -> Term | None:
    is_phrase = token["phrase"] is not None
    # "http://…" and "12:30" are words with a colon, no fields.
    words = words_of(f"{token['field'] or ''} {token['phrase'] if is_phrase else token['word'] or ''}")
    if not words:
        return None
    is_excluded = bool(token["minus"])
    is_beginning = not is_phrase and not is_excluded and len(words[-1]) >= SHORTEST_BEGINNING
    return Term(tuple(words), is_excluded, is_beginning)


def _usable(groups: Iterable[list[Term]]) -> tuple[tuple[tuple[Term, ...], ...], list[str]]:
    """The groups that can be looked for: each needs a word to find."""
    problems: list[str] = []
    usable: list[tuple[Term, ...]] = []
    left = MOST_TERMS
    for group in groups:
        taken, left = group[:left], max(0, left - len(group))
        if len(taken) < len(group):
            problems = [f"A search takes {MOST_TERMS} words. The rest was left out."]
        if not taken:
            continue
        if all(term.is_excluded for term in taken):
            problems.append("A word to leave out needs one to find beside it.")
        else:
            usable.append(tuple(taken))
    return tuple(usable), problems
