"""What happened to a note: every version with who, when and why, read from the rows the database triggers keep."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.diff import shortened, word_diff
from ftop.lib.history import Signature, signatures_of
from notes.enums import NoteKind
from notes.models import Note
from notes.rendering.exec_summary_diff import SectionChange, changes_between
from notes.rendering.exec_summary_reader import NotCanonical, read


@dataclass(frozen=True)
class Step:
    """One thing that was done; `text` is what the note said from then on, "" where its words did not change."""

    what: str
    signature: Signature
    reason: str
    changes: list[SectionChange]
    text: str
    is_silent: bool  # amended before anybody else had read it


def history_of(note: Note, *, user: User, is_text_shown: bool) -> list[Step]:
    """The steps, newest first. Two queries, and one more where the note was moved.

    Without the text it is said who did what and when, and why it was withdrawn. A customer that the person may not see
    is not named.
    """
    rows = list(note.events.select_related("pgh_context").order_by("pgh_id"))  # type: ignore[attr-defined]
    moved_from = {row.customer_id for row in rows} - {note.customer_id}
    names = {note.customer_id: note.customer} | Customer.objects.visible_to(user).in_bulk(moved_from)
    steps = zip([None, *rows], rows, signatures_of(rows), strict=False)
    found = [_step(before, row, signature, names) for before, row, signature in steps]
    return [step if is_text_shown else _without_words(step) for step in found[::-1]]


def _step(before: Any, row: Any, signature: Signature, names: dict[int, Customer]) -> Step:
    what, reason, text, changes, is_silent = "", signature.reason, "", [], False
    if before is None:
        what, text = "wrote it", row.text
    elif row.version != before.version:
        what, text, changes = "amended it", row.text, _changes(before, row)
        is_silent = row.amended_at == before.amended_at
    elif row.withdrawn_at != before.withdrawn_at:
        what, reason = "withdrew it", row.withdraw_reason
    elif row.customer_id != before.customer_id:
        known = names.get(before.customer_id)
        what = f"moved it here from {known}" if known else "moved it here from another customer"
    return Step(what or "changed it", signature, reason, changes, text, is_silent)


def _without_words(step: Step) -> Step:
    reason = step.reason if step.what == "withdrew it" else ""
    return Step(step.what, step.signature, reason, changes=[], text="", is_silent=step.is_silent)


def _changes(before: Any, row: Any) -> list[SectionChange]:
    found = []
    if before.happened_on != row.happened_on:
        found.append(SectionChange("Date of the call", word_diff(_day(before.happened_on), _day(row.happened_on))))
    if before.text != row.text:
        found += _text_changes(before, row)
    return found


def _text_changes(before: Any, row: Any) -> list[SectionChange]:
    if row.kind == NoteKind.EXEC_SUMMARY:
        try:
            return changes_between(read(before.text), read(row.text))
        except NotCanonical:  # written by an older renderer: compared as a whole
            pass
    return [SectionChange("", shortened(word_diff(before.text, row.text)))]


def _day(day: date) -> str:
    return f"{day:%-d %b %Y}"
