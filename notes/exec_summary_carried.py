"""Which parts of an Exec Summary stand word for word as in the one before, since when, and who looked at them again.

A part is a section, by its field, or a workload line, by its code: codes are capitals, so the two are never confused.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import SINGLE_SECTIONS


@dataclass(frozen=True)
class Carried:
    """`since`: the day of the summary in which each unchanged part was written; `unconfirmed`: nobody looked again."""

    since: Mapping[str, date] = field(default_factory=dict)
    unconfirmed: frozenset[str] = frozenset()

    @property
    def oldest(self) -> date | None:
        return min(self.since.values(), default=None)

    @property
    def is_one_day(self) -> bool:
        return len(set(self.since.values())) == 1


def parts_of(content: ExecSummaryContent) -> dict[str, str]:
    """Every part that says something, with its stored value; choices by value, not by label."""
    values = {section.field: getattr(content, section.field) for section in SINGLE_SECTIONS}
    values |= {line.code: line.text for line in content.workloads}
    return {part: value for part, value in values.items() if value}


def written_on(content: ExecSummaryContent, *, day: date, carried: Carried) -> dict[str, date]:
    """Since when each part of a published summary of this day stands."""
    return {part: carried.since.get(part, day) for part in parts_of(content)}


def carried_over(
    content: ExecSummaryContent, *, before: ExecSummaryContent, since: Mapping[str, date], looked_at: Collection[str]
) -> Carried:
    """What a summary takes over from the one before, whose parts stand `since` these days (`written_on`).

    The words decide: a part that says the same is unchanged, however it came into the form. Those of them that are
    not `looked_at` are unconfirmed.
    """
    old, new = parts_of(before), parts_of(content)
    same = {part: since[part] for part in new if old.get(part) == new[part]}
    return Carried(same, frozenset(same) - frozenset(looked_at))


def still_carried(carried: Carried, *, before: ExecSummaryContent, after: ExecSummaryContent) -> Carried:
    """What remains carried once a summary is amended: the parts that the amendment left alone."""
    old, new = parts_of(before), parts_of(after)
    since = {part: day for part, day in carried.since.items() if part in new and old.get(part) == new[part]}
    return Carried(since, carried.unconfirmed & since.keys())
