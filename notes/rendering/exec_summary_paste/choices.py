"""The answer to a choice section, read from the published lists of choices and from nothing else."""

import re

from notes.exec_summary_spec import SECTIONS, Section
from notes.rendering.exec_summary_paste.folding import WORD_ENDS, any_of, fold, pattern_of, spellings_of
from notes.rendering.exec_summary_paste.vocabulary import HARMLESS_ENDINGS, LANGUAGES

_BEFORE = re.compile(r"[\s*_\"'([•·●▪+-]*")
_BETWEEN = re.compile(r"[\s*_\"').,;:!\]、。|-]*")
_OR = re.compile(r"[*_\"'\s]*[/|][*_\"'\s]*")
_ENDING = re.compile(rf"(?:{any_of(list(HARMLESS_ENDINGS))}){WORD_ENDS}")


def _values_by_label(section: Section) -> dict[str, str]:
    """Every published choice with its stored value."""
    values = list(section.choices.values) if section.choices else []
    return {
        spelling: value
        for language in LANGUAGES
        for label, value in zip(language.choices[section.field], values, strict=True)
        for spelling in spellings_of(label)
    }


def _one_choice(section: Section) -> re.Pattern[str]:
    """Finds a choice, in the group numbered as in the list of labels, the longest first."""
    return re.compile("|".join(f"({pattern_of(label)})" for label in _LABELS[section.field]))


def _untouched_list(section: Section) -> re.Pattern[str]:
    """Finds the choices as the template lists them, which is no answer."""
    lists = ["/".join(language.choices[section.field]) for language in LANGUAGES]
    lists += [short for language in LANGUAGES for short in language.choice_lists]
    patterns = [pattern_of(spelling) for one in lists for spelling in spellings_of(one)]
    either = "|".join(pattern.replace("/", "[/|,;、・]") for pattern in sorted(patterns, key=len, reverse=True))
    return re.compile(rf"(?:{either}){WORD_ENDS}")


_CHOICE_SECTIONS = tuple(section for section in SECTIONS if section.choices)
_VALUES = {section.field: _values_by_label(section) for section in _CHOICE_SECTIONS}
_LABELS = {field: sorted(values, key=len, reverse=True) for field, values in _VALUES.items()}
_CHOICES = {section.field: _one_choice(section) for section in _CHOICE_SECTIONS}
_LISTS = {section.field: _untouched_list(section) for section in _CHOICE_SECTIONS}


def read_choice(section: Section, text: str) -> tuple[str, str]:
    """Return the stored value ("" where it is not answered) and the words that are neither answer nor template."""
    folded = fold(text)
    start = _skip(_BEFORE, folded, 0)
    if untouched := _LISTS[section.field].match(folded, start):
        start = _skip(_BETWEEN, folded, untouched.end())
        text, folded, start = text[start:], folded[start:], 0
        start = _skip(_BEFORE, folded, start)
    answer = _answer(section, folded, start)
    if answer is None:
        return "", text.strip()
    value, end = answer
    return value, text[_skip(_BETWEEN, folded, end) :].strip()


def begins_with_choice(section: Section, text: str) -> bool:
    """Whether the text answers a choice section, or still holds its list of choices."""
    if not section.choices:
        return False
    folded = fold(text[:200])
    start = _skip(_BEFORE, folded, 0)
    return bool(_LISTS[section.field].match(folded, start)) or _answer(section, folded, start) is not None


def _answer(section: Section, folded: str, start: int) -> tuple[str, int] | None:
    """The stored value and where its words end; None where they are no choice, or several of them."""
    pattern = _CHOICES[section.field]
    match = pattern.match(folded, start)
    if match is None:
        return None
    end = match.end()
    is_followed_by_letters = folded[end : end + 1].isalnum()
    if is_followed_by_letters and not (match[0] > "\u2e80" and _ENDING.match(folded, end)):
        return None
    alternative = _OR.match(folded, end)
    if alternative and pattern.match(folded, alternative.end()):
        return None
    return _VALUES[section.field][_LABELS[section.field][(match.lastindex or 1) - 1]], end


def _skip(pattern: re.Pattern[str], folded: str, start: int) -> int:
    match = pattern.match(folded, start)
    return match.end() if match else start
