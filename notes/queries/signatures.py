"""Who did something, when and why, as services signed the rows of the history (`ftop.lib.history.acting`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from ftop.accounts.models import User


@dataclass(frozen=True)
class Signature:
    """`who` is empty where a command did it, `reason` where none was given."""

    at: datetime
    who: str
    reason: str


def signatures_of(rows: Sequence[Any]) -> list[Signature]:
    """The signatures of history rows, loaded with their context, in the same order. One query."""
    contexts = [row.pgh_context.metadata if row.pgh_context else {} for row in rows]
    people = User.objects.in_bulk({context.get("user") for context in contexts} - {None})
    return [
        Signature(
            at=parse_datetime(str(context.get("at", ""))) or row.pgh_created_at,
            who=people[context["user"]].full_name if context.get("user") in people else "",
            reason=context.get("reason", ""),
        )
        for row, context in zip(rows, contexts, strict=True)
    ]
