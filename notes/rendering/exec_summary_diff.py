"""What changed between two Exec Summaries, section by section and workload by workload."""

from collections.abc import Sequence
from dataclasses import dataclass

from ftop.lib.diff import Piece, word_diff
from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import SECTIONS, SINGLE_SECTIONS, SectionKind


@dataclass(frozen=True)
class SectionChange:
    """A section, or one workload of it by its code, and what changed there."""

    heading: str
    pieces: list[Piece]
    code: str = ""


@dataclass(frozen=True)
class Moves:
    """What moved at a glance: choices as (heading, before, after), workloads by code."""

    choices: Sequence[tuple[str, str, str]] = ()
    workloads_in: Sequence[str] = ()
    workloads_out: Sequence[str] = ()

    @property
    def is_any(self) -> bool:
        return bool(self.choices or self.workloads_in or self.workloads_out)

    def tell(self, change: SectionChange) -> bool:
        """Whether this says the change already."""
        headings = [heading for heading, _, _ in self.choices]
        return change.heading in headings or change.code in {*self.workloads_in, *self.workloads_out}


def moves_between(old: ExecSummaryContent, new: ExecSummaryContent) -> Moves:
    """Engagement and progress that moved, and workloads that came in and went out."""
    olds, news = [line.code for line in old.workloads], [line.code for line in new.workloads]
    values = [
        (section.heading, old.value_of(section), new.value_of(section)) for section in SECTIONS if section.choices
    ]
    return Moves(
        choices=[(heading, before, after) for heading, before, after in values if before != after],
        workloads_in=[code for code in news if code not in olds],
        workloads_out=[code for code in olds if code not in news],
    )


def unchanged_between(old: ExecSummaryContent, new: ExecSummaryContent) -> list[str]:
    """The headings of the sections and the codes of the workloads that say the same in both, and say something."""
    singles = [s.heading for s in SINGLE_SECTIONS if new.value_of(s) and old.value_of(s) == new.value_of(s)]
    olds = {line.code: line.text for line in old.workloads}
    return singles + [line.code for line in new.workloads if olds.get(line.code) == line.text]


def changes_between(old: ExecSummaryContent, new: ExecSummaryContent) -> list[SectionChange]:
    """The sections that differ, in the order of the template; workloads added or dropped are all new or all removed."""
    changes = []
    for section in SECTIONS:
        if section.kind is SectionKind.WORKLOADS:
            changes += _workload_changes(old, new)
        elif old.value_of(section) != new.value_of(section):
            changes.append(SectionChange(section.heading, word_diff(old.value_of(section), new.value_of(section))))
    return changes


def _workload_changes(old: ExecSummaryContent, new: ExecSummaryContent) -> list[SectionChange]:
    """In the order of the new summary; what was dropped follows."""
    olds = {line.code: line for line in old.workloads}
    news = {line.code: line for line in new.workloads}
    found = []
    for code in [*news, *(code for code in olds if code not in news)]:
        was, now = olds.get(code), news.get(code)
        texts = was.text if was else "", now.text if now else ""
        line = now or was
        if line and texts[0] != texts[1]:
            found.append(SectionChange(line.name, word_diff(*texts), code=code))
    return found
