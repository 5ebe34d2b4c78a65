"""When the next Enterprise Status Note is due: by the day, and the same in Python as in the database."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from customers import cadence
from customers.cadence import Due, Rhythm, Standing
from customers.enums import EnterpriseColor, Health
from customers.models import Customer
from tests.factories import CustomerFactory

WRITTEN = date(2026, 3, 3)


def standing(
    today: date, *, on: date = WRITTEN, next_on: date | None = None, health: str = "red", status: str = "red"
) -> Standing:
    rhythm = cadence.rhythm_of(health=health, status=status)
    next_update_on = next_on or cadence.proposed(on=on, rhythm=rhythm)
    return cadence.standing(on=on, next_update_on=next_update_on, health=health, status=status, today=today)


@pytest.mark.parametrize(
    ("days", "due", "words"),
    [
        (0, Due.LATER, "due in 14 days"),
        (13, Due.LATER, "due tomorrow"),
        (14, Due.DUE, "due today"),
        (15, Due.DUE, "due since 17 Mar 2026"),
        (21, Due.DUE, "due since 17 Mar 2026"),
        (22, Due.OVERDUE, "overdue since 25 Mar 2026"),
    ],
)
@pytest.mark.parametrize("health", ["red", "yellow"])
def test_red_and_yellow_are_due_every_two_weeks(health: str, days: int, due: Due, words: str) -> None:
    found = standing(WRITTEN + timedelta(days=days), health=health)
    assert (found.due, found.words) == (due, words)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 3, 31), Due.LATER),
        (date(2026, 4, 1), Due.LATER),
        (date(2026, 5, 9), Due.LATER),
        (date(2026, 5, 10), Due.DUE),
        (date(2026, 6, 30), Due.DUE),
        (date(2026, 7, 1), Due.OVERDUE),
    ],
)
@pytest.mark.parametrize("health", ["green", "blue"])
def test_green_and_blue_are_due_once_a_quarter(health: str, today: date, due: Due) -> None:
    assert standing(today, on=date(2026, 2, 10), health=health, status="red").due is due


@pytest.mark.parametrize(
    ("status", "rhythm"), [("green", Rhythm.QUARTER), ("yellow", Rhythm.FORTNIGHT), ("", Rhythm.FORTNIGHT)]
)
def test_status_of_the_note_counts_where_health_is_unknown(status: str, rhythm: Rhythm) -> None:
    assert cadence.rhythm_of(health="", status=status) is rhythm


@pytest.mark.parametrize("status", EnterpriseColor.values)
def test_measured_health_decides_before_the_status(status: str) -> None:
    assert [cadence.rhythm_of(health=health, status=status) for health in ("red", "blue")] == [
        Rhythm.FORTNIGHT,
        Rhythm.QUARTER,
    ]


def test_earlier_day_of_the_author_counts() -> None:
    found = standing(date(2026, 3, 8), next_on=date(2026, 3, 7))
    assert (found.due, found.words) == (Due.DUE, "due since 7 Mar 2026")


def test_customer_without_a_note_wants_one() -> None:
    found = cadence.standing(on=None, next_update_on=None, health="red", status="", today=WRITTEN)
    assert (found.due, found.is_wanted, found.words) == (Due.MISSING, True, "due, as none was written yet")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_proposal_of_a_quarter_is_three_months_later(on: date, expected: date) -> None:
    assert cadence.proposed(on=on, rhythm=Rhythm.QUARTER) == expected


@pytest.mark.parametrize(
    ("zone", "due"), [("Pacific/Kiritimati", Due.OVERDUE), ("UTC", Due.DUE), ("America/Los_Angeles", Due.DUE)]
)
@pytest.mark.parametrize(
    ("on", "moment", "health"),
    [
        (WRITTEN, datetime(2026, 3, 24, 12, tzinfo=UTC), "red"),
        (date(2026, 2, 10), datetime(2026, 6, 30, 12, tzinfo=UTC), "green"),
    ],
    ids=["after 21 days", "end of the quarter"],
)
def test_day_is_the_readers_own(on: date, moment: datetime, health: str, zone: str, due: Due) -> None:
    assert standing(moment.astimezone(ZoneInfo(zone)).date(), on=on, health=health).due is due


@pytest.mark.parametrize("status", EnterpriseColor.values)
@pytest.mark.parametrize("health", Health.values)
def test_database_agrees_on_every_day(health: str, status: str, db: None) -> None:
    day = date(2026, 2, 10)
    customer = CustomerFactory.create(
        segment="s500",
        health=health,
        last_enterprise_note_on=day,
        enterprise_status=status,
        next_enterprise_note_on=cadence.proposed(on=day, rhythm=cadence.rhythm_of(health=health, status=status)),
    )
    for days in (0, 13, 14, 15, 21, 22, 49, 50, 88, 89, 139, 140, 141, 230):
        today = day + timedelta(days=days)
        found = customer.enterprise_standing(today=today)
        assert found is not None
        assert Customer.objects.enterprise_note_wanted(today=today).exists() == found.is_wanted, today
        assert Customer.objects.enterprise_note_overdue(today=today).exists() == (found.due is Due.OVERDUE), today


def test_other_customers_have_none(db: None) -> None:
    customer = CustomerFactory.create(segment="other")
    assert customer.enterprise_standing(today=WRITTEN) is None
    assert not Customer.objects.enterprise_note_wanted(today=WRITTEN).exists()


def test_s1500_without_a_note_is_wanted_and_overdue(db: None) -> None:
    CustomerFactory.create(segment="s500")
    assert Customer.objects.enterprise_note_wanted(today=WRITTEN).exists()
    assert Customer.objects.enterprise_note_overdue(today=WRITTEN).exists()
