"""The Risks box: opening, changing, closing and reopening what it holds."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from customers.enums import EventKind
from customers.models import Customer
from customers.services.timeline_event import record_event, record_events
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.history import acting
from ftop.lib.text import clean
from ftop.lib.validation import stored, stored_all
from notes.enums import RiskKind, Severity
from notes.models import Risk
from notes.services.archived_customer import refuse_archived
from notes.services.inputs import RiskInput
from notes.services.notification import tell_of_risk


class KeyUsed(RuleError):
    """The form opened another risk before: it needs a new key."""

    def __init__(self) -> None:
        super().__init__("This form was saved before. Save again to add what it says now as a second risk.")


_FIELDS = ("kind", "category", "title", "severity", "owner", "owner_name", "response")


@transaction.atomic
def open_risk(*, customer: Customer, risk: RiskInput, by: User, now: datetime, key: UUID | None = None) -> Risk:
    """Put a new risk into the customer's Risks box and the opening on the timeline.

    `key` is the one the form was opened with: sending the same form twice opens one risk. Raises RuleError when a rule
    of the risk itself is broken, and KeyUsed when the key opened another risk before.
    """
    refuse_archived(customer=customer)
    opened = _new(customer, risk, key=key or uuid4(), by=by, now=now)
    if key and (before := _opened_before(opened)):
        return before
    with acting(by=by, now=now):
        stored(opened)
    _record(opened, EventKind.RISK_OPENED, _opening(opened), by=by, now=now)
    tell_of_risk(risk=opened, by=by, now=now)
    return opened


def open_risks_of_note(*, customer: Customer, risks: Sequence[RiskInput], by: User, now: datetime) -> list[Risk]:
    """Put the new risks of a note into the box, and each opening on the timeline: two queries, however many they are.

    Belongs into the transaction that writes the note, which also tells people of it. Raises RuleError.
    """
    opened = [_new(customer, risk, key=uuid4(), by=by, now=now) for risk in risks]
    if opened:
        with acting(by=by, now=now):
            stored_all(opened)
        sentences = [_opening(risk) for risk in opened]
        record_events(customer=customer, kind=EventKind.RISK_OPENED, sentences=sentences, by=by, now=now)
    return opened


@transaction.atomic
def edit_risk(*, risk: Risk, version: int, values: RiskInput, by: User, now: datetime) -> Risk:
    """Change what an open risk says. Raises StaleVersion when somebody else saved it since `version`.

    A closed risk is a record: RuleError asks to reopen it first.
    """
    current = _locked(risk)
    if not current.is_open:
        raise RuleError("This risk is closed. Reopen it before you change it.")
    if current.version != version:
        raise StaleVersion(current)
    was_escalation = current.kind == RiskKind.ESCALATION
    _write(current, values)
    current.version = version + 1
    with acting(by=by, now=now):
        stored(current, update_fields=[*_FIELDS, "version"])
    if not was_escalation:
        tell_of_risk(risk=current, by=by, now=now)
    return current


@transaction.atomic
def close_risk(*, risk: Risk, outcome: str, by: User, now: datetime) -> Risk:
    """Close a risk with how it ended, and say so on the timeline. Closing it twice with the same words is once.

    Raises RuleError without an outcome, and where somebody closed it in the meantime.
    """
    current = _locked(risk)
    if not current.is_open:
        if current.closed_by_id == by.pk and current.outcome == clean(outcome):
            return current
        raise RuleError("Somebody closed this risk in the meantime. Your outcome was not saved; theirs is shown above.")
    if not clean(outcome):
        raise RuleError("Closing a risk needs an outcome: say how it ended.", field="outcome")
    current.closed_at, current.closed_by, current.outcome = now, by, outcome
    current.version += 1
    with acting(by=by, now=now):
        stored(current, update_fields=["closed_at", "closed_by", "outcome", "version"])
    what = RiskKind(current.kind).label
    sentence = f"{what} closed: {current.title}. Outcome: {current.outcome}"
    _record(current, EventKind.RISK_CLOSED, sentence, by=by, now=now)
    return current


@transaction.atomic
def reopen_risk(*, risk: Risk, reason: str = "", by: User, now: datetime) -> Risk:
    """Put a closed risk back into the box; its outcome stays in the history. An open one stays as it is."""
    current = _locked(risk)
    if current.is_open:
        return current
    current.closed_at, current.closed_by, current.outcome = None, None, ""
    current.version += 1
    with acting(by=by, now=now, reason=clean(reason)):
        stored(current, update_fields=["closed_at", "closed_by", "outcome", "version"])
    what, why = RiskKind(current.kind).label, f". Reason: {clean(reason)}" if clean(reason) else ""
    _record(current, EventKind.RISK_REOPENED, f"{what} reopened: {current.title}{why}", by=by, now=now)
    tell_of_risk(risk=current, by=by, now=now)
    return current


def _new(customer: Customer, values: RiskInput, *, key: UUID, by: User, now: datetime) -> Risk:
    opened = Risk(customer=customer, opened_at=now, opened_by=by, key=key)
    _write(opened, values)
    return opened


def _opening(risk: Risk) -> str:
    what, weight = RiskKind(risk.kind).label, Severity(risk.severity).label.lower()
    return f"{what} opened, severity {weight}: {risk.title}"


def _write(risk: Risk, values: RiskInput) -> None:
    for name in _FIELDS:
        setattr(risk, name, getattr(values, name))


def _opened_before(risk: Risk) -> Risk | None:
    """The risk that this very form opened; a double click waits here for its first half."""
    Customer.objects.select_for_update(no_key=True).get(pk=risk.customer_id)
    before = Risk.objects.select_related("owner").filter(key=risk.key).first()
    if before is None:
        return None
    wanted = [clean(str(getattr(risk, name) or "")) for name in _FIELDS]
    is_same = wanted == [str(getattr(before, name) or "") for name in _FIELDS]
    if not is_same or before.customer_id != risk.customer_id or before.opened_by_id != risk.opened_by_id:
        raise KeyUsed
    return before


def _locked(risk: Risk) -> Risk:
    """The risk as it stands now; nobody else writes to it until the transaction ends."""
    rows = Risk.objects.select_for_update(of=("self",)).select_related("customer", "owner", "closed_by")
    current = rows.get(pk=risk.pk)
    refuse_archived(customer=current.customer)
    return current


def _record(risk: Risk, kind: EventKind, sentence: str, *, by: User, now: datetime) -> None:
    record_event(customer=risk.customer, kind=kind, sentence=sentence, by=by, now=now)
