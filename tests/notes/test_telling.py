"""Who is told of what, by what they are to the customer and what they chose."""

import pytest

from ftop.accounts.enums import Telling
from notes.enums import NotificationKind, ToldAs
from notes.telling import RULES, Told, told

ESCALATION, SUMMARY = NotificationKind.ESCALATION, NotificationKind.EXEC_SUMMARY
RM, OWNER, FM = ToldAs.RM, ToldAs.HEALTH_OWNER, ToldAs.PRIMARY_FM


@pytest.mark.parametrize("reason", [RM, OWNER, FM])
def test_who_answers_for_the_customer_is_told_of_escalations(reason: ToldAs) -> None:
    assert told([ESCALATION], told_as=[reason], chosen=[Telling.ESCALATION]) == [Told(ESCALATION, (reason,))]


@pytest.mark.parametrize("reason", [RM, OWNER, FM])
def test_who_answers_for_it_and_switched_it_off_is_kept_as_not_told(reason: ToldAs) -> None:
    assert told([ESCALATION], told_as=[reason], chosen=[]) == [Told(ESCALATION, (reason,), is_switched_off=True)]


@pytest.mark.parametrize(
    ("reason", "telling"),
    [(ToldAs.LEADER, Telling.EVERY_ESCALATION), (ToldAs.FOLLOWER, Telling.FOLLOWED_ESCALATION)],
)
def test_others_are_told_of_escalations_by_choice(reason: ToldAs, telling: Telling) -> None:
    assert told([ESCALATION], told_as=[reason], chosen=[telling]) == [Told(ESCALATION, (reason,))]
    assert told([ESCALATION], told_as=[reason], chosen=set(Telling) - {telling}) == []


@pytest.mark.parametrize(
    ("reason", "telling"),
    [
        (ToldAs.FOLLOWER, Telling.FOLLOWED_SUMMARY),
        (ToldAs.REQUESTER, Telling.ASKED_SUMMARY),
        (RM, Telling.REGIONAL_SUMMARY),
    ],
)
def test_summaries_are_told_by_choice(reason: ToldAs, telling: Telling) -> None:
    assert told([SUMMARY], told_as=[reason], chosen=[telling]) == [Told(SUMMARY, (reason,))]
    assert told([SUMMARY], told_as=[reason], chosen=set(Telling) - {telling}) == []


def test_summary_with_an_escalation_is_told_once() -> None:
    both = [SUMMARY, ESCALATION]
    assert told(both, told_as=[RM, ToldAs.FOLLOWER], chosen=list(Telling)) == [
        Told(ESCALATION, (RM, ToldAs.FOLLOWER)),
    ]


def test_summary_is_told_where_the_escalation_in_it_is_switched_off() -> None:
    found = told([SUMMARY, ESCALATION], told_as=[RM, ToldAs.REQUESTER], chosen=[Telling.ASKED_SUMMARY])
    assert found == [Told(ESCALATION, (RM,), is_switched_off=True), Told(SUMMARY, (ToldAs.REQUESTER,))]


def test_several_reasons_are_named_together() -> None:
    assert told([ESCALATION], told_as=[FM, OWNER], chosen=[Telling.ESCALATION]) == [Told(ESCALATION, (OWNER, FM))]


def test_engineer_is_told_of_nothing() -> None:
    assert told(list(NotificationKind), told_as=[], chosen=list(Telling)) == []


def test_every_choice_has_a_rule() -> None:
    assert {rule.telling for rule in RULES} == set(Telling)
