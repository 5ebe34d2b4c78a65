from datetime import date, datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import RuleError
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
def postpone_action(*, action: NextAction, seen: date, due_on: date, by: User, now: datetime) -> NextAction:
    """Give an open next action another date; the history keeps the one before. `seen` is the date that was shown.

    Raises RuleError where it is done, where somebody gave it another date meanwhile, and for a day gone by.
    """
    current = _locked(action)
    if current.is_done:
        raise RuleError("This next action is done already. Nothing was changed.")
    if current.due_on not in {seen, due_on}:
        raise RuleError(f"Somebody moved it to {current.due_on:%-d %b %Y} meanwhile. Look again, then give your date.")
    if due_on < by.day_of(now):
        raise RuleError("Give a date from today on: one that has passed would be overdue at once.", field="due_on")
    current.due_on = due_on
    with acting(by=by, now=now):
        return stored(current, update_fields=["due_on"])


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
