from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.models import NextAction
from notes.services.archived_customer import refuse_archived


@transaction.atomic
def complete_action(*, action: NextAction, outcome: str, by: User, now: datetime) -> NextAction:
    """Mark a next action done, with an outcome or "". Where it is done already, the first answer stands.

    Raises RuleError when the outcome is too long.
    """
    current = _locked(action)
    if current.is_done:
        return current
    current.done_at, current.done_by, current.outcome = now, by, outcome
    with acting(by=by, now=now):
        return stored(current, update_fields=["done_at", "done_by", "outcome"])


@transaction.atomic
def reopen_action(*, action: NextAction, by: User, now: datetime) -> NextAction:
    """Take "done" back, with its outcome; the history keeps both. Open actions stay as they are."""
    current = _locked(action)
    if not current.is_done:
        return current
    current.done_at, current.done_by, current.outcome = None, None, ""
    with acting(by=by, now=now):
        return stored(current, update_fields=["done_at", "done_by", "outcome"])


def _locked(action: NextAction) -> NextAction:
    """The action as it stands now; nobody else writes to it until the transaction ends."""
    current = NextAction.objects.select_for_update(of=["self"]).select_related("customer", "owner").get(pk=action.pk)
    refuse_archived(customer=current.customer)
    return current
