"""Who is told of what: the rules, on what a person is to the customer and on what they chose. No database here."""

from collections.abc import Collection
from dataclasses import dataclass

from ftop.accounts.enums import Telling
from notes.enums import NotificationKind, ToldAs


@dataclass(frozen=True)
class Rule:
    """Whoever is `told_as` to the customer is told of this kind of event, as long as they chose `telling`."""

    kind: NotificationKind
    told_as: ToldAs
    telling: Telling
    is_accountable: bool = False  # where such a person switched it off, the note says so


# Source: product.md, row 28: the RM is told at once, LT by choice, and who was told is shown.
RULES = (
    Rule(NotificationKind.ESCALATION, ToldAs.RM, Telling.ESCALATION, is_accountable=True),
    Rule(NotificationKind.ESCALATION, ToldAs.HEALTH_OWNER, Telling.ESCALATION, is_accountable=True),
    Rule(NotificationKind.ESCALATION, ToldAs.PRIMARY_FM, Telling.ESCALATION, is_accountable=True),
    Rule(NotificationKind.ESCALATION, ToldAs.LEADER, Telling.EVERY_ESCALATION),
    Rule(NotificationKind.ESCALATION, ToldAs.FOLLOWER, Telling.FOLLOWED_ESCALATION),
    Rule(NotificationKind.EXEC_SUMMARY, ToldAs.REQUESTER, Telling.ASKED_SUMMARY),
    Rule(NotificationKind.EXEC_SUMMARY, ToldAs.FOLLOWER, Telling.FOLLOWED_SUMMARY),
    Rule(NotificationKind.EXEC_SUMMARY, ToldAs.RM, Telling.REGIONAL_SUMMARY),
)


@dataclass(frozen=True)
class Told:
    """What becomes of one event for one person."""

    kind: NotificationKind
    told_as: tuple[ToldAs, ...]
    is_switched_off: bool = False


def told(kinds: Collection[NotificationKind], *, told_as: Collection[ToldAs], chosen: Collection[str]) -> list[Told]:
    """What a person is told of something that is of these kinds: once at most, of the weightiest kind.

    Besides, what they are accountable for and switched off, so that it can be shown.
    """
    found: list[Told] = []
    for kind in NotificationKind:
        rules = [rule for rule in RULES if kind in kinds and rule.kind == kind and rule.told_as in told_as]
        if on := tuple(rule.told_as for rule in rules if rule.telling in chosen):
            return [*found, Told(kind, on)]
        if off := tuple(rule.told_as for rule in rules if rule.is_accountable):
            found.append(Told(kind, off, is_switched_off=True))
    return found
