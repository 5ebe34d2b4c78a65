"""What the database itself refuses of a next action."""

import pytest
from django.db import IntegrityError, transaction

from ftop.accounts.models import User
from notes.models import NextAction
from tests.factories import NOON, NextActionFactory

pytestmark = pytest.mark.django_db


def assert_refused(constraint: str, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        NextActionFactory.create(**values)


@pytest.mark.parametrize("length", [1, 500])
def test_text_up_to_the_limit_passes(length: int) -> None:
    assert len(NextActionFactory.create(text="x" * length).text) == length


@pytest.mark.parametrize("text", ["", "x" * 501])
def test_text_is_present_and_short(text: str) -> None:
    assert_refused("notes_nextaction_text_length", text=text)


def test_colleague_as_owner_passes(owner: User) -> None:
    assert NextActionFactory.create(owner=owner, owner_name="").owner_label == "Olivia Owner"


def test_outsider_as_owner_passes() -> None:
    assert NextActionFactory.create(owner_name="Dana").owner_label == "Dana"


def test_two_owners_are_refused(owner: User) -> None:
    assert_refused("notes_nextaction_one_owner", owner=owner, owner_name="Dana")


def test_no_owner_is_refused() -> None:
    assert_refused("notes_nextaction_one_owner", owner=None, owner_name="")


def test_done_with_who_and_when_passes(owner: User) -> None:
    assert NextActionFactory.create(done_at=NOON, done_by=owner, outcome="x" * 500).is_done


@pytest.mark.parametrize("values", [{"done_at": NOON}, {"outcome": "Sent."}], ids=["no person", "open with outcome"])
def test_half_done_is_refused(values: dict[str, object]) -> None:
    assert_refused("notes_nextaction_done_pair", **values)


def test_long_outcome_is_refused(owner: User) -> None:
    assert_refused("notes_nextaction_outcome_length", done_at=NOON, done_by=owner, outcome="x" * 501)


def test_open_are_those_not_done(owner: User) -> None:
    NextActionFactory.create(done_at=NOON, done_by=owner)
    still_open = NextActionFactory.create()
    assert list(NextAction.objects.open()) == [still_open]


def test_actions_of_other_peoples_customers_are_not_visible(outsider: User, leader: User) -> None:
    action = NextActionFactory.create()
    assert list(NextAction.objects.visible_to(outsider)) == []
    assert list(NextAction.objects.visible_to(leader)) == [action]
