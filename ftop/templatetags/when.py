"""Dates for reading: relative words with the exact moment in `<time>`, in the zone of the person who reads."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

_MINUTE, _HOUR = 60, 3600


@register.filter
def iso_day(value: str) -> date:
    """A day as JSON carries it, for the tags below."""
    return date.fromisoformat(value)


@register.simple_tag
def when(value: date | datetime | None) -> SafeString | str:
    """`3 days ago`, with the exact moment as its title. Empty for None."""
    if value is None:
        return ""
    if not isinstance(value, datetime):
        return _time(value.isoformat(), _exact_day(value), days_between(value, timezone.localdate()))
    here = timezone.localtime(value)
    exact = f"{_exact_day(here)}, {here:%H:%M %Z}"
    return _time(here.isoformat(timespec="seconds"), exact, since(value, timezone.now()))


@register.simple_tag
def day(value: date | datetime | None) -> SafeString | str:
    """`Mon 3 Mar`, with the year where it is not this one. Empty for None."""
    if value is None:
        return ""
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), _short_day(on, timezone.localdate()))


@register.simple_tag
def moment(value: datetime) -> SafeString:
    """`Mon 3 Mar 2025, 14:02`, where the exact moment is what matters (history)."""
    here = timezone.localtime(value)
    text = f"{_exact_day(here)}, {here:%H:%M}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', here.isoformat(timespec="seconds"), f"{here:%Z}", text
    )


@register.simple_tag
def due(value: date) -> SafeString:
    """A due date: `Fri 7 Mar`, or in words that it is overdue."""
    late_by = (timezone.localdate() - value).days
    shown = day(value)
    if late_by <= 0:
        return format_html("{}{}", shown, " (today)" if late_by == 0 else "")
    return format_html('<span class="overdue">{} overdue</span> ({})', _count(late_by, "day"), shown)


@register.simple_tag
def age(value: date | datetime | None) -> SafeString | str:
    """How old something is, without "ago": `12 days`. Empty for None."""
    if value is None:
        return ""
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _time(on.isoformat(), _exact_day(on), _span(max((timezone.localdate() - on).days, 0)))


def days_between(value: date, today: date) -> str:
    """The words for a day as seen from today: `yesterday`, `in 3 days`, `2 weeks ago`."""
    days = (today - value).days
    if days in {0, 1, -1}:
        return {0: "today", 1: "yesterday", -1: "tomorrow"}[days]
    return f"{_span(days)} ago" if days > 0 else f"in {_span(-days)}"


def since(value: datetime, now: datetime) -> str:
    """The words for a moment: minutes and hours within the reader's day, whole days beyond it."""
    seconds = (now - value).total_seconds()
    here, today = timezone.localtime(value).date(), timezone.localdate(now)
    if here != today and not 0 <= seconds < _HOUR:
        return days_between(here, today)
    if seconds < 0:
        return "today"
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{int(seconds // _MINUTE)} min ago"
    return f"{_count(int(seconds // _HOUR), 'hour')} ago"


def _span(days: int) -> str:
    """Days up to two weeks, then weeks, months, years: as exact as a person would say it."""
    for unit, length, until in (("day", 1, 14), ("week", 7, 61), ("month", 30.44, 730)):
        if days < until:
            return _count(int(days // length), unit)
    return _count(days // 365, "year")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _exact_day(value: date) -> str:
    return f"{value:%a} {value.day} {value:%b %Y}"


def _short_day(value: date, today: date) -> str:
    return f"{value:%a} {value.day} {value:%b}" if value.year == today.year else _exact_day(value)


def _time(machine: str, exact: str, words: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', machine, exact, words)
