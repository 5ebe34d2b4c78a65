"""What the hashtags of the demo stand for."""

import tomllib
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from ftop.accounts.models import User
from ftop.demo.clock import Clock
from notes.services.campaign import add_campaign

CAMPAIGNS = Path(__file__).parent / "campaigns.toml"


def plan_campaigns(*, by: User, clock: Clock) -> None:
    """Plan the campaigns of the file, each on its first day."""
    for entry in tomllib.loads(CAMPAIGNS.read_text(encoding="utf-8"))["campaigns"]:
        clock.at(entry["starts_days_ago"], 8, partial(_add, entry, by, clock))


def _add(entry: dict[str, Any], by: User, clock: Clock, now: datetime) -> None:
    ends = entry.get("ends_days_ago")
    add_campaign(
        tag=entry["tag"],
        meaning=entry["meaning"],
        starts_on=clock.day(entry["starts_days_ago"]),
        ends_on=None if ends is None else clock.day(ends),
        by=by,
        now=now,
    )
