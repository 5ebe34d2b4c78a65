"""Somebody leaves a customer, and somebody takes over."""

from datetime import timedelta
from typing import Any

import pytest

from customers.models import Assignment, Customer, TimelineEvent
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.models import ExecSummaryRequest, NextAction, Risk
from notes.queries.hand_over import assignments_to_hand_over, open_work
from notes.services.hand_over import HandedOn, hand_over, hand_over_all
from tests.factories import (
    NOON,
    TODAY,
    AssignmentFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    RiskFactory,
    UserFactory,
)


@pytest.fixture
def leaving(customer: Customer, owner: User) -> Assignment:
    """The primary FM, with one of everything open."""
    NextActionFactory.create(note__customer=customer, owner=owner, owner_name="")
    RiskFactory.create(customer=customer, owner=owner, owner_name="")
    ExecSummaryRequestFactory.create(customer=customer, seen_at=NOON, seen_by=owner)
    return Assignment.objects.get(person=owner)


def do(leaving: Assignment, by: User, **changes: Any) -> None:
    work = open_work(leaving.person, leaving.customer, role=leaving.role)
    everything = HandedOn(*([thing.pk for thing in things] for things in (work.actions, work.risks, work.requests)))
    values = {"version": 1, "ends_on": TODAY, "successor": None, "handed_on": everything} | changes
    hand_over(assignment=leaving, **values, by=by, now=NOON)


def test_successor_becomes_primary_and_gets_what_is_open(leaving: Assignment, rm: User) -> None:
    successor = UserFactory.create(full_name="Sue Successor", roles=["fm"])
    do(leaving, rm, successor=successor)
    new = Assignment.objects.get(person=successor)
    assert (new.role, new.is_primary, new.ends_on) == ("fm", True, None)
    assert (NextAction.objects.get().owner, Risk.objects.get().owner) == (successor, successor)
    assert ExecSummaryRequest.objects.get().seen_at is None
    told = "Olivia Owner handed on to Sue Successor: 1 next action, 1 risk, 1 Exec Summary request."
    assert TimelineEvent.objects.filter(sentence=told).exists()


def test_only_what_is_chosen_goes(leaving: Assignment, rm: User, owner: User) -> None:
    successor = UserFactory.create(roles=["fm"])
    do(leaving, rm, successor=successor, handed_on=HandedOn(risks=[Risk.objects.get().pk]))
    assert (NextAction.objects.get().owner, Risk.objects.get().owner) == (owner, successor)
    assert ExecSummaryRequest.objects.get().seen_at == NOON


def test_without_a_successor_everything_stays(leaving: Assignment, rm: User, owner: User) -> None:
    do(leaving, rm)
    leaving.refresh_from_db()
    assert (leaving.ends_on, NextAction.objects.get().owner) == (TODAY, owner)


def test_teammate_who_takes_over_becomes_primary(leaving: Assignment, rm: User, teammate: User) -> None:
    do(leaving, rm, successor=teammate)
    assert Assignment.objects.get(person=teammate).is_primary


def test_somebody_not_primary_is_followed_by_somebody_not_primary(customer: Customer, teammate: User, rm: User) -> None:
    successor = UserFactory.create(roles=["fm"])
    AssignmentFactory.create(customer=customer, role="fm", is_primary=True, person__roles=["fm"])
    do(Assignment.objects.get(person=teammate), rm, successor=successor)
    assert not Assignment.objects.get(person=successor).is_primary


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_on": TODAY - timedelta(days=900)}, "The last day cannot be before the first"),
        ({"successor": "the same"}, "Name somebody else to take over, or nobody."),
        ({"successor": "no fm"}, "does not have the role FastTrack Manager"),
    ],
)
def test_refusals_change_nothing(
    leaving: Assignment, rm: User, leader: User, owner: User, changes: dict[str, Any], sentence: str
) -> None:
    people = {"the same": owner, "no fm": leader}
    if "successor" in changes:
        changes = {"successor": people[changes["successor"]]}
    with pytest.raises(RuleError, match=sentence):
        do(leaving, rm, **changes)
    assert Assignment.objects.get(person=owner).ends_on is None
    assert NextAction.objects.get().owner == owner


def test_older_version_is_refused(leaving: Assignment, rm: User) -> None:
    with pytest.raises(StaleVersion):
        do(leaving, rm, version=7)


def test_all_customers_go_at_once(leaving: Assignment, owner: User, admin: User) -> None:
    AssignmentFactory.create(person=owner, role="fm", customer__name="Adatum", is_primary=True)
    successor = UserFactory.create(roles=["fm"])
    held = assignments_to_hand_over(owner)
    done = hand_over_all(assignments=held, ends_on=TODAY, successor=successor, by=admin, now=NOON)
    assert [customer.name for customer in done] == ["Adatum", "Fabrikam, Inc."]
    assert Assignment.objects.filter(person=successor, is_primary=True, ends_on=None).count() == 2
    assert NextAction.objects.get().owner == successor


def test_all_or_nothing(leaving: Assignment, owner: User, admin: User) -> None:
    owner.roles = ["fm", "sme"]
    owner.save(update_fields=["roles"])
    AssignmentFactory.create(person=owner, role="sme", customer__name="Woodgrove")
    successor = UserFactory.create(roles=["fm"])  # no SME
    with pytest.raises(RuleError, match=r"^Woodgrove: .* Nothing was changed\.$"):
        hand_over_all(
            assignments=assignments_to_hand_over(owner), ends_on=TODAY, successor=successor, by=admin, now=NOON
        )
    assert not Assignment.objects.filter(person=successor).exists()
