"""What happened to a risk: who did what, when and why, read from the rows the database triggers keep."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Q

from customers.models import Customer
from ftop.lib.history import Signature, signatures_of
from notes.enums import RiskCategory, RiskKind, Severity
from notes.models import Risk

NOTHING = "nothing"


@dataclass(frozen=True)
class Change:
    """One field of one step, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One saved version: `what` was done, and what it changed. `who` is empty where a command did it."""

    what: str
    at: datetime
    who: str
    changes: tuple[Change, ...] = ()
    words: str = ""  # the outcome of a closing, the reason of a reopening


def history_of(risk: Risk) -> list[Step]:
    """The steps, newest first. Two queries."""
    rows = list(risk.events.select_related("pgh_context", "owner").order_by("pgh_id"))  # type: ignore[attr-defined]
    return _steps(list(zip(rows, signatures_of(rows), strict=True)))[::-1]


def steps_between(customer: Customer, *, after: datetime, until: datetime) -> list[tuple[Risk, Step]]:
    """What happened to the customer's risks in this time, after the one moment and up to the other. Two queries.

    In the order it happened; each step with its risk as it stands today.
    """
    events = Risk.pgh_event_model.objects.filter(pgh_obj__customer=customer)  # type: ignore[attr-defined]
    # A risk that was closed by then and never opened again has nothing to tell.
    alive = Q(pgh_obj__closed_at__isnull=True) | Q(pgh_obj__closed_at__gt=after)
    rows = list(events.filter(alive).select_related("pgh_context", "owner", "pgh_obj").order_by("pgh_obj_id", "pgh_id"))
    signed = list(zip(rows, signatures_of(rows), strict=True))
    steps: list[tuple[Risk, Step]] = []
    for risk, pairs in groupby(signed, key=lambda pair: pair[0].pgh_obj):
        steps += [(risk, step) for step in _steps(list(pairs)) if after < step.at <= until]
    return sorted(steps, key=lambda pair: pair[1].at)


def _steps(signed: list[tuple[Any, Signature]]) -> list[Step]:
    before = [None, *(row for row, _ in signed)]
    return [_step(old, row, signature) for old, (row, signature) in zip(before, signed, strict=False)]


def _step(before: Any, row: Any, signature: Signature) -> Step:
    at, who = signature.at, signature.who
    if before is None:
        return Step("opened it", at, who)
    if row.closed_at and not before.closed_at:
        return Step("closed it", at, who, words=row.outcome)
    if before.closed_at and not row.closed_at:
        return Step("reopened it", at, who, words=signature.reason)
    if row.customer_id != before.customer_id:
        return Step("moved it here with a note", at, who, words=signature.reason)
    old, new = _in_words(before), _in_words(row)
    return Step(
        "changed", at, who, tuple(Change(label, old[label], new[label]) for label in old if old[label] != new[label])
    )


def _in_words(row: Any) -> dict[str, str]:
    words = {
        "Title": row.title,
        "Kind": RiskKind(row.kind).label,
        "Severity": Severity(row.severity).label,
        "Category": RiskCategory(row.category).label if row.category else "",
        "Owner": row.owner.full_name if row.owner else row.owner_name,
        "What is being done": row.response,
    }
    return {label: value or NOTHING for label, value in words.items()}
