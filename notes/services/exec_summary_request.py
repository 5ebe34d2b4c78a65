"""An RM asks for an Exec Summary; the FM sees it and answers, the RM may withdraw (source: seed, "upon request")."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.text import clean
from ftop.lib.validation import stored
from notes.enums import NoteKind, RequestState
from notes.models import ExecSummaryRequest, Note
from notes.services.archived_customer import refuse_archived

_ENDED_ALREADY = {
    RequestState.ANSWERED: "This request was answered in the meantime, on {day}. Nothing was changed.",
    RequestState.NOT_NEEDED: "This request was answered “not needed” in the meantime, on {day}. Nothing was changed.",
    RequestState.WITHDRAWN: "This request was withdrawn in the meantime, on {day}. Nothing was changed.",
}


@transaction.atomic
def request_exec_summary(
    *, customer: Customer, focus: str, helpful_by_on: date | None, by: User, now: datetime
) -> ExecSummaryRequest:
    """Ask the FMs of a customer for an Exec Summary; `helpful_by_on` is a wish, never a deadline (source: seed).

    Asking twice with the same words is once. Raises RuleError for a day in the past, and where another request of this
    person for the customer is open.
    """
    refuse_archived(customer=customer)
    # The second half of a double click waits here for the first.
    Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    waiting = ExecSummaryRequest.objects.open().filter(customer=customer, requested_by=by).first()
    if waiting and (waiting.focus, waiting.helpful_by_on) == (clean(focus), helpful_by_on):
        return waiting
    if helpful_by_on and helpful_by_on < by.day_of(now):
        raise RuleError("This day is in the past. Choose today or later, or leave it empty.", field="helpful_by_on")
    request = ExecSummaryRequest(
        customer=customer, requested_at=now, requested_by=by, focus=focus, helpful_by_on=helpful_by_on
    )
    with acting(by=by, now=now):
        return stored(request)


@transaction.atomic
def mark_seen(*, requests: Collection[ExecSummaryRequest], by: User, now: datetime) -> int:
    """Mark the open ones as seen by the FM's side; the first time counts. Returns how many were new."""
    unseen = ExecSummaryRequest.objects.open().filter(pk__in=[r.pk for r in requests], seen_at__isnull=True)
    with acting(by=by, now=now):
        return unseen.update(seen_at=now, seen_by=by)


@transaction.atomic
def answer_requests(*, requests: Collection[ExecSummaryRequest], note: Note, by: User, now: datetime) -> int:
    """Answer requests of the note's customer with an Exec Summary; whoever writes it has seen them.

    Those that ended in the meantime (withdrawn, answered by somebody else) stay as they are: a summary is worth saving
    anyhow. Returns how many were answered.
    """
    if note.kind != NoteKind.EXEC_SUMMARY:
        raise RuleError("Only an Exec Summary answers a request for one.")
    waiting = ExecSummaryRequest.objects.open().filter(pk__in=[r.pk for r in requests], customer=note.customer_id)
    # One statement: a request that is being withdrawn at this moment is looked at again once its lock is free.
    with acting(by=by, now=now):
        return waiting.update(
            state=RequestState.ANSWERED,
            ended_at=now,
            ended_by=by,
            answered_by_note=note,
            seen_at=Coalesce(F("seen_at"), now),
            seen_by=Coalesce(F("seen_by"), by.pk),
        )


@transaction.atomic
def reopen_answered(*, note: Note, why: str, by: User, now: datetime) -> list[ExecSummaryRequest]:
    """Open again what a note answered that answers it no longer; `why` says what became of the note.

    One request of a person is open for a customer: whose next one is open already, keeps that one, and the old one ends
    as withdrawn, with a reason that says so. The caller holds the customer's row lock. Returns the requests.
    """
    requests = list(ExecSummaryRequest.objects.select_for_update().filter(answered_by_note=note))
    newer = ExecSummaryRequest.objects.open().filter(
        customer=note.customer_id, requested_by__in=[request.requested_by_id for request in requests]
    )
    asked_again = {request.requested_by_id: request for request in newer}
    for request in requests:
        request.answered_by_note = None
        if again := asked_again.get(request.requested_by_id):
            request.state, request.ended_at, request.ended_by = RequestState.WITHDRAWN, now, by
            day = f"{by.day_of(again.requested_at):%-d %b %Y}"
            request.reason = f"{why} The newer request of {day} takes its place."
        else:
            request.state, request.ended_at, request.ended_by = RequestState.OPEN, None, None
    with acting(by=by, now=now):
        for request in requests:
            stored(request, update_fields=["state", "ended_at", "ended_by", "reason", "answered_by_note"])
    return requests


@transaction.atomic
def answer_not_needed(*, request: ExecSummaryRequest, reason: str, by: User, now: datetime) -> ExecSummaryRequest:
    """Answer a request without a new summary; the reason is what the RM reads instead.

    Raises RuleError without a reason, and where the request ended in the meantime.
    """
    if not clean(reason):
        raise RuleError("Say why a new Exec Summary is not needed.", field="reason")
    current = _locked_open(request, by=by)
    if current.seen_at is None:
        current.seen_at, current.seen_by = now, by
    return _ended(current, state=RequestState.NOT_NEEDED, reason=reason, by=by, now=now)


@transaction.atomic
def withdraw_request(*, request: ExecSummaryRequest, by: User, now: datetime, reason: str = "") -> ExecSummaryRequest:
    """Take back a request of one's own, with or without a reason.

    Raises RuleError where it ended in the meantime, or is somebody else's.
    """
    if request.requested_by_id != by.pk:
        raise RuleError("Only the person who asked can withdraw a request.")
    return _ended(_locked_open(request, by=by), state=RequestState.WITHDRAWN, reason=reason, by=by, now=now)


def _locked_open(request: ExecSummaryRequest, *, by: User) -> ExecSummaryRequest:
    """The request as it stands now, locked; RuleError where it has ended, saying how and when."""
    current = ExecSummaryRequest.objects.select_for_update(of=("self",)).select_related("customer").get(pk=request.pk)
    refuse_archived(customer=current.customer)
    if current.ended_at:
        sentence = _ENDED_ALREADY[RequestState(current.state)]
        raise RuleError(sentence.format(day=f"{by.day_of(current.ended_at):%-d %b %Y}"))
    return current


def _ended(
    request: ExecSummaryRequest, *, state: RequestState, reason: str, by: User, now: datetime
) -> ExecSummaryRequest:
    request.state, request.reason, request.ended_at, request.ended_by = state, reason, now, by
    with acting(by=by, now=now):
        return stored(request, update_fields=["state", "reason", "ended_at", "ended_by", "seen_at", "seen_by"])
