"""What changed since an Exec Summary: for who writes the next one, and for who reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ftop.accounts.models import User
from notes.exec_summary_carried import Carried, parts_of
from notes.exec_summary_content import ExecSummaryContent
from notes.exec_summary_spec import SECTIONS
from notes.models import Note
from notes.queries.changes import Group, Period, changes_in
from notes.queries.exec_summaries import content_of, summary_before
from notes.rendering.exec_summary_diff import (
    Moves,
    SectionChange,
    changes_between,
    moves_between,
    unchanged_between,
)
from notes.rendering.exec_summary_html import render_folded, risks_said


@dataclass(frozen=True)
class Changes:
    """Since a summary: what happened around the customer, and for readers what the next one says differently.

    `words` are the sections and workloads that both have, with other words; what moved is in `moves`.
    """

    since: Note
    groups: Sequence[Group]
    moves: Moves | None = None
    words: Sequence[SectionChange] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.moves or self.words)


def changes_for_writer(last: Note | None, *, reader: User, now: datetime) -> Changes | None:
    """What happened since the last summary; None without one. Five queries."""
    if last is None:
        return None
    return Changes(last, changes_in(Period(last.customer, last.written_at, now, reader)))


@dataclass(frozen=True)
class Reading:
    """A published summary on its page: `changes` is None for the first one; `html` with its unchanged text folded."""

    carried: Carried
    part_count: int
    changes: Changes | None
    html: str
    is_open: bool

    @property
    def has_folds(self) -> bool:
        """The short answers are not folded."""
        return bool(self.carried.since.keys() - {section.field for section in SECTIONS if section.choices})

    @property
    def unchanged_count(self) -> int:
        return len(self.carried.since)

    @property
    def unconfirmed_count(self) -> int:
        return len(self.carried.unconfirmed)


def reading_of(note: Note, *, reader: User) -> Reading:
    """A summary of `notes_for_detail` as this person reads it. Seven queries, two where it is the first one.

    Unchanged text is folded away from those who have read the one before, or wrote it; everybody else gets it all.
    """
    before, content, carried = summary_before(note, reader=reader), content_of(note), note.exec_summary.carried
    is_known = before is not None and (before.is_read or before.author_id == reader.pk)  # type: ignore[attr-defined]
    html = render_folded(
        content,
        customer=note.customer,
        risks_said=risks_said(
            has_no_risks=note.exec_summary.has_no_risks,
            is_calling_out=bool(note.mentions),  # type: ignore[attr-defined]
        ),
        carried=carried,
        is_open=not is_known,
    )
    changes = _changes(before, note, content, reader) if before else None
    return Reading(carried, len(parts_of(content)), changes, html, is_open=not is_known)


def _changes(before: Note, note: Note, content: ExecSummaryContent, reader: User) -> Changes:
    old = content_of(before)
    moves = moves_between(old, content)
    words = [change for change in changes_between(old, content) if not moves.tell(change)]
    groups = changes_in(Period(note.customer, before.written_at, note.written_at, reader))
    return Changes(before, groups, moves if moves.is_any else None, words)


@dataclass(frozen=True)
class Against:
    """What is typed, compared with the last summary."""

    since: Note
    changes: Sequence[SectionChange]


def against_last(last: Note | None, content: ExecSummaryContent) -> Against | None:
    """What the typed content says differently from the last summary; None without one. No query."""
    return Against(last, changes_between(content_of(last), content)) if last else None


@dataclass(frozen=True)
class Comparison:
    """Two summaries, the earlier one first: what differs, and the headings and codes of what does not."""

    old: Note
    new: Note
    changes: Sequence[SectionChange]
    unchanged: Sequence[str]


def comparison(one: Note, other: Note) -> Comparison:
    """Compare two summaries of `summaries_of`, in the order of the days they speak of. No query."""
    old, new = sorted((one, other), key=lambda note: (note.happened_on, note.pk))
    contents = content_of(old), content_of(new)
    return Comparison(old, new, changes_between(*contents), unchanged_between(*contents))
