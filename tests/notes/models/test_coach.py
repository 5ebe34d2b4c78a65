"""What the database holds of the coach."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ftop.accounts.models import User
from tests.factories_coach import CoachDismissalFactory, CoachSwitchFactory


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"reason": ""}, "notes_coachdismissal_reason_present"),
        ({"kind": "mail"}, "notes_coachdismissal_kind_known"),
    ],
)
def test_dismissal_is_refused(db: None, changed: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CoachDismissalFactory.create(**changed)


def test_dismissal_of_one_form_is_one(owner: User) -> None:
    first = CoachDismissalFactory.create(person=owner)
    with pytest.raises(IntegrityError, match="notes_coachdismissal_once"), transaction.atomic():
        CoachDismissalFactory.create(person=owner, form_key=first.form_key)


def test_switch_of_a_rule_is_one(db: None) -> None:
    CoachSwitchFactory.create()
    with pytest.raises(IntegrityError, match="notes_coachswitch_once"), transaction.atomic():
        CoachSwitchFactory.create()
