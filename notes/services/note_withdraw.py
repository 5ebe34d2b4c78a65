from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.enums import NoteKind
from notes.models import ExecSummaryRequest, Note
from notes.services.changing import checked_reason, locked_note, refuse_withdrawn
from notes.services.exec_summary_request import reopen_answered
from notes.services.note_dates import (
    recompute_enterprise,
    recompute_entitlement_status,
    recompute_note_dates,
)
from notes.services.status_spans import recompute_summary_status


@transaction.atomic
def withdraw_note(*, note: Note, reason: str, by: User, now: datetime) -> list[ExecSummaryRequest]:
    """Take a note back, as its author or an administrator; a line with the reason stands in its place for good.

    The customer's dates go back to the notes that stand. The requests it answered are open again, and are returned. Its
    open next actions stay on the ledger and its risks in the box: they live until somebody closes them.

    Withdrawing twice with the same reason is once. Raises RuleError.
    """
    reason = checked_reason(reason=reason, missing="Say why the note is withdrawn. The reason stands in its place.")
    current = locked_note(note=note)
    if current.author_id != by.pk and not by.is_admin:
        raise RuleError("Only the author or an administrator withdraws a note.")
    if current.withdrawn_by_id == by.pk and current.withdraw_reason == reason:
        return []
    refuse_withdrawn(note=current)
    current.withdrawn_at, current.withdrawn_by, current.withdraw_reason = now, by, reason
    with acting(by=by, now=now, reason=reason):
        stored(current, update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
        recompute_note_dates(customer=current.customer)
        if current.kind == NoteKind.EXEC_SUMMARY:
            recompute_summary_status(customer=current.customer)
        if current.kind == NoteKind.ENTERPRISE:
            recompute_enterprise(customer=current.customer)
        if current.kind == NoteKind.ENTITLEMENT:
            recompute_entitlement_status(cell=current.entitlement_status.entitlement)
        return reopen_answered(note=current, why="The Exec Summary that answered it was withdrawn.", by=by, now=now)
