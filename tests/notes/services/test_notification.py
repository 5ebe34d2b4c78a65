"""Who is told: of escalated notes, of escalations in the Risks box, of new Exec Summaries."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest

from customers.enums import AssignmentRole, Segment
from customers.models import Customer
from ftop.accounts.enums import Role, Telling
from ftop.accounts.models import User
from notes.models import ExecSummaryRequest, Note, Notification
from notes.services.inputs import RiskInput
from notes.services.note_move import move_note
from notes.services.note_read import mark_read
from notes.services.notification import see, see_all, see_one
from notes.services.risk import close_risk, edit_risk, open_risk, reopen_risk
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    ExecSummaryRequestFactory,
    FollowFactory,
    NoteFactory,
    NotificationFactory,
    RiskFactory,
    UserFactory,
)
from tests.notes.published import overall, summary

LATER = NOON + timedelta(hours=1)
DOWN = RiskInput(kind="escalation", title="Mail is down", severity="high")
SLOW = RiskInput(kind="issue", title="Mail is slow", severity="low")


def escalated(customer: Customer, by: User, **more: Any) -> Note:
    return overall(customer, by, is_escalated=True, **{"new_risks": [DOWN], **more})


def rows() -> list[tuple[str, list[str], bool]]:
    found = Notification.objects.order_by("recipient__full_name")
    return [(row.recipient.full_name, row.told_as, row.is_switched_off) for row in found]


def choose(person: User, told_of: Collection[str]) -> None:
    User.objects.filter(pk=person.pk).update(told_of=list(told_of))


def test_escalated_note_is_told_to_those_who_answer_for_the_customer(
    customer: Customer, owner: User, teammate: User, engineer: User, rm: User, other_rm: User, leader: User
) -> None:
    note = escalated(customer, teammate)
    assert rows() == [("Olivia Owner", ["primary_fm"], False), ("Rita Regional", ["rm"], False)]
    row = Notification.objects.latest("pk")
    assert (row.note, row.risk, row.customer, row.raised_by, row.raised_at) == (note, None, customer, teammate, NOON)


def test_every_regional_manager_is_told(customer: Customer, owner: User, rm: User, other_rm: User) -> None:
    AssignmentFactory.create(customer=customer, person=other_rm, role=AssignmentRole.RM)
    escalated(customer, owner)
    assert rows() == [("Otto Other", ["rm"], False), ("Rita Regional", ["rm"], False)]


def test_health_owner_of_s500_is_the_primary_architect(customer: Customer, owner: User, architect: User) -> None:
    Customer.objects.update(segment=Segment.S500)
    customer.assignments.filter(person=architect).update(is_primary=True)
    escalated(Customer.objects.get(), owner)
    assert rows() == [("Arno Architect", ["health_owner"], False)]


def test_health_owner_of_the_others_is_the_primary_fm(customer: Customer, owner: User, teammate: User) -> None:
    Customer.objects.update(segment=Segment.S501_S1500)
    escalated(Customer.objects.get(), teammate)
    assert rows() == [("Olivia Owner", ["health_owner", "primary_fm"], False)]


def test_nobody_is_told_of_their_own_note(customer: Customer, owner: User) -> None:
    escalated(customer, owner)
    assert rows() == []


def test_note_that_is_not_escalated_tells_nobody(customer: Customer, owner: User, rm: User) -> None:
    overall(customer, owner, new_risks=[SLOW])
    assert rows() == []


def test_note_that_opens_an_escalation_tells_without_a_tick(customer: Customer, owner: User, rm: User) -> None:
    overall(customer, owner, new_risks=[DOWN])
    assert rows() == [("Rita Regional", ["rm"], False)]


def test_several_escalations_in_a_note_are_told_once(customer: Customer, owner: User, rm: User) -> None:
    escalated(customer, owner, new_risks=[DOWN, RiskInput(kind="escalation", title="Phones too", severity="high")])
    assert rows() == [("Rita Regional", ["rm"], False)]


def test_same_form_sent_twice_tells_once(customer: Customer, owner: User, rm: User) -> None:
    note = escalated(customer, owner)
    escalated(customer, owner, key=note.key)
    assert rows() == [("Rita Regional", ["rm"], False)]


@pytest.mark.parametrize("change", [{"is_active": False}, {"roles": [Role.FM]}])
def test_who_left_or_lost_the_role_is_not_told(
    customer: Customer, owner: User, rm: User, change: dict[str, Any]
) -> None:
    User.objects.filter(pk=rm.pk).update(**change)
    escalated(customer, owner)
    assert rows() == []


def test_ended_assignment_is_not_told(customer: Customer, owner: User, rm: User) -> None:
    customer.assignments.filter(person=rm).update(ends_on="2026-01-02")
    escalated(customer, owner)
    assert rows() == []


def test_switched_off_is_kept_as_not_told(customer: Customer, owner: User, rm: User) -> None:
    choose(rm, [])
    escalated(customer, owner)
    assert rows() == [("Rita Regional", ["rm"], True)]
    assert not Notification.objects.visible_to(rm).exists()


def test_leadership_is_told_by_choice(customer: Customer, owner: User, leader: User) -> None:
    choose(leader, [Telling.EVERY_ESCALATION])
    choose(owner, [Telling.EVERY_ESCALATION])
    escalated(customer, UserFactory.create())
    assert rows() == [("Lena Leader", ["leader"], False), ("Olivia Owner", ["primary_fm"], True)]


def test_followers_are_told_of_escalations_by_choice(customer: Customer, owner: User, other_rm: User) -> None:
    FollowFactory.create(customer=customer, person=other_rm)
    escalated(customer, owner)
    assert rows() == []
    choose(other_rm, [Telling.FOLLOWED_ESCALATION])
    escalated(customer, owner, text="Again")
    assert rows() == [("Otto Other", ["follower"], False)]


def test_new_summary_is_told_to_followers(customer: Customer, owner: User, rm: User, leader: User) -> None:
    FollowFactory.create(customer=customer, person=leader)
    FollowFactory.create(customer=customer, person=owner)
    FollowFactory.create(person=rm)
    note = summary(customer, owner)
    assert rows() == [("Lena Leader", ["follower"], False)]
    assert Notification.objects.values_list("kind", "note").get() == ("exec_summary", note.pk)


def test_follower_who_may_not_read_the_customer_is_not_told(customer: Customer, owner: User, outsider: User) -> None:
    FollowFactory.create(customer=customer, person=outsider)
    summary(customer, owner)
    assert rows() == []


def test_who_asked_is_told_of_the_answer(customer: Customer, owner: User, other_rm: User) -> None:
    request = ExecSummaryRequestFactory.create(customer=customer, requested_by=other_rm)
    summary(customer, owner, answered_requests=[request])
    assert rows() == [("Otto Other", ["requester"], False)]


def test_rm_is_told_of_summaries_by_choice(customer: Customer, owner: User, rm: User) -> None:
    summary(customer, owner)
    assert rows() == []
    choose(rm, [Telling.REGIONAL_SUMMARY])
    summary(Customer.objects.get(), owner, happened_on=NOON.date() - timedelta(days=1))
    assert rows() == [("Rita Regional", ["rm"], False)]


def test_escalation_in_a_summary_is_told_once(customer: Customer, owner: User, rm: User) -> None:
    FollowFactory.create(customer=customer, person=rm)
    summary(customer, owner, new_risks=[DOWN])
    assert list(Notification.objects.values_list("recipient", "kind")) == [(rm.pk, "escalation")]


def test_escalation_in_the_box_is_told(customer: Customer, owner: User, rm: User) -> None:
    risk = open_risk(customer=customer, risk=DOWN, by=owner, now=NOON)
    assert rows() == [("Rita Regional", ["rm"], False)]
    assert Notification.objects.values_list("risk", "risk_version", "note").get() == (risk.pk, 1, None)


@pytest.mark.parametrize("kind", ["risk", "issue"])
def test_other_entries_of_the_box_tell_nobody(customer: Customer, owner: User, rm: User, kind: str) -> None:
    risk = open_risk(customer=customer, risk=RiskInput(kind=kind, title="Slow", severity="high"), by=owner, now=NOON)
    edit_risk(risk=risk, version=1, values=SLOW, by=owner, now=LATER)
    assert rows() == []


def test_issue_that_becomes_an_escalation_is_told_once(customer: Customer, owner: User, rm: User) -> None:
    risk = open_risk(customer=customer, risk=SLOW, by=owner, now=NOON)
    edit_risk(risk=risk, version=1, values=DOWN, by=owner, now=LATER)
    edit_risk(risk=risk, version=2, values=RiskInput("escalation", "Still down", "high"), by=owner, now=LATER)
    assert list(Notification.objects.values_list("risk_version", flat=True)) == [2]


def test_escalation_that_opens_again_is_told_again(customer: Customer, owner: User, rm: User) -> None:
    risk = open_risk(customer=customer, risk=DOWN, by=owner, now=NOON)
    close_risk(risk=risk, outcome="Up again.", by=owner, now=NOON)
    reopen_risk(risk=risk, by=rm, now=LATER)
    reopen_risk(risk=risk, by=owner, now=LATER)
    assert list(Notification.objects.order_by("pk").values_list("recipient", "risk_version")) == [
        (rm.pk, 1),
        (owner.pk, 3),
    ]


def test_moved_escalation_is_told_at_the_right_customer(customer: Customer, owner: User, rm: User) -> None:
    other = CustomerFactory.create()
    there = AssignmentFactory.create(customer=other, role="rm", person__roles=["rm"]).person
    note = escalated(customer, owner)
    move_note(note=note, to=other, reason="Wrong customer", by=owner, now=LATER)
    assert list(Notification.objects.order_by("pk").values_list("recipient", "customer")) == [
        (rm.pk, customer.pk),
        (there.pk, other.pk),
    ]
    assert not Notification.objects.visible_to(rm).exists()


def test_administrator_who_moves_it_does_not_tell_the_author(customer: Customer, owner: User, admin: User) -> None:
    other = CustomerFactory.create()
    AssignmentFactory.create(customer=other, person=owner, is_primary=True)
    move_note(note=escalated(customer, owner), to=other, reason="Wrong customer", by=admin, now=LATER)
    assert rows() == []


def test_withdrawn_request_is_no_reason_to_fail(customer: Customer, owner: User, rm: User) -> None:
    request = ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)
    ExecSummaryRequest.objects.filter(pk=request.pk).delete()
    assert summary(customer, owner, answered_requests=[request]).pk


def test_reading_the_note_is_seeing_it(customer: Customer, rm: User) -> None:
    first, second = NoteFactory.create_batch(2, customer=customer)
    told = NotificationFactory.create(recipient=rm, note=first)
    NotificationFactory.create(recipient=rm, note=second)
    NotificationFactory.create(note=first)
    mark_read(note=first, by=rm, now=LATER)
    mark_read(note=first, by=rm, now=LATER + timedelta(hours=1))
    assert list(Notification.objects.exclude(seen_at=None).values_list("pk", "seen_at")) == [(told.pk, LATER)]


def test_looking_at_the_risk_sees_the_notes_that_escalate_it_as_well(customer: Customer, owner: User, rm: User) -> None:
    note = escalated(customer, owner)
    risk = note.risk_mentions.get().risk
    NotificationFactory.create(recipient=rm, note=note, kind="exec_summary")
    NotificationFactory.create(recipient=rm, note=None, risk=risk, risk_version=2)
    NotificationFactory.create(recipient=rm, note=None, risk=RiskFactory.create(customer=customer), risk_version=1)
    assert see(risk=risk, by=rm, now=LATER) == 2


def test_seen_is_never_before_it_was_told(customer: Customer, rm: User) -> None:
    told = NotificationFactory.create(recipient=rm, note__customer=customer)
    see_one(notification=told, by=rm, now=NOON - timedelta(seconds=1))
    told.refresh_from_db()
    assert told.seen_at == NOON


def test_somebody_elses_row_stays_unseen(customer: Customer, owner: User, rm: User) -> None:
    assert see_one(notification=NotificationFactory.create(recipient=rm), by=owner, now=LATER) == 0


def test_all_is_what_was_there(customer: Customer, rm: User) -> None:
    shown, newer = (NotificationFactory.create(recipient=rm, note__customer=customer) for _ in range(2))
    assert see_all(until=shown.pk, by=rm, now=LATER) == 1
    assert list(Notification.objects.filter(seen_at=None)) == [newer]
