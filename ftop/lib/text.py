"""Cleaning and folding of the text that people type or paste."""

import re
import unicodedata

# Control characters except tab and newline, and lone surrogates: PostgreSQL refuses NUL, jsonb refuses surrogates.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SPECIAL_FOLDS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


def clean(value: str) -> str:
    """Return the value as it is stored; cleaning twice changes nothing.

    CRLF and CR become LF; NUL, lone surrogates and other control characters except tab go; trailing blanks of each
    line, blank first and last lines and blanks at both ends go.
    """
    value = storable(value)
    # Lines end at "\n" only; splitlines() would also split at U+2028 and others, which people do paste.
    return "\n".join(line.rstrip() for line in value.split("\n")).strip()


def storable(value: str) -> str:
    """Return the value as typed, lines ending with LF, without the few characters that the database cannot hold."""
    return _UNWANTED.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def fold(value: str) -> str:
    """Return the value for matching and sorting names: without case, accents and doubled blanks."""
    decomposed = unicodedata.normalize("NFKD", value.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(plain.translate(_SPECIAL_FOLDS).split())
