from datetime import UTC, date, datetime

import pytest

from customers.enums import EventKind
from customers.models import Customer, TimelineEvent
from customers.services.timeline_event import record_event
from ftop.accounts.models import User

pytestmark = pytest.mark.django_db


def test_record_event_stands_on_the_day_where_the_person_lives(customer: Customer, owner: User) -> None:
    owner.time_zone = "America/Los_Angeles"
    moment = datetime(2026, 3, 3, 2, tzinfo=UTC)

    record_event(customer=customer, kind=EventKind.TENANT, sentence="Tenant added.", by=owner, now=moment)

    row = TimelineEvent.objects.values_list("customer", "kind", "happened_on", "sentence", "recorded_at", "recorded_by")
    assert row.get() == (customer.pk, "tenant", date(2026, 3, 2), "Tenant added.", moment, owner.pk)
