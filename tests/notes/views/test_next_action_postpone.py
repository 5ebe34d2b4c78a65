"""Another date for an open next action."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import NextAction
from tests.factories import NOON, TODAY, NextActionFactory

SignIn = Callable[[User], Client]
LATER = (timezone.now() + timedelta(days=30)).date()


@pytest.fixture
def action(customer: Customer) -> NextAction:
    return NextActionFactory.create(note__customer=customer, due_on=TODAY)


def address(action: NextAction) -> str:
    return reverse("notes:next_action-postpone", args=[action.pk])


def test_date_is_set_and_it_goes_back(action: NextAction, owner: User, sign_in: SignIn) -> None:
    said = {"seen": TODAY.isoformat(), "due_on": LATER.isoformat()}
    answer = sign_in(owner).post(address(action) + "?next=/data-quality/", said)
    action.refresh_from_db()
    assert (action.due_on, answer["Location"]) == (LATER, "/data-quality/")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"due_on": ""}, "Give the date."),
        ({"due_on": "2020-01-01"}, "Give a date from today on"),
        ({"seen": "2026-01-01"}, "Somebody moved it to 3 Mar 2026 meanwhile."),
    ],
)
def test_refusals_change_nothing(
    action: NextAction, owner: User, sign_in: SignIn, said: dict[str, str], sentence: str
) -> None:
    page = sign_in(owner).post(address(action), {"seen": TODAY.isoformat(), "due_on": LATER.isoformat()} | said)
    action.refresh_from_db()
    assert (page.status_code, action.due_on) == (422, TODAY)
    assert sentence in page.text


def test_what_is_done_has_no_other_date(action: NextAction, owner: User, sign_in: SignIn) -> None:
    NextAction.objects.update(done_at=NOON, done_by=owner)
    page = sign_in(owner).post(address(action), {"seen": TODAY.isoformat(), "due_on": LATER.isoformat()})
    assert "This next action is done already. Nothing was changed." in page.text
