"""When a new Exec Summary may be worth it: the rules and their weights, as data.

Source: seed, "when they feel it is appropriate for High or Medium priority customers and if there is significant change
since the last update. There are no mandatory timeframes". So this names facts and never asks for a date.

Each rule looks at what happened since the last summary (or since the hint was put away) and finds facts, each with its
weight. The hint shows once the weights add up to ENOUGH: a 3 is significant alone, smaller ones need company. With few
false alarms in mind a workload counts fully only from its second note on, and progress only by plain statements of
something done. Low priority customers and archived ones are never asked about.

- escalation: one was opened, or closed
- priority: it was changed, and is another one than before
- progress: a note states the opposite of the deployment progress in the summary
- on_hold: On Hold in the summary, and at least ON_HOLD_NOTES notes since
- workload: one that the summary does not have is in two notes or more; workload_once: in one
- many_notes: at least MANY_NOTES since; some_notes: at least SOME_NOTES
- no_summary: none was written yet, and there are at least FIRST_AFTER notes

A kind of note that is added later (enterprise and entitlement status) adds its changes to What and a rule to RULES.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from customers.enums import DeploymentProgress, EngagementStatus, Priority

ENOUGH = 3
WEIGHTS = {
    "escalation": 3,
    "priority": 3,
    "progress": 3,
    "on_hold": 3,
    "workload": 3,
    "workload_once": 1,
    "many_notes": 3,
    "some_notes": 2,
    "no_summary": 3,
}
ASKED_ABOUT = (Priority.HIGH, Priority.MEDIUM)
ON_HOLD_NOTES = 3
SOME_NOTES, MANY_NOTES = 5, 8
FIRST_AFTER = 5
MOST_NOTES = 30  # looked at; with more, "30 or more"

_THING = r"(?:deployment|migration|roll-?out)"
# Plain statements of something done, in Python's and PostgreSQL's regular expressions alike.
DEPLOYED = rf"(?:went live|gone live|rolled out to|{_THING} (?:is|was|has been) (?:complete|completed|finished))"
RETREATED = rf"(?:rolled back|{_THING} (?:is|was|has been) (?:paused|stopped|cancelled|put on hold))"
COMPLETE = rf"(?:fully deployed|{_THING} (?:is|was|has been) (?:complete|completed|finished))"
SAYS_PROGRESS = rf"{DEPLOYED}|{RETREATED}|{COMPLETE}"
_CONTRADICTS = {
    DeploymentProgress.NOT_DEPLOYED: re.compile(DEPLOYED, re.IGNORECASE),
    DeploymentProgress.PARTIALLY_DEPLOYED: re.compile(COMPLETE, re.IGNORECASE),
    DeploymentProgress.FULLY_DEPLOYED: re.compile(RETREATED, re.IGNORECASE),
}
# A sentence with one of these speaks of a plan, a condition, a part or a wish, or says that it is not so.
_UNSURE = re.compile(
    r"\b(?:not|never|no|n[o']t|once|when|until|before|after|if|unless|will|would|should|could|may|might|plan(?:s|ned)?"
    r"|next|soon|pilot|test|first|part(?:ly|ially)?|some|almost|nearly)\b|n['’]t\b|\?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Fact:
    """Something that changed, in words that stand alone, and the moment it was known."""

    rule: str
    words: str
    at: datetime

    @property
    def weight(self) -> int:
        return WEIGHTS[self.rule]


@dataclass(frozen=True)
class Escalation:
    title: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class Move:
    """A change of priority."""

    old: str
    new: str
    at: datetime


@dataclass(frozen=True)
class Said:
    """An Overall Status Note: the codes it names, and the sentence in which it speaks of progress, or ""."""

    on: date
    at: datetime
    codes: Sequence[str]
    progress: str = ""


@dataclass(frozen=True)
class Last:
    """The newest Exec Summary."""

    on: date
    codes: Sequence[str]
    engagement_status: str
    deployment_progress: str


@dataclass(frozen=True)
class What:
    """What happened `since` (None: ever) to one customer; `notes` are the newest MOST_NOTES, the newest first."""

    priority: str
    last: Last | None
    since: datetime | None
    escalations: Sequence[Escalation] = field(default_factory=tuple)
    moves: Sequence[Move] = field(default_factory=tuple)
    notes: Sequence[Said] = field(default_factory=tuple)

    def is_new(self, moment: datetime | None) -> bool:
        return moment is not None and (self.since is None or moment > self.since)


def facts_in(what: What) -> list[Fact]:
    """The facts that make a new summary worth it, weightiest first; none where they are not enough."""
    if what.priority not in ASKED_ABOUT:
        return []
    facts = [fact for rule in RULES for fact in rule(what)]
    if sum(fact.weight for fact in facts) < ENOUGH:
        return []
    return sorted(facts, key=lambda fact: -fact.weight)


def _escalation(what: What) -> Iterator[Fact]:
    if what.last is None:
        return
    for escalation in what.escalations:
        # One that came and went: how it ended is the news.
        if escalation.closed_at and what.is_new(escalation.closed_at):
            yield Fact("escalation", f"escalation closed: {escalation.title}", escalation.closed_at)
        elif what.is_new(escalation.opened_at):
            yield Fact("escalation", f"escalation opened: {escalation.title}", escalation.opened_at)


def _priority(what: What) -> Iterator[Fact]:
    if what.last is None or not what.moves:
        return
    old, new = Priority(what.moves[0].old), Priority(what.moves[-1].new)
    if old != new:
        yield Fact("priority", f"priority from {old.label} to {new.label}", what.moves[-1].at)


def _progress(what: What) -> Iterator[Fact]:
    if what.last is None:
        return
    pattern = _CONTRADICTS[DeploymentProgress(what.last.deployment_progress)]
    for note in what.notes:
        if pattern.search(note.progress) and not _UNSURE.search(note.progress):
            label = DeploymentProgress(what.last.deployment_progress).label
            words = f"{label} in the summary, and a note of {_day(note.on)} says “{note.progress}”"
            yield Fact("progress", words, note.at)
            return


def _on_hold(what: What) -> Iterator[Fact]:
    is_on_hold = what.last is not None and what.last.engagement_status == EngagementStatus.ON_HOLD
    if is_on_hold and len(what.notes) >= ON_HOLD_NOTES:
        yield Fact("on_hold", f"On Hold in the summary, and {_number(what.notes)} notes since", what.notes[0].at)


def _workload(what: What) -> Iterator[Fact]:
    if what.last is None:
        return
    named = Counter(code for note in what.notes for code in set(note.codes) if code not in what.last.codes)
    for code, count in sorted(named.items(), key=lambda pair: (-pair[1], pair[0])):
        newest = next(note for note in what.notes if code in note.codes)
        words = f"{code} newly discussed" + (f" in {count} notes" if count > 1 else "")
        yield Fact("workload" if count > 1 else "workload_once", words, newest.at)


def _many_notes(what: What) -> Iterator[Fact]:
    count = len(what.notes)
    if what.last is not None and count >= SOME_NOTES:
        rule = "many_notes" if count >= MANY_NOTES else "some_notes"
        yield Fact(rule, f"{_number(what.notes)} notes since", what.notes[0].at)


def _no_summary(what: What) -> Iterator[Fact]:
    if what.last is None and len(what.notes) >= FIRST_AFTER:
        yield Fact("no_summary", f"{_number(what.notes)} notes and no Exec Summary so far", what.notes[0].at)


def _number(notes: Sequence[Said]) -> str:
    return f"{MOST_NOTES} or more" if len(notes) >= MOST_NOTES else str(len(notes))


def _day(day: date) -> str:
    return f"{day:%-d %b}"


RULES: Sequence[Callable[[What], Iterator[Fact]]] = (
    _escalation,
    _priority,
    _progress,
    _on_hold,
    _workload,
    _many_notes,
    _no_summary,
)
