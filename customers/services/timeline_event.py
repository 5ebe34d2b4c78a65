from datetime import datetime

from customers.enums import EventKind
from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User


def record_event(*, customer: Customer, kind: EventKind, sentence: str, by: User, now: datetime) -> TimelineEvent:
    """Put a sentence on the customer's timeline, on the day it is where the person lives.

    Belongs into the transaction of the write it tells of.
    """
    return TimelineEvent.objects.create(
        customer=customer,
        kind=kind,
        happened_on=by.day_of(now),
        sentence=sentence,
        recorded_at=now,
        recorded_by=by,
    )
