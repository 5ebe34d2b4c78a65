"""The rules of the coach (source: guidance for Overall and Entitlement Status Notes, playbook).

Each explains itself with an example to follow and one to avoid. Administrators may switch a rule off by its key.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from notes.coach import finders
from notes.coach.finders import Finding
from notes.coach.passages import Writing
from notes.enums import NoteKind

_FIREWALL = (
    "Due to a firewall not properly forwarding traffic, the customer will not deploy because they cannot connect to "
    "mailboxes."
)


@dataclass(frozen=True)
class Rule:
    """`key` stays for ever: dismissals and switches know the rule by it."""

    key: str
    title: str
    kinds: tuple[NoteKind, ...]
    find: Callable[[Writing], Iterable[Finding]]
    why: str
    good: str
    poor: str


RULES: tuple[Rule, ...] = (
    Rule(
        "vague_words",
        "“For now”, “currently” and “yet” make intent unclear",
        (NoteKind.ENTITLEMENT,),
        finders.vague_words,
        "Say what the customer intends and what it depends on; the reader cannot see how long “now” lasts.",
        good=_FIREWALL,
        poor="Customer is not deploying currently.",
    ),
    Rule(
        "intent_without_why",
        "What the customer intends is here, and why is not",
        (NoteKind.ENTITLEMENT,),
        finders.intent_without_why,
        "One or two sentences say the customer’s intent and why: only the reason tells others what would help.",
        good=_FIREWALL,
        poor="Customer cannot deploy right now.",
    ),
    Rule(
        "silence_without_attempts",
        "How often did you try, and whom?",
        (NoteKind.ENTITLEMENT, NoteKind.OVERALL, NoteKind.EXEC_SUMMARY, NoteKind.ENTERPRISE),
        finders.silence_without_attempts,
        "“Unresponsive” is a judgement. The number of attempts and the person show that it is one to rely on.",
        good="No answer to 4 attempts by mail and phone between 2 and 20 March to reach the IT lead.",
        poor="Customer is unresponsive.",
    ),
    Rule(
        "figures_or_logistics",
        "Usage figures and meetings belong elsewhere",
        (NoteKind.ENTITLEMENT,),
        finders.figures_or_logistics,
        "Usage is measured and changes by itself; a meeting is news of the customer, for an Overall Status Note.",
        good="The customer migrates 500 mailboxes a week in order to be done before the audit.",
        poor="Usage is at 43 %. Next meeting is on Tuesday at 10.",
    ),
    Rule(
        "workload_talk",
        "This is about one workload",
        (NoteKind.OVERALL,),
        finders.workload_talk,
        "Overall Status Notes are for what is not specific to one workload. As an Entitlement Status Note it becomes "
        "the workload’s current status, where people look for it.",
        good="The Customer has just received approval for Office 365 (O365) Express Route. Doing so will unblock the "
        "deployment of multiple workloads.",
        poor="Intune is blocked because the tablets cannot be enrolled.",
    ),
    Rule(
        "trouble_outside_the_box",
        "The Risks box does not mention this",
        (NoteKind.OVERALL, NoteKind.EXEC_SUMMARY, NoteKind.ENTERPRISE),
        finders.trouble_outside_the_box,
        "Any escalations or issues should be called out in the Risks box: there they have an owner and stay until they "
        "are closed.",
        good="A risk “Proxy blocks Autodiscover”, high, with an owner, ticked in the note.",
        poor="The migration is blocked, and nothing stands in the Risks box.",
    ),
    Rule(
        "empty_sections",
        "This section says nothing",
        (NoteKind.EXEC_SUMMARY, NoteKind.ENTERPRISE),
        finders.empty_sections,
        "Readers see one summary, not the last one beside it. Say it again in a sentence; a workload that is not "
        "discussed is taken out.",
        good="Planning, updating firewall rules.",
        poor="Same as before.",
    ),
    Rule(
        "same_for_several",
        "The same words for several workloads",
        (NoteKind.EXEC_SUMMARY, NoteKind.ENTITLEMENT),
        finders.same_for_several,
        "The same text for several workloads is usually wrong, but right for, say, an unresponsive customer.",
        good="[OLM] Reviewing their mobile strategy. [OD] Planning, part of the Win10 upgrade.",
        poor="[OLM] Planning. [OD] Planning. [SPO] Planning.",
    ),
)
BY_KEY = {rule.key: rule for rule in RULES}


@dataclass(frozen=True)
class Hint:
    rule: Rule
    finding: Finding


def hints_for(writing: Writing, *, without: Iterable[str] = (), at_most: int = 6) -> list[Hint]:
    """What the rules find in a form, in the order of the rules; `without` are the keys of rules that are silent.

    Too many hints at once are none: `at_most` of them are returned.
    """
    silent = set(without)
    hints = [
        Hint(rule, finding)
        for rule in RULES
        if writing.kind in rule.kinds and rule.key not in silent
        for finding in rule.find(writing)
    ]
    return hints[:at_most]
