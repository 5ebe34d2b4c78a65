from datetime import timedelta

import pytest
from django.db import IntegrityError

from customers.enums import AssignmentRole
from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Notification
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    FollowFactory,
    NoteFactory,
    NotificationFactory,
    RiskFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("notes_notification_kind_known", {"kind": "gossip"}),
        ("notes_notification_told_as_known", {"told_as": []}),
        ("notes_notification_told_as_known", {"told_as": ["neighbour"]}),
        ("notes_notification_one_subject", {"risk_version": 1}),
        ("notes_notification_seen_after_told", {"seen_at": NOON - timedelta(minutes=1)}),
        ("notes_notification_seen_after_told", {"seen_at": NOON, "is_switched_off": True}),
    ],
)
def test_constraint_refuses(constraint: str, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        NotificationFactory.create(**values)


@pytest.mark.parametrize(
    "values", [{"kind": "exec_summary", "told_as": ["follower", "rm"]}, {"seen_at": NOON}, {"is_switched_off": True}]
)
def test_constraints_allow(values: dict[str, object]) -> None:
    assert NotificationFactory.create(**values).pk


def test_risk_is_told_as_an_escalation_only() -> None:
    risk = RiskFactory.create()
    assert NotificationFactory.create(note=None, risk=risk, risk_version=1).subject == risk
    with pytest.raises(IntegrityError, match="notes_notification_one_subject"):
        NotificationFactory.create(note=None, risk=risk, risk_version=2, kind="exec_summary")


def test_note_is_told_once() -> None:
    told = NotificationFactory.create()
    NotificationFactory.create(note=told.note)
    with pytest.raises(IntegrityError, match="notes_notification_note_once"):
        NotificationFactory.create(note=told.note, recipient=told.recipient)


def test_escalation_in_the_box_is_told_once() -> None:
    told = NotificationFactory.create(note=None, risk=RiskFactory.create(), risk_version=1)
    NotificationFactory.create(note=None, risk=told.risk, recipient=told.recipient, risk_version=2)
    with pytest.raises(IntegrityError, match="notes_notification_risk_once"):
        NotificationFactory.create(note=None, risk=told.risk, recipient=told.recipient, risk_version=2)


def test_customer_is_followed_once(customer: Customer, owner: User) -> None:
    FollowFactory.create(customer=customer, person=owner)
    FollowFactory.create(customer=customer)
    with pytest.raises(IntegrityError, match="notes_follow_once"):
        FollowFactory.create(customer=customer, person=owner)


def told(person: User, customer: Customer) -> Notification:
    return NotificationFactory.create(recipient=person, note=NoteFactory.create(customer=customer))


def inbox(person: User) -> list[Notification]:
    return list(Notification.objects.visible_to(person))


def test_inbox_is_ones_own(customer: Customer, owner: User, rm: User) -> None:
    mine = told(owner, customer)
    told(rm, customer)
    assert inbox(owner) == [mine]


def test_what_was_switched_off_is_not_in_the_inbox(customer: Customer, owner: User) -> None:
    NotificationFactory.create(recipient=owner, note=NoteFactory.create(customer=customer), is_switched_off=True)
    assert inbox(owner) == []


def test_inbox_without_access_is_empty(customer: Customer, owner: User) -> None:
    told(owner, customer)
    customer.assignments.filter(person=owner).update(ends_on="2026-01-02")
    assert inbox(owner) == []


def test_inbox_after_leaving_is_empty(customer: Customer, rm: User) -> None:
    told(rm, customer)
    User.objects.filter(pk=rm.pk).update(is_active=False)
    assert inbox(rm) == []


def test_who_reads_all_needs_no_assignment(customer: Customer, leader: User) -> None:
    mine = told(leader, customer)
    assert inbox(leader) == [mine]


def test_note_that_moved_leaves_the_inbox(customer: Customer, owner: User) -> None:
    row = told(owner, customer)
    other = CustomerFactory.create()
    AssignmentFactory.create(customer=other, person=owner, role=AssignmentRole.FM)
    row.note.customer = other
    row.note.save(update_fields=["customer"])
    assert inbox(owner) == []


def test_withdrawn_note_waits_for_nobody(customer: Customer, owner: User) -> None:
    row = told(owner, customer)
    assert list(Notification.objects.visible_to(owner).unseen()) == [row]
    row.note.withdrawn_at, row.note.withdrawn_by, row.note.withdraw_reason = NOON, row.note.author, "Wrong"
    row.note.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    assert (inbox(owner), list(Notification.objects.visible_to(owner).unseen())) == ([row], [])
