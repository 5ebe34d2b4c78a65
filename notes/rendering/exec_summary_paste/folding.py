"""Text for comparing: without case, accents and the many forms of blanks, dashes and quotes, character for character.

`fold` keeps the length, so that what was found in the folded text can be cut out of the text itself.
"""

import re
import unicodedata

_SPECIAL = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("“”„‟«»″＂「」『』", '"')
    | dict.fromkeys("‘’‚‛′＇‹›", "'")
    | dict.fromkeys("【〔", "[")
    | dict.fromkeys("】〕", "]")
    | {"：": ":", "﹕": ":", "∕": "/", "⁄": "/"}
)
_ACCENTS = re.compile(r"[^\W\d_][\u0300-\u036f\u3099\u309a]+")
_UMLAUTS = str.maketrans({"Ä": "AE", "Ö": "OE", "Ü": "UE", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class _Folds(dict[int, str]):
    """One character for one character, worked out when it is first seen."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character not in "\n\t" and character.isspace():
            folded = " "
        else:
            folded = unicodedata.normalize("NFKD", character)[0].lower()
            folded = folded if len(folded) == 1 and not folded.isspace() else character
        self[code] = folded
        return folded


_FOLDS = _Folds(_SPECIAL)


# Behind a label: not in the middle of a word.
WORD_ENDS = r"(?![^\W_])"


def composed(text: str) -> str:
    """Letters that were written as a letter and its accents become one character, as everybody else writes them."""
    return _ACCENTS.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def fold(text: str) -> str:
    """The text for comparing, of the same length."""
    return text.translate(_FOLDS)


def bare(text: str) -> str:
    """Letters and digits alone, folded: what is left when punctuation does not matter."""
    return "".join(character for character in fold(text) if character.isalnum())


def pattern_of(label: str) -> str:
    """A pattern that finds the label in folded text, with other blanks, line breaks, and blanks at its slashes."""
    folded = fold(label)
    parts = []
    for number, character in enumerate(folded):
        if character == " ":
            is_between_letters = max(folded[number - 1], folded[number + 1]) < "\u2e80"
            parts.append(r"(?:\s{1,40}|-)" if is_between_letters else r"\s{0,40}")
        elif character == "-":
            parts.append(r"[\s-]{0,40}")
        elif character == "/":
            parts.append(r"\s{0,40}/\s{0,40}")
        else:
            parts.append(re.escape(character))
    return "".join(parts)


def spellings_of(label: str) -> list[str]:
    """The label, and as it is written where the keyboard has no umlauts."""
    return list(dict.fromkeys([label, label.translate(_UMLAUTS)]))


def any_of(labels: list[str]) -> str:
    """A pattern that finds one of the labels, the longest first."""
    return "|".join(pattern_of(label) for label in sorted(labels, key=len, reverse=True))
