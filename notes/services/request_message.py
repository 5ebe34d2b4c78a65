from datetime import datetime
from uuid import UUID

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.models import ExecSummaryRequest, RequestMessage
from notes.services.exec_summary_request import locked_open


@transaction.atomic
def write_message(*, request: ExecSummaryRequest, key: UUID, text: str, by: User, now: datetime) -> RequestMessage:
    """Add to the thread on an open request: a question of the FM's side, or the RM's reply.

    Whoever asks back has seen the request. `key` is the form's: sending it twice is once. Raises RuleError where the
    text is missing or too long, and where the request ended in the meantime.
    """
    before = RequestMessage.objects.filter(key=key, request=request, author=by).first()
    if before:
        return before
    current = locked_open(request=request, by=by)
    # The second half of a double click waited for the lock.
    if before := RequestMessage.objects.filter(key=key, request=current, author=by).first():
        return before
    if RequestMessage.objects.filter(key=key).exists():
        raise RuleError("The form did not come through whole. Your text is kept: please send it again.")
    with acting(by=by, now=now):
        if current.seen_at is None and by.pk != current.requested_by_id:
            current.seen_at, current.seen_by = now, by
            stored(current, update_fields=["seen_at", "seen_by"])
        return stored(RequestMessage(key=key, request=current, author=by, text=text, written_at=now))
