"""What an Exec Summary takes over from the one before: kept with it, no part of its text."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from customers.models import Customer
from notes.enums import NoteKind
from notes.exec_summary_carried import Carried, carried_over, parts_of, still_carried, written_on
from notes.exec_summary_content import ExecSummaryContent
from notes.models import Note
from notes.queries.exec_summaries import content_of, summaries_of


@dataclass(frozen=True)
class StartInput:
    """The form began with the parts of a summary, its key; these of them were confirmed as still true."""

    key: UUID
    still_true: Collection[str] = ()


def carried_into(
    *, content: ExecSummaryContent, customer: Customer, happened_on: date, start: StartInput | None
) -> Carried:
    """What a summary of this day, about to be published, takes over from the newest one up to it. At most one query.

    Only a form that began with that very summary brought parts nobody may have looked at: what was typed was looked at.
    """
    # Read under the lock of the customer: the first summary asks nothing.
    if customer.last_exec_summary_at is None:
        return Carried()
    before = summaries_of(customer).filter(happened_on__lte=happened_on).first()
    if before is None:
        return Carried()
    old = content_of(before)
    since = written_on(old, day=before.happened_on, carried=before.exec_summary.carried)
    looked_at = start.still_true if start is not None and start.key == before.key else parts_of(content)
    return carried_over(content, before=old, since=since, looked_at=looked_at)


def drop_changed(*, note: Note, before: ExecSummaryContent, content: ExecSummaryContent) -> None:
    """Parts that an amendment changed are carried no more. In the transaction that amends it."""
    summary = note.exec_summary
    carried = still_carried(summary.carried, before=before, after=content)
    if carried != summary.carried:
        summary.carried = carried
        summary.save(update_fields=["unchanged_since", "unconfirmed"])


def forget_carried(*, note: Note) -> None:
    """A note that moves leaves the summary before it behind, if it has one. In the transaction that moves it."""
    if note.kind == NoteKind.EXEC_SUMMARY and note.exec_summary.carried != Carried():
        note.exec_summary.carried = Carried()
        note.exec_summary.save(update_fields=["unchanged_since", "unconfirmed"])
