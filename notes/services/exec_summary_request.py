"""An RM asks for an Exec Summary; the FM sees it and answers, the RM may withdraw (source: seed, "upon request")."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from customers.enums import Priority
from customers.models import Customer
from customers.services.customer_lock import lock_customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.text import clean
from ftop.lib.validation import stored
from notes.enums import NoteKind, RequestState
from notes.models import ExecSummaryRequest, Note
from notes.models.exec_summary_request import REMIND_AFTER
from notes.services.archived_customer import refuse_archived

_ENDING = ("state", "reason", "ended_at", "ended_by")
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
    refuse_past(day=helpful_by_on, by=by, now=now)
    request = ExecSummaryRequest(
        customer=customer, requested_at=now, requested_by=by, focus=focus, helpful_by_on=helpful_by_on
    )
    with acting(by=by, now=now):
        return stored(request)


def refuse_past(*, day: date | None, by: User, now: datetime) -> None:
    """Raise RuleError for a helpful-by day before today, where this person lives."""
    if day and day < by.day_of(now):
        raise RuleError("This day is in the past. Choose today or later, or leave it empty.", field="helpful_by_on")


@transaction.atomic
def mark_seen(*, requests: Collection[ExecSummaryRequest], by: User, now: datetime) -> int:
    """Mark the open ones as seen by the FM's side; the first time counts. Returns how many were new."""
    unseen = ExecSummaryRequest.objects.open().filter(pk__in=[r.pk for r in requests], seen_at__isnull=True)
    with acting(by=by, now=now):
        return unseen.update(seen_at=now, seen_by=by)


def answer_requests(*, requests: Collection[ExecSummaryRequest], note: Note, by: User, now: datetime) -> int:
    """Answer requests of the note's customer with an Exec Summary; whoever writes it has seen them.

    Those that ended in the meantime (withdrawn, answered by somebody else) stay as they are: a summary is worth saving
    anyhow. Returns how many were answered. One statement.
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
    """Open again what a note answered, or what ended because the note was confirmed; `why` says what became of it.

    One request of a person is open for a customer: whose next one is open already, keeps that one, and the old one ends
    as withdrawn, with a reason that says so. The caller holds the customer's row lock. Returns the requests.
    """
    ended_by_note = Q(answered_by_note=note) | Q(confirmed_note=note)
    requests = list(ExecSummaryRequest.objects.select_for_update().filter(ended_by_note))
    newer = ExecSummaryRequest.objects.open().filter(
        customer=note.customer_id, requested_by__in=[request.requested_by_id for request in requests]
    )
    asked_again = {request.requested_by_id: request for request in newer}
    for request in requests:
        # What the FM said when confirming it is told no longer; the history keeps it.
        request.answered_by_note = request.confirmed_note = None
        request.reason = ""
        if again := asked_again.get(request.requested_by_id):
            request.state, request.ended_at, request.ended_by = RequestState.WITHDRAWN, now, by
            day = f"{by.day_of(again.requested_at):%-d %b %Y}"
            request.reason = f"{why} The newer request of {day} takes its place."
        else:
            request.state, request.ended_at, request.ended_by = RequestState.OPEN, None, None
    with acting(by=by, now=now):
        for request in requests:
            stored(request, update_fields=[*_ENDING, "answered_by_note", "confirmed_note"])
    return requests


@transaction.atomic
def answer_not_needed(*, request: ExecSummaryRequest, reason: str, by: User, now: datetime) -> ExecSummaryRequest:
    """Answer a request without a new summary; the reason is what the RM reads instead.

    Raises RuleError without a reason, and where the request ended in the meantime.
    """
    if not clean(reason):
        raise RuleError("Say why a new Exec Summary is not needed.", field="reason")
    current = _seen(locked_open(request=request, by=by), by=by, now=now)
    return _ended(current, state=RequestState.NOT_NEEDED, reason=reason, by=by, now=now)


@transaction.atomic
def withdraw_request(*, request: ExecSummaryRequest, by: User, now: datetime, reason: str = "") -> ExecSummaryRequest:
    """Take back a request of one's own, with or without a reason.

    Raises RuleError where it ended in the meantime, or is somebody else's.
    """
    if request.requested_by_id != by.pk:
        raise RuleError("Only the person who asked can withdraw a request.")
    current = locked_open(request=request, by=by)
    return _ended(current, state=RequestState.WITHDRAWN, reason=reason, by=by, now=now)


@transaction.atomic
def confirm_still_true(
    *, request: ExecSummaryRequest, note: UUID, reason: str = "", by: User, now: datetime
) -> ExecSummaryRequest:
    """Answer a request with the newest Exec Summary as it stands: nothing has changed since.

    `note` is the key of the summary that the person looked at, `reason` a sentence they may add. Raises RuleError where
    a newer summary exists by now or that one was withdrawn, and where the request ended in the meantime.
    """
    # Publishing, withdrawing and moving hold the customer, and take it first: the newest stays it until we are done.
    lock_customer(customer=request.customer)
    current = _seen(locked_open(request=request, by=by), by=by, now=now)
    summaries = Note.objects.standing().filter(customer=current.customer, kind=NoteKind.EXEC_SUMMARY)
    newest = summaries.order_by("-happened_on", "-id").first()
    if newest is None or newest.key != note:
        raise RuleError(
            "The newest Exec Summary is another one by now. Nothing was changed: read it, and confirm that."
        )
    current.confirmed_note = newest
    return _ended(current, state=RequestState.NOT_NEEDED, reason=reason, by=by, now=now)


@transaction.atomic
def remind(*, request: ExecSummaryRequest, by: User, now: datetime) -> ExecSummaryRequest:
    """Remind the FM's side of a request of one's own: once, not in the first three days, never of a Low customer.

    Raises RuleError where that is not so, where the FM waits for a reply, and where the request ended in the meantime.
    """
    if request.requested_by_id != by.pk:
        raise RuleError("Only the person who asked can remind.")
    current = locked_open(request=request, by=by)
    if current.reminded_at:
        raise RuleError(f"You have reminded them once, on {by.day_of(current.reminded_at):%-d %b %Y}. Once is all.")
    if current.customer.priority == Priority.LOW:
        raise RuleError("Nobody is reminded of a Low priority customer: no updates are expected there.")
    if now < current.requested_at + REMIND_AFTER:
        first = by.day_of(current.requested_at + REMIND_AFTER)
        raise RuleError(f"Give them three days: you can remind them from {first:%-d %b %Y} on.")
    last = current.messages.order_by("-id").first()
    if last and last.author_id != by.pk:
        raise RuleError("They asked you something. Reply first; nothing was sent.")
    current.reminded_at = now
    with acting(by=by, now=now):
        return stored(current, update_fields=["reminded_at"])


def _seen(request: ExecSummaryRequest, *, by: User, now: datetime) -> ExecSummaryRequest:
    """Whoever answers has seen it; the first time counts."""
    if request.seen_at is None:
        request.seen_at, request.seen_by = now, by
    return request


def locked_open(*, request: ExecSummaryRequest, by: User) -> ExecSummaryRequest:
    """Return the request as it stands now, locked. Raises RuleError where it has ended, saying how and when."""
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
        return stored(request, update_fields=[*_ENDING, "seen_at", "seen_by", "confirmed_note"])
