"""What follows for a request from other rows: drafting, the thread, the newest summary; and the figures of a batch."""

from datetime import timedelta
from typing import Any

import pytest

from customers.enums import AssignmentRole
from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import NoteKind, RequestState
from notes.models import ExecSummaryRequest
from notes.queries.exec_summary_requests import asked_back, visible_request
from notes.queries.request_batch import Progress, batches_of, choice_of, progress_of, requests_in
from notes.services.draft import discard_draft
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    DraftFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    RequestBatchFactory,
    RequestMessageFactory,
)

LATER = NOON + timedelta(hours=2)


@pytest.fixture
def waiting(customer: Customer, rm: User) -> ExecSummaryRequest:
    return ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)


def draft(customer: Customer, author: User, **changes: Any) -> Any:
    values = {"kind": NoteKind.EXEC_SUMMARY, "started_at": LATER, "updated_at": LATER}
    return DraftFactory.create(customer=customer, author=author, **{**values, **changes})


def drafting_since(request: ExecSummaryRequest, reader: User) -> object:
    return visible_request(reader, request.key).drafting_since  # type: ignore[union-attr]


def test_drafting_begins_with_the_draft(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    draft(waiting.customer, owner)
    assert drafting_since(waiting, rm) == LATER


def test_draft_begun_before_counts_from_the_request_on(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    draft(waiting.customer, owner, started_at=NOON - timedelta(days=2))
    assert drafting_since(waiting, rm) == NOON


def test_nobody_drafting(waiting: ExecSummaryRequest, rm: User) -> None:
    assert drafting_since(waiting, rm) is None


@pytest.mark.parametrize(
    "changes", [{"updated_at": NOON}, {"kind": NoteKind.OVERALL}], ids=["not touched since", "another kind"]
)
def test_other_drafts_are_no_drafting(
    waiting: ExecSummaryRequest, owner: User, rm: User, changes: dict[str, Any]
) -> None:
    draft(waiting.customer, owner, **changes)
    assert drafting_since(waiting, rm) is None


@pytest.mark.parametrize("person", ["engineer", "outsider"])
def test_draft_of_somebody_who_cannot_answer_is_none(
    waiting: ExecSummaryRequest, rm: User, person: str, request: pytest.FixtureRequest
) -> None:
    draft(waiting.customer, request.getfixturevalue(person))
    assert drafting_since(waiting, rm) is None


def test_draft_of_another_customer_is_none(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    other = AssignmentFactory.create(person=owner, role=AssignmentRole.FM).customer
    draft(other, owner)
    assert drafting_since(waiting, rm) is None


def test_discarded_draft_is_none(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    discard_draft(draft=draft(waiting.customer, owner), by=owner, now=LATER)
    assert drafting_since(waiting, rm) is None


def test_ended_request_is_drafted_no_more(customer: Customer, owner: User, rm: User) -> None:
    ended = ExecSummaryRequestFactory.create(
        customer=customer, requested_by=rm, state=RequestState.WITHDRAWN, ended_at=LATER, ended_by=rm
    )
    draft(customer, owner)
    assert drafting_since(ended, rm) is None


def test_newest_summary_is_named(waiting: ExecSummaryRequest, rm: User) -> None:
    ExecSummaryFactory.create(note__customer=waiting.customer, note__happened_on=NOON.date() - timedelta(days=9))
    newest = ExecSummaryFactory.create(note__customer=waiting.customer).note
    found = visible_request(rm, waiting.key)
    assert (found.newest_key, found.newest_on) == (newest.key, newest.happened_on)  # type: ignore[union-attr]


def test_request_is_hidden_with_its_customer(waiting: ExecSummaryRequest, outsider: User) -> None:
    assert visible_request(outsider, waiting.key) is None


def test_last_line_of_the_fm_asks_back(waiting: ExecSummaryRequest, owner: User, rm: User, other_rm: User) -> None:
    RequestMessageFactory.create(request=waiting, author=owner, text="Which workloads?")
    assert [row.last_message["text"] for row in asked_back(rm)] == ["Which workloads?"]  # type: ignore[attr-defined]
    assert list(asked_back(other_rm)) == []


def test_reply_ends_the_asking_back(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    RequestMessageFactory.create(request=waiting, author=owner)
    RequestMessageFactory.create(request=waiting, author=rm)
    assert list(asked_back(rm)) == []
    found = visible_request(rm, waiting.key)
    assert (found.is_asking_back, found.is_replied) == (False, True)  # type: ignore[union-attr]


def test_request_without_a_line_is_not_asking_back(waiting: ExecSummaryRequest, rm: User) -> None:
    assert list(asked_back(rm)) == []


def test_progress_counts_each_step(rm: User, owner: User) -> None:
    batch = RequestBatchFactory.create(asked_by=rm)
    note = ExecSummaryFactory.create().note
    seen = {"batch": batch, "requested_by": rm, "seen_at": NOON, "seen_by": owner}
    ended = seen | {"ended_at": NOON, "ended_by": owner}
    ExecSummaryRequestFactory.create(batch=batch, requested_by=rm)
    asking = ExecSummaryRequestFactory.create(**seen)
    RequestMessageFactory.create(request=asking, author=owner)
    AssignmentFactory.create(customer=asking.customer, person=owner, role=AssignmentRole.FM)
    draft(asking.customer, owner)
    ExecSummaryRequestFactory.create(
        customer=note.customer, state=RequestState.ANSWERED, answered_by_note=note, **ended
    )
    ExecSummaryRequestFactory.create(state=RequestState.NOT_NEEDED, reason="On hold", **ended)
    ExecSummaryRequestFactory.create(requested_by=rm)
    progress = progress_of(requests_in(batch, user=rm))
    assert progress == Progress(asked=4, seen=3, drafting=1, asking_back=1, answered=1, not_needed=1, withdrawn=0)
    row = batches_of(rm)[0]
    assert (row.asked_count, row.seen_count, row.answered_count, row.not_needed_count) == (4, 3, 1, 1)  # type: ignore[attr-defined]


def test_batches_are_ones_own(rm: User, other_rm: User) -> None:
    RequestBatchFactory.create(asked_by=rm)
    assert list(batches_of(other_rm)) == []


def test_batch_shows_the_requests_one_may_read(owner: User, customer: Customer, rm: User) -> None:
    batch = RequestBatchFactory.create(asked_by=rm)
    mine = ExecSummaryRequestFactory.create(batch=batch, requested_by=rm, customer=customer)
    ExecSummaryRequestFactory.create(batch=batch, requested_by=rm)
    assert requests_in(batch, user=owner) == [mine]


def test_choice_tells_the_chosen_apart(rm: User, admin: User, customer: Customer) -> None:
    waiting = ExecSummaryRequestFactory.create(requested_by=rm).customer
    archived = CustomerFactory.create(archived_at=NOON, archived_by=admin)
    choice = choice_of(rm, ids=[waiting.pk, archived.pk, customer.pk])
    assert (choice.to_ask, choice.waiting, choice.archived) == ([customer], [waiting], [archived])


def test_choice_leaves_out_what_one_may_not_read(outsider: User, customer: Customer) -> None:
    choice = choice_of(outsider, ids=[customer.pk])
    assert (choice.to_ask, choice.waiting, choice.archived) == ([], [], [])
