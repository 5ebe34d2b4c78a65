"""The constraints of requests for Exec Summaries, each passing and failing by name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ftop.accounts.models import User
from notes.enums import RequestState
from notes.models import ExecSummaryRequest
from tests.factories import NOON, ExecSummaryFactory, ExecSummaryRequestFactory

pytestmark = pytest.mark.django_db


def check_now() -> None:
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def assert_refused(constraint: str, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ExecSummaryRequestFactory.create(**values)
        check_now()


def ended(by: User, state: RequestState, **values: object) -> dict[str, object]:
    return {"state": state, "ended_at": NOON, "ended_by": by, **values}


def test_an_open_request_passes() -> None:
    ExecSummaryRequestFactory.create(focus="x" * 1000)
    check_now()
    assert ExecSummaryRequest.objects.open().count() == 1


def test_one_open() -> None:
    first = ExecSummaryRequestFactory.create()
    assert_refused("notes_execsummaryrequest_one_open", customer=first.customer, requested_by=first.requested_by)


def test_one_open_beside_ended_ones_passes(owner: User) -> None:
    first = ExecSummaryRequestFactory.create(**ended(owner, RequestState.WITHDRAWN))
    ExecSummaryRequestFactory.create(customer=first.customer, requested_by=first.requested_by)
    check_now()
    assert ExecSummaryRequest.objects.count() == 2


def test_state_known(owner: User) -> None:
    assert_refused("notes_execsummaryrequest_state_known", state="lost", ended_at=NOON, ended_by=owner)


def test_seen_by_nobody() -> None:
    assert_refused("notes_execsummaryrequest_seen_pair", seen_at=NOON)


def test_seen_at_no_time(owner: User) -> None:
    assert_refused("notes_execsummaryrequest_seen_pair", seen_by=owner)


def test_seen_pair_complete_passes(owner: User) -> None:
    assert ExecSummaryRequestFactory.create(seen_at=NOON, seen_by=owner).seen_by == owner


def test_ended_by_nobody() -> None:
    assert_refused("notes_execsummaryrequest_ended_pair", state=RequestState.WITHDRAWN, ended_at=NOON)


def test_open_with_an_end(owner: User) -> None:
    assert_refused("notes_execsummaryrequest_ended_pair", **ended(owner, RequestState.OPEN))


def test_answered_by_no_note(owner: User) -> None:
    assert_refused("notes_execsummaryrequest_answer", **ended(owner, RequestState.ANSWERED))


def test_withdrawn_with_a_note(owner: User) -> None:
    note = ExecSummaryFactory.create().note
    assert_refused(
        "notes_execsummaryrequest_answer",
        **ended(owner, RequestState.WITHDRAWN, answered_by_note=note, customer=note.customer),
    )


def test_answered_by_a_note_of_the_customer_passes(owner: User) -> None:
    note = ExecSummaryFactory.create().note
    values = ended(owner, RequestState.ANSWERED, answered_by_note=note, customer=note.customer)
    ExecSummaryRequestFactory.create(**values)
    check_now()
    assert note.answered_requests.count() == 1


def test_answered_by_a_note_of_another_customer(owner: User) -> None:
    note = ExecSummaryFactory.create().note
    assert_refused(
        "notes_execsummaryrequest_note_customer", **ended(owner, RequestState.ANSWERED, answered_by_note=note)
    )


def test_not_needed_without_a_reason(owner: User) -> None:
    assert_refused("notes_execsummaryrequest_reason", **ended(owner, RequestState.NOT_NEEDED))


def test_not_needed_with_a_reason_passes(owner: User) -> None:
    values = ended(owner, RequestState.NOT_NEEDED, reason="Nothing changed.")
    assert ExecSummaryRequestFactory.create(**values).reason == "Nothing changed."


def test_focus_too_long() -> None:
    assert_refused("notes_execsummaryrequest_text_length", focus="x" * 1001)


def test_reason_too_long(owner: User) -> None:
    assert_refused("notes_execsummaryrequest_text_length", **ended(owner, RequestState.NOT_NEEDED, reason="x" * 1001))


def test_not_needed_with_the_confirmed_summary_needs_no_reason(owner: User) -> None:
    note = ExecSummaryFactory.create().note
    ended_so = ended(owner, RequestState.NOT_NEEDED, confirmed_note=note, customer=note.customer)
    ExecSummaryRequestFactory.create(**ended_so)
    check_now()
    assert ExecSummaryRequest.objects.get().confirmed_note == note


def test_confirmed_without_being_not_needed() -> None:
    note = ExecSummaryFactory.create().note
    assert_refused("notes_execsummaryrequest_confirmed", confirmed_note=note, customer=note.customer)


def test_confirmed_note_of_another_customer(owner: User) -> None:
    note = ExecSummaryFactory.create().note
    ended_so = ended(owner, RequestState.NOT_NEEDED, confirmed_note=note)
    assert_refused("notes_execsummaryrequest_confirmed_customer", **ended_so)


def test_reminder_after_three_days_passes() -> None:
    request = ExecSummaryRequestFactory.create(reminded_at=NOON + timedelta(days=3))
    assert request.reminded_at == NOON + timedelta(days=3)


def test_reminder_before_three_days() -> None:
    assert_refused("notes_execsummaryrequest_reminder", reminded_at=NOON + timedelta(days=3, seconds=-1))
