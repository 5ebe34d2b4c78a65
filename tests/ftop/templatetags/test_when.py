"""Dates in words, in the reader's zone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from ftop.templatetags import when

NOON = datetime(2025, 3, 12, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_berlin() -> Iterator[None]:
    with timezone.override(ZoneInfo("Europe/Berlin")):
        yield


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=12), "12 hours ago"),
        (timedelta(hours=14), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=14), "2 weeks ago"),
        (timedelta(days=100), "3 months ago"),
        (timedelta(days=800), "2 years ago"),
        (timedelta(minutes=-5), "today"),
        (timedelta(days=-1), "tomorrow"),
        (timedelta(days=-3), "in 3 days"),
    ],
)
def test_since_speaks_as_a_person_would(ago: timedelta, words: str) -> None:
    assert when.since(NOON - ago, NOON) == words


def test_since_counts_days_in_the_readers_zone() -> None:
    # 23:30 UTC is half past midnight of the 12th in Berlin.
    assert when.since(datetime(2025, 3, 11, 23, 30, tzinfo=UTC), NOON) == "12 hours ago"


def test_when_carries_the_exact_moment_of_the_readers_zone() -> None:
    html = when.when(datetime(2024, 7, 1, 12, 0, tzinfo=UTC))
    assert 'datetime="2024-07-01T14:00:00+02:00" title="Mon 1 Jul 2024, 14:00 CEST"' in html


def test_day_names_the_year_only_where_it_is_another() -> None:
    this_year = timezone.localdate().replace(month=3, day=3)
    assert when.day(this_year) == f'<time datetime="{this_year}">{this_year:%a} 3 Mar</time>'
    assert when.day(date(2019, 4, 17)) == '<time datetime="2019-04-17">Wed 17 Apr 2019</time>'


def test_due_says_overdue_in_words() -> None:
    today = timezone.localdate()
    assert '<span class="overdue">2 days overdue</span>' in when.due(today - timedelta(days=2))
    assert when.due(today).endswith(" (today)")
    assert when.due(today + timedelta(days=1)) == when.day(today + timedelta(days=1))


@pytest.mark.parametrize("tag", [when.when, when.day, when.age])
def test_nothing_is_shown_for_no_date(tag: object) -> None:
    assert tag(None) == ""  # type: ignore[operator]


def test_age_has_no_ago() -> None:
    assert ">12 days<" in when.age(timezone.localdate() - timedelta(days=12))
