"""A new Exec Summary begins with the last one: what was carried over, what of it was looked at, and beginning anew.

All of it travels with the form, so drafts keep it: `started_from` is the key of the summary it began with, `still_true`
names the parts that were confirmed. Whether a part is still the carried one is told by its words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from ftop.lib.text import clean
from notes.exec_summary_content import WorkloadLine
from notes.exec_summary_spec import SECTION_BY_FIELD, WORKLOAD_PREFIX
from notes.queries.exec_summary_start import Start

STILL_TRUE = "still_true"
RESTART = "start"  # names the buttons; the form is shown again, nothing is saved


class Restart(Enum):
    """What the buttons above the form do. None of them takes away a word that somebody typed."""

    EMPTY = "empty"
    LAST = "last"
    CONFIRM_REST = "rest"


@dataclass(frozen=True)
class CarriedPart:
    """A part as the form shows it: grey until it is confirmed or changed."""

    part: str
    since: date
    is_confirmed: bool
    is_changed: bool

    @property
    def is_waiting(self) -> bool:
        return not self.is_confirmed and not self.is_changed


def field_of_part(part: str) -> str:
    """The form field of a part."""
    return part if part in SECTION_BY_FIELD else f"{WORKLOAD_PREFIX}{part}"


def part_of_field(name: str) -> str:
    return name.removeprefix(WORKLOAD_PREFIX)


class StartedFromField(forms.Field):
    """The key of the summary the form began with; whatever is none means that it began empty."""

    widget = forms.HiddenInput(attrs={"autocomplete": "off"})

    def to_python(self, value: Any) -> UUID | None:
        try:
            return UUID(str(value))
        except ValueError:
            return None


def initial_of(start: Start | None) -> dict[str, Any]:
    """What a fresh form begins with."""
    if start is None:
        return {}
    return {"started_from": start.note.key, **{field_of_part(part): value for part, value in start.parts.items()}}


def carried_part(part: str, *, typed: str, start: Start | None, still_true: Collection[str]) -> CarriedPart | None:
    """How a part stands; None where it was not carried over."""
    if start is None or part not in start.parts:
        return None
    is_changed = typed != start.parts[part]
    return CarriedPart(part, start.since[part], part in still_true and not is_changed, is_changed)


def lines_without_a_row(start: Start | None, codes: Collection[str]) -> list[WorkloadLine]:
    """Lines of workloads that are not offered any more: their words are for taking elsewhere."""
    return [line for line in start.content.workloads if line.code not in codes] if start else []


def restarted(
    data: QueryDict, *, how: Restart, start: Start | None, newest: Start | None, codes: Collection[str]
) -> QueryDict:
    """What was posted, begun anew. `start` is what the form began with, `codes` the workloads in use."""
    posted = data.copy()
    if how is Restart.CONFIRM_REST and start:
        posted.setlist(STILL_TRUE, [part for part in start.parts if _is_carried(posted, part, start.parts)])
    elif how is Restart.EMPTY:
        for part in start.parts if start else ():
            if _is_carried(posted, part, start.parts):  # type: ignore[union-attr]
                del posted[field_of_part(part)]
        posted["started_from"] = ""
        posted.setlist(STILL_TRUE, [])
    elif how is Restart.LAST and newest:
        _fill(posted, newest, codes)
        posted["started_from"] = str(newest.note.key)
    return posted


def _fill(posted: QueryDict, newest: Start, codes: Collection[str]) -> None:
    for part, value in newest.parts.items():
        name = field_of_part(part)
        if (part in SECTION_BY_FIELD or part in codes) and not clean(posted.get(name, "")):
            posted[name] = value
            if part in codes:
                posted.pop("is_without_workloads", None)


def _is_carried(posted: QueryDict, part: str, parts: Mapping[str, str]) -> bool:
    return clean(posted.get(field_of_part(part), "")) == parts[part]
