"""What each rule looks for. A finder is given the form and returns what it found, in the order of the text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ftop.lib.text import fold
from notes.coach.passages import Passage, Sentence, Writing, sentences
from notes.rendering.workload_mentions import mention_of


class Offer(Enum):
    """What a hint can do for the writer."""

    ENTITLEMENT = "entitlement"  # write it as an Entitlement Status Note
    RISK = "risk"  # add it to the Risks box


@dataclass(frozen=True)
class Finding:
    """`marks` are (start, end) within `quote`, the sentence or the text that the hint is about.

    `about` is what the offer needs: the workload's code, or the kind of the risk.
    """

    passage: Passage
    quote: str
    marks: tuple[tuple[int, int], ...]
    offer: Offer | None = None
    about: str = ""


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# "Yet another", and "…, yet they …", say nothing about time.
VAGUE = _re(r"\b(?:for now|currently|(?<!, )(?<!and )yet(?! another))\b")
INTENT = _re(
    r"\b(?:will|won't|intends?|plans?|wants?|no intent|(?:not|no) interest(?:ed)?|unable|blocked|cannot|can't|can not|"
    r"refuses?|declined?|"
    r"deploy\w*|migrat\w+|roll(?:s|ing|ed)? out|postpone\w*)\b"
)
WHY = _re(
    r"\b(?:because|due to|owing to|since|so(?! far)|in order to|prefers?|as (?:the|they|it|their|there)|caused by|"
    r"reason|until|after|lack of|requires?|prevents?|thanks to|wait(?:s|ing)? for|to (?:close|save|replace|meet))\b"
)
SILENT = _re(
    r"\b(?:un-?responsive|non-?responsive|not respond\w*|no (?:answer|response|reply|reaction)|"
    r"(?:does|did|do|has|have) ?n[o']t (?:answer|repl|react|respond)\w*|(?:un|not )reachable)\b"
)
ATTEMPTS = _re(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|twice|once)\b[^.]{0,40}?"
    r"\b(?:attempts?|times|(?:e-?)?mails?|calls?|messages?|tries|reminders?|invitations?)\b|\b(?:twice|\d+\s?(?:x|times))\b"
)
WHOM = _re(
    r"\b(?:reach(?:ed)?|contact(?:ed)?|call(?:ed)?|mail(?:ed)?|e-?mail(?:ed)?|asked|wrote to|written to|from|to|with)"
    r"\s+(?:(?:the|our|their|his|her|an?|all)\s+)?"
    # "To our 12 mails", "to date": no person.
    r"(?!\d|(?:the|our|their|his|her|an?|all|my|any|date|(?:e-?)?mails?|calls?|messages?|attempts?|reminders?)\b)[\w…-]{2,}"
)
# "40 % of the devices are not managed" is a reason, and no usage.
FIGURES = _re(
    r"\b\d[\d.,]*\s?(?:(?:%|percent\b)(?!\s+of (?:(?:the|their|its|all) )?(?!the|their|its|all|users|seats|licen))|"
    r"k?\s?(?:MAU|monthly active|active (?:users?|use)))|\bMAU\b|\bactive (?:use|usage)\b|"
    r"\busage (?:is|at|of|grew|rose|fell)\b"
)
# Meetings, meeting rooms and calendars are what some workloads are about.
LOGISTICS = _re(
    r"\b(?:meeting(?! (?:rooms?|recordings?|polic|features?|solutions?|add-?ins?))|workshops?|"
    r"invit(?:e|es|ed|ation|ations)|agendas?|reschedul\w+|(?:weekly|sync|next) (?:calls?|meetings))\b"
)
STATUS_TALK = _re(
    r"\b(?:deploy\w*|migrat\w*|pilot\w*|roll(?:s|ed|ing)?[ -]?outs?|enabl\w+|block(?:ed|s|er|ers)|unable|no intent|"
    r"adopt(?:s|ed|ing)?|switch(?:es|ed|ing)? (?:on|off|to)|configur\w+|mailboxes|waves?)\b"
)
TROUBLE = _re(r"\b(?:escalat(?:e|es|ed|ing|ions?)|blockers?|blocks|blocked|blocking|issues?|outages?)\b")
# What is over, what is not there, and what will end it is no new trouble.
SETTLED = _re(
    r"\b(?:un-?block\w*|resolv\w+|solved|fixed|closed|(?:no|without|any|free of)\s+(?:\w+\s+){0,2}?"
    r"(?:escalations?|issues?|blockers?|outages?)|not (?:blocked|escalated)|nothing (?:is )?block\w*)\b"
)
NO_SUPPORT = re.compile(r"(?:n ?/ ?a|na|none|nothing|nil|no requests?|[-–]+)[.!]?")
EMPTY = re.compile(
    r"(?:n ?/ ?a|na|none|nothing(?: new)?|nil|tbd|tbc|same(?: here)?(?: as (?:before|above|last (?:time|month|summary)|"
    r"previous(?:ly)?))?|as (?:before|above)|see (?:above|last summary|previous)|ditto|no (?:changes?|updates?|news)"
    r"(?: since (?:the )?last \w+)?|unchanged|idem|[-–.…?/x]+)[.!]?"
)
_KIND_OF_TROUBLE = {"esc": "escalation", "out": "issue", "iss": "issue", "blo": "issue"}
# Words that say nothing about which trouble it is.
_COMMON = frozenset(
    [
        "about",
        "because",
        "blocked",
        "blocker",
        "could",
        "customer",
        "issue",
        "issues",
        "should",
        "still",
        "their",
        "there",
    ]
)


def vague_words(writing: Writing) -> Iterator[Finding]:
    """ "For now", "currently", "yet": they make intent unclear."""
    yield from _each(writing, VAGUE)


def intent_without_why(writing: Writing) -> Iterator[Finding]:
    """A reason that says what the customer does, and not why."""
    for passage in writing.passages:
        if (said := INTENT.search(passage.text)) and not WHY.search(passage.text):
            yield _found(passage, Sentence(passage.text, 0), [said])


def silence_without_attempts(writing: Writing) -> Iterator[Finding]:
    """A customer who does not answer: how often one tried, and whom."""
    for passage in writing.passages:
        if (said := SILENT.search(passage.text)) and not (ATTEMPTS.search(passage.text) and WHOM.search(passage.text)):
            yield _of_sentence(passage, said)


def figures_or_logistics(writing: Writing) -> Iterator[Finding]:
    """What belongs to the measured usage, or into an Overall Status Note."""
    yield from _each(writing, FIGURES, LOGISTICS)


def workload_talk(writing: Writing) -> Iterator[Finding]:
    """A text that is about the deployment of one workload and of no other."""
    for passage in writing.passages:
        named = [(mention_of(workload), workload) for workload in writing.workloads]
        named = [(mention, workload) for mention, workload in named if mention.search(passage.text)]
        if len(named) != 1:
            continue
        ((mention, workload),) = named
        for sentence in sentences(passage.text):
            marks = tuple(said.span() for said in mention.finditer(sentence.text))
            # A text that begins with the code in brackets is about it, whatever it says.
            is_headed = bool(marks) and marks[0][0] == 1 and sentence.text.startswith("[")
            if marks and (is_headed or STATUS_TALK.search(sentence.text)):
                yield Finding(passage, sentence.text, marks, Offer.ENTITLEMENT, workload.code)
                break


def trouble_outside_the_box(writing: Writing) -> Iterator[Finding]:
    """An escalation, a blocker or an issue that the Risks box does not know of."""
    if writing.is_calling_out:
        return
    known = [_telling_words(title) for title in writing.risks]
    for passage in writing.passages:
        for sentence in sentences(passage.text):
            said = [match for match in TROUBLE.finditer(sentence.text) if fold(match[0])[:3] in _KIND_OF_TROUBLE]
            if not said or SETTLED.search(sentence.text):
                continue
            words = _telling_words(sentence.text)
            if not any(_speaks_of(words, title) for title in known):
                kind = _KIND_OF_TROUBLE[fold(said[0][0])[:3]]
                yield _found(passage, sentence, said, Offer.RISK, kind)


def empty_sections(writing: Writing) -> Iterator[Finding]:
    """ "n/a", "same as before": a section that says nothing. Asking for no support is an answer."""
    for passage in writing.passages:
        is_answer = passage.field == "support_requests" and NO_SUPPORT.fullmatch(passage.folded)
        if not is_answer and EMPTY.fullmatch(passage.folded):
            yield Finding(passage, passage.text, ((0, len(passage.text)),))


def same_for_several(writing: Writing) -> Iterator[Finding]:
    """The same words about several workloads, unless the customer does not answer."""
    alike: dict[str, list[Passage]] = defaultdict(list)
    for passage in writing.passages:
        if passage.is_workload and passage.folded and not EMPTY.fullmatch(passage.folded):
            alike[passage.folded].append(passage)
    for passages in alike.values():
        if len(passages) > 1 and not SILENT.search(passages[0].text):
            label = ", ".join(passage.label for passage in passages)
            yield Finding(Passage(passages[0].field, label, passages[0].text), passages[0].text, ())


def _each(writing: Writing, *patterns: re.Pattern[str]) -> Iterator[Finding]:
    """One finding a sentence, with everything that any of the patterns finds in it."""
    for passage in writing.passages:
        for sentence in sentences(passage.text):
            said = [match for pattern in patterns for match in pattern.finditer(sentence.text)]
            if said:
                yield _found(passage, sentence, said)


def _found(
    passage: Passage, sentence: Sentence, said: list[re.Match[str]], offer: Offer | None = None, about: str = ""
) -> Finding:
    return Finding(passage, sentence.text, tuple(sorted(match.span() for match in said)), offer, about)


def _of_sentence(passage: Passage, said: re.Match[str]) -> Finding:
    sentence = next(s for s in sentences(passage.text) if s.start <= said.start() < s.start + len(s.text))
    start = said.start() - sentence.start
    return Finding(passage, sentence.text, ((start, start + len(said[0])),))


def _telling_words(text: str) -> set[str]:
    """Cut, so that "migrate" and "migration" are the same."""
    return {word[:6] for word in re.findall(r"\w{5,}", fold(text)) if word not in _COMMON}


def _speaks_of(words: set[str], title: set[str]) -> bool:
    """Two words in common, or one where the title has no more than two: "migration" alone is many troubles."""
    return len(words & title) >= min(2, max(1, len(title) - 1))
