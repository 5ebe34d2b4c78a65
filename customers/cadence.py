"""When the next Enterprise Status Note is due (source: playbook).

"Cadence by customer health: Red and Yellow every 2 weeks, at most 21 days apart; Green and Blue at least once a
quarter." The measured health decides, and the status of the last note only where health is unknown. All days are
calendar days where the person who asks lives; quarters are those of the calendar year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db.models import Q

from customers.enums import EnterpriseColor, Health

EVERY = timedelta(days=14)
AT_MOST = timedelta(days=21)
_RHYTHM_DAYS = {Health.RED, Health.YELLOW}
_RHYTHM_QUARTER = {Health.GREEN, Health.BLUE}


class Rhythm(Enum):
    FORTNIGHT = "every 2 weeks, at most 21 days apart"
    QUARTER = "at least once a quarter"


class Due(Enum):
    """Where a customer stands; all but LATER wants a note."""

    LATER = "later"
    MISSING = "missing"  # none was ever written
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Standing:
    """`on` is the day the next note is due, or from which it is overdue; None where there was none."""

    due: Due
    words: str
    on: date | None = None

    @property
    def is_wanted(self) -> bool:
        return self.due is not Due.LATER


def rhythm_of(*, health: str, status: str) -> Rhythm:
    """How often notes are due; `status` is that of the newest note, "" where there is none."""
    if health in _RHYTHM_QUARTER or (health not in _RHYTHM_DAYS and status == EnterpriseColor.GREEN):
        return Rhythm.QUARTER
    return Rhythm.FORTNIGHT


def proposed(*, on: date, rhythm: Rhythm) -> date:
    """The next update that a note of this day proposes."""
    return on + EVERY if rhythm is Rhythm.FORTNIGHT else _months_later(on, 3)


def latest(*, on: date, rhythm: Rhythm) -> date:
    """The last day that the cadence allows for the next note after one of this day."""
    return on + AT_MOST if rhythm is Rhythm.FORTNIGHT else quarter_end(quarter_end(on) + timedelta(days=1))


def due_on(*, on: date, next_update_on: date, rhythm: Rhythm) -> date:
    """The day the next note is due: as the cadence says, or earlier where the author said so."""
    by_cadence = on + EVERY if rhythm is Rhythm.FORTNIGHT else latest(on=on, rhythm=rhythm)
    return min(by_cadence, next_update_on)


def standing(*, on: date | None, next_update_on: date | None, health: str, status: str, today: date) -> Standing:
    """Where a customer stands today whose newest note is of `on` and names `next_update_on`; None: there is none."""
    if on is None or next_update_on is None:
        return Standing(Due.MISSING, "due, as none was written yet")
    rhythm = rhythm_of(health=health, status=status)
    last_day = latest(on=on, rhythm=rhythm)
    if today > last_day:
        return Standing(Due.OVERDUE, f"overdue since {_said(last_day + timedelta(days=1))}", last_day)
    due = due_on(on=on, next_update_on=next_update_on, rhythm=rhythm)
    if today >= due:
        return Standing(Due.DUE, "due today" if today == due else f"due since {_said(due)}", due)
    days = (due - today).days
    words = "due tomorrow" if days == 1 else f"due in {days} days" if days <= EVERY.days else f"due {_said(due)}"
    return Standing(Due.LATER, words, due)


def fortnightly() -> Q:
    """Customers in the rhythm of two weeks, by `rhythm_of`."""
    return ~quarterly()


def quarterly() -> Q:
    """Customers in the rhythm of a quarter, by `rhythm_of`."""
    unknown = ~Q(health__in=[*_RHYTHM_QUARTER, *_RHYTHM_DAYS])
    return Q(health__in=_RHYTHM_QUARTER) | unknown & Q(enterprise_status=EnterpriseColor.GREEN)


def quarter_before(day: date) -> date:
    """The first day of the quarter before: what was written earlier is overdue."""
    return quarter_start(quarter_start(day) - timedelta(days=1))


def quarter_of_due(day: date) -> date:
    """What was written before this day is due: on the last day of a quarter all of the quarter before."""
    return quarter_start(day) if day == quarter_end(day) else quarter_before(day)


def quarter_start(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def quarter_end(day: date) -> date:
    return _months_later(quarter_start(day), 3) - timedelta(days=1)


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))


def _said(day: date) -> str:
    return f"{day:%-d %b %Y}"
