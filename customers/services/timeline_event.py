from collections.abc import Iterable
from datetime import datetime

from customers.enums import EventKind
from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User


def record_event(*, customer: Customer, kind: EventKind, sentence: str, by: User, now: datetime) -> TimelineEvent:
    """Put a sentence on the customer's timeline, on the day it is where the person lives.

    Belongs into the transaction of the write it tells of.
    """
    event = _event(customer, kind, sentence, by, now)
    event.save()
    return event


def record_events(*, customer: Customer, kind: EventKind, sentences: Iterable[str], by: User, now: datetime) -> None:
    """Put several sentences on the timeline at once, as `record_event` does one. One query."""
    TimelineEvent.objects.bulk_create([_event(customer, kind, sentence, by, now) for sentence in sentences])


def _event(customer: Customer, kind: EventKind, sentence: str, by: User, now: datetime) -> TimelineEvent:
    return TimelineEvent(
        customer=customer,
        kind=kind,
        happened_on=by.day_of(now),
        sentence=sentence,
        recorded_at=now,
        recorded_by=by,
    )
