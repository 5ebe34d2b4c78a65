"""Where every character of a pasted text went, found out without asking the reader.

The values and pieces are looked for in the text, in the words of the text; what is left over must be words of the
template, bullets, quote marks and separators. Only the vocabulary is shared with the reader, as data.
"""

import re
import unicodedata
from itertools import accumulate

from notes.rendering.exec_summary_paste.folding import spellings_of
from notes.rendering.exec_summary_paste.result import PastedSummary
from notes.rendering.exec_summary_paste.vocabulary import LANGUAGES, WORKLOAD_NAMES
from tests.notes.exec_summaries import WORKLOADS

# Marks that cling to words: blanks, quoting, bold. They are taken out of both sides before anything is compared.
_CLINGING = re.compile(r"[\s>*_\u200b\ufeff\x00-\x1f\x7f-\x9f\ud800-\udfff]")

_BRACKETS = str.maketrans("【】", "[]")
# Bullets, quotes, brackets around a code or hint, and what separates.
_MARKS = "#\"'~|+•·●○▪◦‣■□◆◇★☆➢➤►▶→▸▹❖✓✔☐☑※・§“”„‘’‚«»‹›[](){}:;,.!/、。"
_DASHES = "-‐‑‒–—―"


Output = tuple[int, str]  # the line it is said to begin in, and its text


def compact(text: str) -> str:
    return _CLINGING.sub("", unicodedata.normalize("NFC", text))


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", compact(text).casefold()).translate(_BRACKETS)
    return "".join(
        character for character in plain if not unicodedata.combining(character) and character not in _DASHES
    )


def _furniture() -> re.Pattern[str]:
    labels = [name for names in WORKLOAD_NAMES.values() for name in names]
    labels += [
        label for code, name, aliases in WORKLOADS for label in (name, f"[{code}]", *(f"[{a}]" for a in aliases))
    ]
    for language in LANGUAGES:
        choices = [choice for of_section in language.choices.values() for choice in of_section]
        headings = [heading for of_section in language.headings.values() for heading in of_section]
        labels += [language.title, *headings, *choices, *language.hints, *language.choice_lists]
    words = sorted({folded(spelling) for label in labels for spelling in spellings_of(label)}, key=len, reverse=True)
    mark = rf"[{re.escape(_MARKS)}]|o|\d{{1,2}}[.)]|[a-z][.)]"
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))}|{mark})*")


FURNITURE = _furniture()


def unaccounted(text: str, result: PastedSummary) -> list[str]:
    """What of the text is neither in a value nor in a piece nor furniture. A value that is not in the text is said."""
    lines = [compact(line) for line in re.split("\r\n|[\r\n\x0b\x0c]", text)]
    whole, starts = "".join(lines), [0, *accumulate(len(line) for line in lines)]
    outputs = [
        (result.origins[name].first, value) for name, value in result.fields.items() if value and not _is_choice(name)
    ]
    outputs += [(workload.origin.first, workload.text) for workload in result.workloads]
    outputs += [(piece.line, piece.text) for piece in result.not_placed]
    left = _left_over(outputs, whole, starts, 0)
    return ["".join(left)] if left else []


def _left_over(outputs: list[Output], whole: str, starts: list[int], end: int) -> list[str]:
    """What is neither output nor furniture behind `end`; [] where the outputs can be laid out without a rest."""
    if not outputs:
        rest = whole[end:]
        return [] if FURNITURE.fullmatch(folded(rest)) else [rest]
    # Several may begin in the same line, and the same words may stand in a label: each way is tried.
    first = min(line for line, _ in outputs)
    left = [f"{whole[end:]} without {outputs}"]
    for output in (output for output in outputs if output[0] == first):
        others = [other for other in outputs if other is not output]
        words = compact(output[1])
        at = whole.find(words, max(end, starts[first - 1]))
        while at >= 0:
            if FURNITURE.fullmatch(folded(whole[end:at])):
                left = _left_over(others, whole, starts, at + len(words))
                if not left:
                    return []
            at = whole.find(words, at + 1)
    return left


def _is_choice(name: str) -> bool:
    return name in ("engagement_status", "deployment_progress")
