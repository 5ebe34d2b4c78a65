"""What the people of the demo follow, what they are told of, and when they looked at their inbox."""

import tomllib
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from customers.models import Customer
from ftop.accounts.models import User
from ftop.accounts.services.preferences import update_preferences
from ftop.demo.clock import Clock
from notes.models import Notification
from notes.services.follow import follow_customer
from notes.services.notification import see_all

INBOX = Path(__file__).parent / "inbox.toml"


def plan_inbox(*, people: dict[str, User], clock: Clock, begins_days_ago: int) -> None:
    """Plan it for the people of the file; the customers are there by the end of the day the demo begins."""
    for entry in tomllib.loads(INBOX.read_text(encoding="utf-8"))["people"]:
        person = people[entry["short"]]
        clock.at(begins_days_ago, 18, partial(_choose, person, entry))
        for days in entry["looked_days_ago"]:
            clock.at(days, 19, partial(_look, person))


def _choose(person: User, entry: dict[str, Any], now: datetime) -> None:
    update_preferences(
        version=person.version,
        time_zone=person.time_zone,
        theme=person.theme,
        has_shortcuts=person.has_shortcuts,
        has_snippet_keys=person.has_snippet_keys,
        told_of=entry["told_of"],
        by=person,
        now=now,
    )
    for name in entry.get("follows", []):
        follow_customer(customer=Customer.objects.get(name=name), by=person, now=now)


def _look(person: User, now: datetime) -> None:
    newest = Notification.objects.filter(recipient=person).first()
    if newest:
        see_all(until=newest.pk, by=person, now=now)
