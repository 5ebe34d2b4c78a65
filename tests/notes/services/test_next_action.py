from datetime import timedelta

import pytest

from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.models import NextAction
from notes.services.next_action import complete_action, reopen_action
from tests.factories import NOON, NextActionFactory

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def action(db: None) -> NextAction:
    return NextActionFactory.create()


def test_done_keeps_who_when_and_outcome(action: NextAction, owner: User) -> None:
    complete_action(action=action, outcome="Sent.\r\n", by=owner, now=NOON)
    action.refresh_from_db()
    assert (action.done_by, action.done_at, action.outcome) == (owner, NOON, "Sent.")


def test_outcome_may_stay_empty(action: NextAction, owner: User) -> None:
    assert complete_action(action=action, outcome="", by=owner, now=NOON).is_done


def test_done_twice_keeps_the_first_answer(action: NextAction, owner: User, teammate: User) -> None:
    complete_action(action=action, outcome="Sent.", by=owner, now=NOON)
    complete_action(action=action, outcome="Again.", by=teammate, now=LATER)
    action.refresh_from_db()
    assert (action.done_by, action.done_at, action.outcome) == (owner, NOON, "Sent.")


def test_long_outcome_is_refused(action: NextAction, owner: User) -> None:
    with pytest.raises(RuleError) as refusal:
        complete_action(action=action, outcome="x" * 501, by=owner, now=NOON)
    assert (refusal.value.field, refusal.value.message) == ("outcome", "An outcome holds 500 characters. Shorten it.")


def test_archived_customer_is_left_alone(action: NextAction, owner: User) -> None:
    action.customer.archived_at, action.customer.archived_by = NOON, owner
    action.customer.save()
    with pytest.raises(RuleError, match="archived"):
        complete_action(action=action, outcome="", by=owner, now=NOON)


def test_reopening_takes_done_back(action: NextAction, owner: User) -> None:
    complete_action(action=action, outcome="Sent.", by=owner, now=NOON)
    reopen_action(action=action, by=owner, now=LATER)
    action.refresh_from_db()
    assert (action.done_at, action.done_by, action.outcome) == (None, None, "")


def test_reopening_an_open_one_changes_nothing(action: NextAction, owner: User) -> None:
    assert not reopen_action(action=action, by=owner, now=NOON).is_done


def test_history_tells_who_reopened_what(action: NextAction, owner: User, teammate: User) -> None:
    complete_action(action=action, outcome="Sent.", by=owner, now=NOON)
    reopen_action(action=action, by=teammate, now=LATER)
    events = NextAction.pgh_event_model.objects.filter(pgh_obj=action)
    history = events.order_by("pgh_id").values_list("outcome", "pgh_context__metadata__user")
    assert list(history) == [("", None), ("Sent.", owner.pk), ("", teammate.pk)]
