"""The Exec Summary that a new one begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from notes.exec_summary_carried import parts_of, written_on
from notes.exec_summary_content import ExecSummaryContent
from notes.models import Note
from notes.queries.exec_summaries import content_of


@dataclass(frozen=True)
class Start:
    """`parts` are the values it brings by part, `since` the day each was written in."""

    note: Note
    content: ExecSummaryContent
    parts: Mapping[str, str]
    since: Mapping[str, date]


def start_with(note: Note | None) -> Start | None:
    """A summary of `summaries_of` as a beginning; None for none. No query."""
    if note is None:
        return None
    content = content_of(note)
    since = written_on(content, day=note.happened_on, carried=note.exec_summary.carried)
    return Start(note, content, parts_of(content), since)
