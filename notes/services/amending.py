"""The part of amending that notes of all kinds share.

A service of one kind opens the transaction, asks `note_to_amend`, returns the note where nothing would change, checks
the rules of its kind, calls `amend` and changes its details.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.models import Note
from notes.queries.note_reads import is_read_by_others
from notes.services.changing import checked_reason, locked_note, refuse_withdrawn
from notes.services.draft import end_amendment
from notes.services.inputs import NoteBody
from notes.services.note_dates import recompute_note_dates
from notes.services.note_words import words_vector_of

# A slip corrected at once, before anybody has seen it, is no amendment to tell of.
SILENT_FOR = timedelta(minutes=10)


def note_to_amend(*, note: Note, draft: UUID | None, by: User) -> Note:
    """Return the note as it stands now, locked; the `draft` the words were kept in ends with the amendment.

    Raises RuleError where it was withdrawn or moved, or is not theirs."""
    current = locked_note(note=note)
    if current.author_id != by.pk:
        raise RuleError("Only the author amends a note: nobody rewrites another person's words.")
    refuse_withdrawn(note=current)
    end_amendment(key=draft, note=current, by=by)
    return current


def amend(*, note: Note, version: int, body: NoteBody, happened_on: date, reason: str, by: User, now: datetime) -> Note:
    """Store what a locked note says from now on as its next version, and the customer's dates with it.

    Within ten minutes, and as long as nobody else has read it, it is not marked as amended; the history keeps every
    version. Raises StaleVersion when it was saved since `version`, RuleError for a call after the day of writing.
    """
    if note.version != version:
        raise StaleVersion(note)
    written_on = by.day_of(note.written_at)
    if happened_on != note.happened_on and happened_on > written_on:
        sentence = f"The call cannot be later than the day you wrote the note, {written_on:%-d %b %Y}."
        raise RuleError(sentence, field="happened_on")
    if now - note.written_at > SILENT_FOR or is_read_by_others(note):
        note.amended_at = now
    note.version, note.happened_on = version + 1, happened_on
    for name, value in vars(body).items():
        setattr(note, name, value if isinstance(value, str | int) else list(value))
    note.search_vector = words_vector_of(note=note)
    fields = ["version", "amended_at", "happened_on", *vars(body), "search_vector"]
    with acting(by=by, now=now, reason=checked_reason(reason=reason, missing="")):
        stored(note, update_fields=fields)
    recompute_note_dates(customer=note.customer)
    return note
