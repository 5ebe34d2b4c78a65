from datetime import UTC, date, datetime

import pytest

from customers.enums import Priority
from customers.models import Customer, PriorityChange, TimelineEvent
from customers.services.customer import archive_customer
from customers.services.priority import change_priority
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def test_change_priority_keeps_who_when_and_why(customer: Customer, owner: User) -> None:
    change_priority(customer=customer, to=Priority.LOW, reason="On hold until May.\r\n", by=owner, now=NOON)

    row = PriorityChange.objects.values_list("customer", "old", "new", "reason", "changed_at", "changed_by")
    assert row.get() == (customer.pk, "high", "low", "On hold until May.", NOON, owner.pk)
    assert Customer.objects.get().priority == "low"


def test_change_priority_stands_on_the_timeline_with_its_reason(customer: Customer, owner: User) -> None:
    change_priority(customer=customer, to=Priority.LOW, reason="On hold until May.", by=owner, now=NOON)

    row = TimelineEvent.objects.values_list("kind", "sentence").get()
    assert row == ("priority", "Priority changed from High to Low: On hold until May.")


def test_change_priority_stands_on_the_day_of_the_person(customer: Customer, owner: User) -> None:
    owner.time_zone = "Pacific/Auckland"

    change_priority(
        customer=customer, to=Priority.LOW, reason="Paused.", by=owner, now=datetime(2026, 3, 3, 12, tzinfo=UTC)
    )

    assert TimelineEvent.objects.get().happened_on == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("to", "reason", "field"), [("low", " \n", "reason"), ("high", "Why not.", "to"), ("urgent", "Why not.", "to")]
)
def test_change_priority_that_breaks_a_rule_changes_nothing(
    to: Priority, reason: str, field: str, customer: Customer, owner: User
) -> None:
    with pytest.raises(RuleError) as refused:
        change_priority(customer=customer, to=to, reason=reason, by=owner, now=NOON)

    assert refused.value.field == field
    assert (PriorityChange.objects.count(), TimelineEvent.objects.count()) == (0, 0)
    assert Customer.objects.get().priority == "high"


def test_change_priority_when_it_changed_since_is_refused(customer: Customer, owner: User, rm: User) -> None:
    change_priority(customer=customer, to=Priority.MEDIUM, reason="Slower now.", by=rm, now=NOON)

    with pytest.raises(StaleVersion):
        change_priority(customer=customer, to=Priority.LOW, reason="Paused.", seen=Priority.HIGH, by=owner, now=NOON)
    assert Customer.objects.get().priority == "medium"


def test_change_priority_of_an_archived_customer_is_refused(customer: Customer, admin: User) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    with pytest.raises(RuleError, match="archived"):
        change_priority(customer=customer, to=Priority.LOW, reason="Paused.", by=admin, now=NOON)


def test_change_priority_with_a_reason_too_long_is_refused(customer: Customer, owner: User) -> None:
    with pytest.raises(RuleError) as refused:
        change_priority(customer=customer, to=Priority.LOW, reason="x" * 1001, by=owner, now=NOON)

    assert refused.value.field == "reason"
