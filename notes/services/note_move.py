"""Moving a note to the customer it belongs to, with what hangs on it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from customers.enums import EventKind
from customers.models import Customer
from customers.services.timeline_event import record_event
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.text import fold
from ftop.lib.validation import stored
from notes.enums import NoteKind
from notes.models import ExecSummaryRequest, Note, Risk, RiskMention
from notes.models.note import OVERALL_KINDS
from notes.queries.note_move import risks_called_out
from notes.services.changing import checked_reason, locked_note, refuse_withdrawn
from notes.services.exec_summary_carried import forget_carried
from notes.services.exec_summary_request import answer_requests, reopen_answered
from notes.services.inputs import RiskInput
from notes.services.note_body import body_at
from notes.services.note_dates import recompute_note_dates
from notes.services.notification import tell_of_note
from notes.services.risk import open_risks_of_note
from notes.services.status_spans import recompute_summary_status


@dataclass(frozen=True)
class _Risks:
    """Those that the note calls out: what moves along, and what stays."""

    moving: Sequence[Risk]
    staying: Sequence[Risk]


@transaction.atomic
def move_note(
    *,
    note: Note,
    to: Customer,
    reason: str,
    risks: Collection[Risk] = (),
    answered_requests: Collection[ExecSummaryRequest] = (),
    by: User,
    now: datetime,
) -> Note:
    """Move a note to another customer, as its author or an administrator; author, dates and key stay.

    Its next actions follow. Of `risks` those move along that no other note mentions; every other mention ends, and both
    timelines say so. An escalated note takes its open risks along as new entries where none of them moves, because an
    escalation stands in the Risks box (seed). Requests it answered are open again; those of `answered_requests`, of the
    other customer, are answered by it. Low priority is no obstacle: the summary is written already, and stands at the
    wrong customer. Both timelines get the reason, and neither names the other customer, whom not everybody may see.

    Moving to where it is already is no change. Raises RuleError.
    """
    reason = checked_reason(reason=reason, missing="Say why the note moves. The reason stands on both timelines.")
    current = locked_note(note=note, also=to)
    if current.customer_id == to.pk:
        return current
    _check(current, to, reason, by=by)
    at, gone = current.customer, _divided(current, {risk.pk for risk in risks})
    with acting(by=by, now=now, reason=reason):
        reopen_answered(note=current, why="The Exec Summary that answered it was moved.", by=by, now=now)
        current.risk_mentions.filter(risk__in=gone.staying).delete()
        _carry(current, to, gone.moving)
        if current.is_escalated and not gone.moving:
            _open_again(current, gone.staying, by=by, now=now)
        _render_anew(current)
        if answered_requests:
            answer_requests(requests=answered_requests, note=current, by=by, now=now)
        for customer in (at, to):
            recompute_note_dates(customer=customer)
            if current.kind == NoteKind.EXEC_SUMMARY:
                recompute_summary_status(customer=customer)
        opened = [risk for risk in gone.moving if risk.is_open]
        requesters = {request.requested_by_id for request in answered_requests}
        tell_of_note(note=current, opened=opened, requesters=requesters, by=by, now=now)
        _leave_trail(current, at, gone, reason, by=by, now=now)
    return current


def check_movable(*, kind: str) -> None:
    """Raise RuleError for a note about a tenant: the tenant is the customer's own, so the note cannot leave it."""
    if kind not in OVERALL_KINDS:
        raise RuleError("This note is about a tenant of the customer, so it cannot move. Withdraw it instead.")


def _check(note: Note, to: Customer, reason: str, *, by: User) -> None:
    if note.author_id != by.pk and not by.is_admin:
        raise RuleError("Only the author or an administrator moves a note.")
    check_movable(kind=note.kind)
    refuse_withdrawn(note=note)
    for customer in (note.customer, to):
        if re.search(rf"(?<!\w){re.escape(customer.name_folded)}(?!\w)", fold(reason)):
            raise RuleError(
                f"The reason stands on both timelines, so it must not name a customer: take “{customer.name}” out.",
                field="reason",
            )


def _divided(note: Note, chosen: Collection[int]) -> _Risks:
    risks: list[Any] = list(risks_called_out(note))
    moving = [risk for risk in risks if risk.pk in chosen and not risk.is_mentioned_elsewhere]
    return _Risks(moving, [risk for risk in risks if risk not in moving])


def _carry(note: Note, to: Customer, risks: Sequence[Risk]) -> None:
    """The composite keys are deferred: note, actions, risks and mentions change together."""
    note.customer = to
    stored(note, update_fields=["customer"])
    note.next_actions.update(customer=to)
    Risk.objects.filter(pk__in=[risk.pk for risk in risks]).update(customer=to)
    note.risk_mentions.update(customer=to)
    forget_carried(note=note)


def _open_again(note: Note, risks: Sequence[Risk], *, by: User, now: datetime) -> None:
    values = [
        RiskInput(kind=risk.kind, title=risk.title, severity=risk.severity, category=risk.category)
        for risk in risks
        if risk.is_open
    ]
    opened = open_risks_of_note(customer=note.customer, risks=values, by=by, now=now)
    RiskMention.objects.bulk_create(RiskMention(note=note, risk=risk, customer=note.customer) for risk in opened)


def _render_anew(note: Note) -> None:
    body = body_at(note=note, customer=note.customer)
    note.html, note.excerpt_html, note.renderer_version = body.html, body.excerpt_html, body.renderer_version
    stored(note, update_fields=["html", "excerpt_html", "renderer_version"])


def _leave_trail(note: Note, at: Customer, risks: _Risks, reason: str, *, by: User, now: datetime) -> None:
    what = f"{note.get_kind_display()} of {note.happened_on:%-d %b %Y} by {note.author.full_name}"
    along = "".join(f" With it moved: {risk.title}." for risk in risks.moving)
    left = "".join(f" It called out a risk that stays here: {risk.title}." for risk in risks.staying)
    end = "" if reason.endswith((".", "!", "?")) else "."
    for customer, sentence in (
        (at, f"{what} moved to another customer: {reason}{end}{along}{left}"),
        (note.customer, f"{what} moved here from another customer: {reason}{end}{along}"),
    ):
        record_event(customer=customer, kind=EventKind.NOTE_MOVED, sentence=sentence, by=by, now=now)
