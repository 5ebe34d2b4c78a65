from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import SummaryHintDismissal
from tests.factories import NOON


def put_away(customer: Customer, person: User, *, up_to_minutes: int = 0) -> SummaryHintDismissal:
    up_to = NOON + timedelta(minutes=up_to_minutes)
    return SummaryHintDismissal.objects.create(customer=customer, person=person, dismissed_at=NOON, up_to=up_to)


def test_each_person_puts_a_hint_away_once(customer: Customer, owner: User, rm: User) -> None:
    put_away(customer, owner)
    put_away(customer, rm)
    with pytest.raises(IntegrityError, match="notes_summaryhintdismissal_once"), transaction.atomic():
        put_away(customer, owner)
    assert SummaryHintDismissal._meta.constraints[0].name == "notes_summaryhintdismissal_once"


def test_what_has_not_happened_cannot_be_put_away(customer: Customer, owner: User, rm: User) -> None:
    put_away(customer, owner, up_to_minutes=0)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        put_away(customer, rm, up_to_minutes=1)
    assert "notes_summaryhintdismissal_past" in str(refusal.value)
    assert SummaryHintDismissal._meta.constraints[1].name == "notes_summaryhintdismissal_past"
