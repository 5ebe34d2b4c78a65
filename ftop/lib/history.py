"""Who, when and why, written beside the history that the database triggers keep, and read from it again."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import pghistory
from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from django.utils.dateparse import parse_datetime

if TYPE_CHECKING:
    from ftop.accounts.models import User

AnyModel = TypeVar("AnyModel", bound=Model)


def acting(*, by: "User", now: datetime, reason: str = "") -> AbstractContextManager[object]:
    """Sign the history rows written inside: the person, the moment and, where one was given, the reason.

    Services say it themselves, because they also run where no request is: the demo data, commands, tests. One service
    inside another shares the signature, so the inner one without a reason must not wipe out the outer one's.
    """
    return pghistory.context(user=by.pk, at=now, **({"reason": reason} if reason else {}))


@dataclass(frozen=True)
class Signature:
    """Who wrote a row of the history, when and why. `user` is None, `who` empty where a command did it."""

    user: int | None
    who: str
    at: datetime
    reason: str = ""


def signatures_of(rows: Iterable[Any]) -> list[Signature]:
    """Return the signature of each row of a history, in its order. One query for all the names.

    The rows come with `select_related("pgh_context")`.
    """
    signed = [(row.pgh_context.metadata if row.pgh_context else {}, row.pgh_created_at) for row in rows]
    people = get_user_model().objects.in_bulk({said["user"] for said, _ in signed if said.get("user")})
    return [
        Signature(
            user=said.get("user"),
            who=str(people.get(said.get("user"), "")),
            # The demo and imports write later than it happened.
            at=parse_datetime(str(said.get("at", ""))) or written_at,
            reason=said.get("reason", ""),
        )
        for said, written_at in signed
    ]


def as_of(current: AnyModel, *, version: int) -> AnyModel | None:
    """Return the row as it stood in a version, or None when its history does not have that. One query.

    Columns that the history leaves out are read from the row of today when asked for. Not for saving.
    """
    row = _events(current).filter(version=version).order_by("-pgh_id").first()
    if row is None:
        return None
    kept = {field.attname for field in row._meta.concrete_fields}
    names = [field.attname for field in current._meta.concrete_fields if field.attname in kept]
    return current.from_db(current._state.db, names, [getattr(row, name) for name in names])


def saves_since(current: Model, *, version: int) -> list[Signature]:
    """Return who saved the row after a version, and when, oldest first: one signature a version. Two queries."""
    rows = _events(current).filter(version__gt=version).select_related("pgh_context").order_by("pgh_id")
    first_of_version: dict[int, Any] = {}
    for row in rows:
        first_of_version.setdefault(row.version, row)
    return signatures_of(first_of_version.values())


def _events(current: Model) -> QuerySet[Any]:
    # The model of events is made by the decorator, out of sight of the type checker.
    events: QuerySet[Any] = type(current).pgh_event_model.objects.filter(pgh_obj=current.pk)  # type: ignore[attr-defined]
    return events
