"""The words of a text as the search knows them: without case and accents, split where no letter or digit stands."""

import re
from functools import lru_cache

from ftop.lib.text import fold

# PostgreSQL takes words up to 2,046 bytes; no word that anybody looks for is as long as this.
LONGEST = 100
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words in their order. "Teams/Yammer" is two, so that each is found."""
    return [word[:LONGEST] for word in _WORD.findall(fold(text))]


def fold_in_place(text: str) -> str:
    """Return the text without case and accents, each character at its old place, so that a match can be marked.

    A character that folds to several ("ß") stays as it is: a word with one is found and not marked.
    """
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    folded = fold(character)
    return folded if len(folded) == 1 else character
