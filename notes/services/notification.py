"""Telling people of escalations and new Exec Summaries; the rules of who is told are in `notes.telling`.

Belongs into the transaction of the write it tells of: what was not saved is not told, and what was saved is.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q, Value
from django.db.models.functions import Greatest

from ftop.accounts.models import User
from notes.enums import NoteKind, NotificationKind, RiskKind, ToldAs
from notes.models import Note, Notification, Risk
from notes.queries.notification import people_beyond, people_here
from notes.telling import told


def tell_of_note(
    *, note: Note, opened: Sequence[Risk] = (), requesters: Collection[int] = (), by: User, now: datetime
) -> list[Notification]:
    """Tell of a note that is escalated or opens an escalation, and of an Exec Summary; of any other nobody is told.

    `opened` are the risks that came into the box with it: of a note and its escalation each person is told once.
    `requesters` are the people (ids) whose requests it answers. Neither who does it nor the author is told. Returns who
    was, and who switched it off. At most two queries where the customer's assignments are read, and none where there is
    nothing to tell.
    """
    kinds: set[NotificationKind] = set()
    if note.is_escalated or any(risk.kind == RiskKind.ESCALATION for risk in opened):
        kinds.add(NotificationKind.ESCALATION)
    if note.kind == NoteKind.EXEC_SUMMARY:
        kinds.add(NotificationKind.EXEC_SUMMARY)
    event = Notification(note=note, customer=note.customer, raised_at=now, raised_by=by)
    return _tell(event, kinds, requesters, not_to={by.pk, note.author_id})


def tell_of_risk(*, risk: Risk, by: User, now: datetime) -> None:
    """Tell of an entry of the Risks box that is an escalation from now on; of any other nobody is told."""
    kinds = {NotificationKind.ESCALATION} if risk.kind == RiskKind.ESCALATION else set()
    event = Notification(risk=risk, risk_version=risk.version, customer=risk.customer, raised_at=now, raised_by=by)
    _tell(event, kinds, (), not_to={by.pk})


def see(*, by: User, now: datetime, note: Note | None = None, risk: Risk | None = None) -> int:
    """Mark what this person was told of a note, or of a risk by itself or by a note that escalates it, as seen.

    Returns how many were new: the first look counts. One statement.
    """
    by_note = Q(note__risk_mentions__risk=risk, kind=NotificationKind.ESCALATION)
    about = Q(note=note) if note else Q(risk=risk) | by_note
    return _mark(about, by=by, now=now)


def see_one(*, notification: Notification, by: User, now: datetime) -> int:
    """Mark a row of one's own inbox as seen; return whether it was new."""
    return _mark(Q(pk=notification.pk), by=by, now=now)


def see_all(*, until: int, by: User, now: datetime) -> int:
    """Mark one's whole inbox as seen, up to the row with this id: what came after it nobody has looked at."""
    return _mark(Q(pk__lte=until), by=by, now=now)


def _mark(about: Q, *, by: User, now: datetime) -> int:
    own = Notification.objects.visible_to(by).filter(about, seen_at__isnull=True)
    # Never before it was told, even where two servers' clocks differ.
    return Notification.objects.filter(pk__in=own.values("pk")).update(seen_at=Greatest("raised_at", Value(now)))


def _tell(
    event: Notification, kinds: set[NotificationKind], requesters: Collection[int], *, not_to: Collection[int]
) -> list[Notification]:
    if not kinds:
        return []
    told_as: dict[User, list[ToldAs]] = {}
    for person, reason in [
        *people_here(event.customer),
        *people_beyond(event.customer, requesters=requesters),
    ]:
        if person.pk not in not_to:
            told_as.setdefault(person, []).append(reason)
    rows = [
        _row(event, person=person, **vars(what))
        for person, reasons in told_as.items()
        for what in told(kinds, told_as=reasons, chosen=person.told_of)
    ]
    rows.sort(key=lambda row: row.is_switched_off)
    # The same event is told once, however often the write is repeated: the database keeps it unique.
    return Notification.objects.bulk_create(rows, ignore_conflicts=True)


def _row(
    event: Notification, *, person: User, kind: NotificationKind, told_as: Collection[ToldAs], is_switched_off: bool
) -> Notification:
    return Notification(
        recipient=person,
        kind=kind,
        told_as=list(told_as),
        is_switched_off=is_switched_off,
        customer=event.customer,
        note=event.note,
        risk=event.risk,
        risk_version=event.risk_version,
        raised_at=event.raised_at,
        raised_by=event.raised_by,
    )
