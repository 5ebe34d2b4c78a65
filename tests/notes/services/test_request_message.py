"""Asking back and replying."""

import uuid
from datetime import timedelta

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.models import ExecSummaryRequest, RequestMessage
from notes.services.exec_summary_request import withdraw_request
from notes.services.request_message import write_message
from tests.factories import NOON, ExecSummaryRequestFactory

LATER = NOON + timedelta(hours=5)
KEY = uuid.UUID(int=7)


@pytest.fixture
def waiting(customer: Customer, rm: User) -> ExecSummaryRequest:
    return ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)


def write(
    request: ExecSummaryRequest, by: User, text: str = "Which workloads?", key: uuid.UUID = KEY
) -> RequestMessage:
    return write_message(request=request, key=key, text=text, by=by, now=LATER)


def test_who_asks_back_has_seen_the_request(waiting: ExecSummaryRequest, owner: User) -> None:
    message = write(waiting, owner)
    waiting.refresh_from_db()
    assert (message.author, message.text, message.written_at) == (owner, "Which workloads?", LATER)
    assert (waiting.seen_by, waiting.seen_at) == (owner, LATER)


def test_reply_does_not_mark_it_seen(waiting: ExecSummaryRequest, rm: User) -> None:
    write(waiting, rm)
    waiting.refresh_from_db()
    assert waiting.seen_at is None


def test_same_form_twice_is_once(waiting: ExecSummaryRequest, owner: User) -> None:
    assert write(waiting, owner) == write(waiting, owner)


def test_key_of_another_line_is_refused(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    write(waiting, owner)
    with pytest.raises(RuleError, match="send it again"):
        write(waiting, rm)


@pytest.mark.parametrize("text", [" ", "x" * 1001])
def test_text_is_asked_for_and_kept_short(waiting: ExecSummaryRequest, owner: User, text: str) -> None:
    with pytest.raises(RuleError, match=r"at most 1,000 characters"):
        write(waiting, owner, text)


def test_ended_request_is_refused(waiting: ExecSummaryRequest, owner: User, rm: User) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    with pytest.raises(RuleError, match="withdrawn in the meantime"):
        write(waiting, owner)
