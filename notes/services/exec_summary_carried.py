"""What an Exec Summary takes over from the one before: kept with it, no part of its text."""

from collections.abc import Collection
from datetime import date

from customers.models import Customer
from notes.exec_summary_carried import Carried, carried_over, parts_of, written_on
from notes.exec_summary_content import ExecSummaryContent
from notes.models import Note
from notes.queries.exec_summaries import content_of, summaries_of


def carried_into(
    *, content: ExecSummaryContent, customer: Customer, happened_on: date, unconfirmed: Collection[str]
) -> Carried:
    """What a summary of this day, about to be published, takes over from the newest one up to it. One query."""
    before = summaries_of(customer).filter(happened_on__lte=happened_on).first()
    if before is None:
        return Carried()
    old = content_of(before)
    since = written_on(old, day=before.happened_on, carried=before.exec_summary.carried)
    return carried_over(content, before=old, since=since, unconfirmed=unconfirmed)


def drop_changed(*, note: Note, before: ExecSummaryContent, content: ExecSummaryContent) -> None:
    """Parts that an amendment changed are carried no more. In the transaction that amends it."""
    carried, old = note.exec_summary.carried, parts_of(before)
    same = {part for part, value in parts_of(content).items() if old.get(part) == value}
    since = {part: day for part, day in carried.since.items() if part in same}
    if since != carried.since:
        note.exec_summary.carried = Carried(since, carried.unconfirmed & since.keys())
        note.exec_summary.save(update_fields=["unchanged_since", "unconfirmed"])
