from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.validation import stored
from notes.models import NextAction


@transaction.atomic
def complete_action(*, action: NextAction, outcome: str, by: User, now: datetime) -> NextAction:
    """Mark a next action done, with an outcome or "". Where it is done already, the first answer stands.

    Raises RuleError when the outcome is too long.
    """
    current = NextAction.objects.select_for_update(of=["self"]).select_related("customer").get(pk=action.pk)
    if current.is_done:
        return current
    current.done_at, current.done_by, current.outcome = now, by, outcome
    return stored(current, update_fields=["done_at", "done_by", "outcome"])


@transaction.atomic
def reopen_action(*, action: NextAction, by: User, now: datetime) -> NextAction:
    """Take "done" back, with its outcome; the history keeps both. Open actions stay as they are.

    Who and when stand in the history, which knows the request's user.
    """
    current = NextAction.objects.select_for_update(of=["self"]).select_related("customer").get(pk=action.pk)
    if not current.is_done:
        return current
    current.done_at, current.done_by, current.outcome = None, None, ""
    return stored(current, update_fields=["done_at", "done_by", "outcome"])
