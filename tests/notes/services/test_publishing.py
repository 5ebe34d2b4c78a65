"""The core that all kinds share; what is particular to one kind is tested beside its own service."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.enums import NoteKind
from notes.models import NextAction, Note, Risk
from notes.services.inputs import ActionInput, NoteBody, RiskInput, Submission
from notes.services.publishing import (
    AlreadyPublished,
    KeyTaken,
    insert_note,
    published_before,
)
from tests.factories import NOON, TODAY, CustomerFactory, RiskFactory

BODY = NoteBody(text="Call.", html="<p>Call.</p>", excerpt_html="", renderer_version=1)
ESCALATION = RiskInput(kind="escalation", title="Mail is down", severity="high")


@pytest.fixture
def submission(customer: Customer) -> Submission:
    return Submission(
        key=uuid.UUID(int=7),
        customer=customer,
        kind=NoteKind.OVERALL,
        happened_on=TODAY,
        content={"text": "Call."},
    )


def publish(submission: Submission, by: User) -> Note:
    with transaction.atomic():
        before = published_before(submission=submission, by=by)
        return before or insert_note(submission=submission, body=BODY, by=by, now=NOON)


def test_same_submission_twice_makes_one_note(submission: Submission, owner: User) -> None:
    assert publish(submission, owner) == publish(submission, owner)
    assert Note.objects.count() == 1


def test_resend_with_other_line_ends_is_the_same(submission: Submission, owner: User) -> None:
    action = ActionInput(text="Send\nthe plan", due_on=TODAY, owner=owner)
    note = publish(replace(submission, actions=[action]), owner)
    assert (
        publish(
            replace(submission, actions=[replace(action, text="Send\r\nthe plan ")]),
            owner,
        )
        == note
    )


def test_same_content_with_a_new_key_is_the_same_note(submission: Submission, owner: User) -> None:
    """The back button may bring the words back without the key."""
    note = publish(submission, owner)
    assert publish(replace(submission, key=uuid.UUID(int=8)), owner) == note


def test_same_words_of_somebody_else_are_their_own(submission: Submission, owner: User, teammate: User) -> None:
    publish(submission, owner)
    publish(replace(submission, key=uuid.UUID(int=8)), teammate)
    assert Note.objects.count() == 2


def test_same_words_about_another_customer_are_another_note(submission: Submission, owner: User) -> None:
    publish(submission, owner)
    publish(replace(submission, key=uuid.UUID(int=8), customer=CustomerFactory.create()), owner)
    assert Note.objects.count() == 2


def test_same_key_with_other_content_is_refused_with_the_saved_note(submission: Submission, owner: User) -> None:
    note = publish(submission, owner)
    with pytest.raises(AlreadyPublished) as refusal:
        publish(replace(submission, content={"text": "Another call."}), owner)
    assert refusal.value.note == note


@pytest.mark.parametrize(
    "change",
    [
        {"happened_on": TODAY - timedelta(days=1)},
        {"no_action_reason": "Waiting for the customer."},
        {"actions": [ActionInput(text="Call back", due_on=TODAY, owner_name="Dana")]},
        {"is_escalated": True, "new_risks": [ESCALATION]},
    ],
    ids=str,
)
def test_every_part_counts_as_content(submission: Submission, owner: User, change: dict[str, object]) -> None:
    publish(submission, owner)
    with pytest.raises(AlreadyPublished):
        publish(replace(submission, **change), owner)


def test_key_of_another_author_is_refused(submission: Submission, owner: User, teammate: User) -> None:
    publish(submission, owner)
    with pytest.raises(KeyTaken):
        publish(submission, teammate)


def test_key_of_another_customer_is_refused(submission: Submission, owner: User) -> None:
    publish(submission, owner)
    with pytest.raises(KeyTaken):
        publish(replace(submission, customer=CustomerFactory.create()), owner)


def test_call_of_tomorrow_is_refused(submission: Submission, owner: User) -> None:
    with pytest.raises(RuleError) as refusal:
        publish(replace(submission, happened_on=TODAY + timedelta(days=1)), owner)
    assert refusal.value.field == "happened_on"


def test_today_is_the_writers_own_day(submission: Submission, owner: User) -> None:
    """At noon in London it is tomorrow already on Kiritimati."""
    owner.time_zone = "Pacific/Kiritimati"
    tomorrow = TODAY + timedelta(days=1)
    assert publish(replace(submission, happened_on=tomorrow), owner).happened_on == tomorrow


def test_archived_customer_is_refused(submission: Submission, owner: User) -> None:
    Customer.objects.update(archived_at=NOON, archived_by=owner)
    with pytest.raises(RuleError, match="archived"):
        publish(submission, owner)


def test_escalated_note_without_a_risk_is_refused(submission: Submission, owner: User) -> None:
    with pytest.raises(RuleError) as refusal:
        publish(replace(submission, is_escalated=True), owner)
    assert refusal.value.field == "is_escalated"


def test_new_risk_is_opened_mentioned_and_put_on_the_timeline(submission: Submission, owner: User) -> None:
    note = publish(replace(submission, is_escalated=True, new_risks=[ESCALATION]), owner)
    risk = Risk.objects.get()
    assert (risk.title, risk.opened_by, risk.opened_at) == ("Mail is down", owner, NOON)
    assert [mention.risk for mention in note.risk_mentions.all()] == [risk]
    assert TimelineEvent.objects.get().sentence == "Escalation opened, severity high: Mail is down"


def test_open_risk_is_mentioned(submission: Submission, owner: User) -> None:
    risk = RiskFactory.create(customer=submission.customer)
    note = publish(replace(submission, is_escalated=True, mentioned_risks=[risk]), owner)
    assert [mention.risk for mention in note.risk_mentions.all()] == [risk]


@pytest.mark.parametrize("of_another_customer", [True, False], ids=["another customer's", "closed"])
def test_risk_outside_the_box_is_refused(submission: Submission, owner: User, of_another_customer: bool) -> None:
    if of_another_customer:
        risk = RiskFactory.create()
    else:
        risk = RiskFactory.create(
            customer=submission.customer,
            closed_at=NOON,
            closed_by=owner,
            outcome="Solved.",
        )
    with pytest.raises(RuleError) as refusal:
        publish(replace(submission, mentioned_risks=[risk]), owner)
    assert refusal.value.field == "mentioned_risks"


def test_refused_note_leaves_nothing_behind(submission: Submission, owner: User) -> None:
    too_long = ActionInput(text="x" * 501, due_on=TODAY, owner=owner)
    with pytest.raises(RuleError, match="up to 500 characters"):
        publish(replace(submission, actions=[too_long], new_risks=[ESCALATION]), owner)
    assert (Note.objects.count(), NextAction.objects.count(), Risk.objects.count()) == (
        0,
        0,
        0,
    )


def test_backdated_note_leaves_the_newer_date(submission: Submission, owner: User) -> None:
    publish(submission, owner)
    publish(
        replace(submission, key=uuid.UUID(int=8), happened_on=TODAY - timedelta(days=3)),
        owner,
    )
    submission.customer.refresh_from_db()
    assert submission.customer.last_overall_note_on == TODAY


def test_overall_note_is_no_exec_summary(submission: Submission, owner: User) -> None:
    publish(submission, owner)
    submission.customer.refresh_from_db()
    assert submission.customer.last_exec_summary_at is None
