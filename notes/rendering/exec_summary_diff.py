"""What changed between two Exec Summaries, section by section and workload by workload."""

from dataclasses import dataclass

from ftop.lib.diff import Piece, word_diff
from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import SECTIONS, SectionKind


@dataclass(frozen=True)
class SectionChange:
    """A section, or one workload of it by its code, and what changed there."""

    heading: str
    pieces: list[Piece]
    code: str = ""


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
