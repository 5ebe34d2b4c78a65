from typing import Any

import pytest

from customers.models import Customer, TimelineEvent
from customers.services.customer import archive_customer, create_customer, restore_customer, update_customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from tests.factories import NOON, RegionFactory

pytestmark = pytest.mark.django_db


def facts(**changed: Any) -> dict[str, Any]:
    region = RegionFactory.create()
    return {
        "name": "Contoso, Ltd.",
        "tpid": "2048301",
        "industry": "Retail",
        "region": region,
        "seats": 20000,
        "segment": "s500",
        "health": "green",
    } | changed


def test_create_customer_stores_the_facts(admin: User) -> None:
    create_customer(**facts(name="  Contoso,\tLtd. ", tpid=" 2048301\r\n"), priority="high", by=admin, now=NOON)

    row = Customer.objects.values("name", "name_folded", "tpid", "industry", "seats", "segment", "health", "priority")
    assert row.get() == {
        "name": "Contoso, Ltd.",
        "name_folded": "contoso, ltd.",
        "tpid": "2048301",
        "industry": "Retail",
        "seats": 20000,
        "segment": "s500",
        "health": "green",
        "priority": "high",
    }


def test_create_customer_with_a_taken_tpid_is_refused(admin: User, customer: Customer) -> None:
    with pytest.raises(RuleError) as refused:
        create_customer(**facts(tpid=customer.tpid), priority="high", by=admin, now=NOON)

    assert refused.value.field == "tpid"
    assert refused.value.message == "Another customer has this TPID. Look it up in the customer list."


def test_update_customer_stores_the_facts_and_counts_the_version(admin: User, customer: Customer) -> None:
    update_customer(customer=customer, version=1, **facts(name="Fabrikam GmbH"), by=admin, now=NOON)

    row = Customer.objects.values_list("name", "name_folded", "seats", "priority", "version")
    assert row.get() == ("Fabrikam GmbH", "fabrikam gmbh", 20000, "high", 2)


def test_update_customer_with_a_stale_version_changes_nothing(admin: User, customer: Customer) -> None:
    Customer.objects.update(version=2, industry="Banking")

    with pytest.raises(StaleVersion) as stale:
        update_customer(customer=customer, version=1, **facts(), by=admin, now=NOON)

    assert stale.value.current == customer
    assert customer.industry == "Banking"
    assert Customer.objects.values_list("name", "version").get() == ("Fabrikam, Inc.", 2)


def test_update_customer_when_archived_is_refused(admin: User, customer: Customer) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    with pytest.raises(RuleError, match="archived"):
        update_customer(customer=customer, version=1, **facts(), by=admin, now=NOON)


def test_archive_customer_says_so_on_the_timeline(admin: User, customer: Customer) -> None:
    archive_customer(customer=customer, reason="Merged into Contoso.", by=admin, now=NOON)

    assert Customer.objects.values_list("archived_at", "archived_by").get() == (NOON, admin.pk)
    event = TimelineEvent.objects.values_list("customer", "kind", "sentence", "recorded_at", "recorded_by")
    assert event.get() == (customer.pk, "archive", "Customer archived: Merged into Contoso.", NOON, admin.pk)


def test_archive_customer_without_a_reason_is_refused(admin: User, customer: Customer) -> None:
    with pytest.raises(RuleError) as refused:
        archive_customer(customer=customer, reason=" \r\n", by=admin, now=NOON)

    assert refused.value.field == "reason"
    assert not Customer.objects.get().is_archived


def test_archive_customer_twice_keeps_the_first(admin: User, owner: User, customer: Customer) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)
    archive_customer(customer=customer, reason="Again.", by=owner, now=NOON)

    assert TimelineEvent.objects.values_list("sentence", flat=True).get() == "Customer archived: Merged."


def test_restore_customer_says_so_on_the_timeline(admin: User, customer: Customer) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    restore_customer(customer=customer, reason="Split again.", by=admin, now=NOON)

    assert Customer.objects.values_list("archived_at", "archived_by").get() == (None, None)
    assert TimelineEvent.objects.values_list("sentence", flat=True).first() == "Customer brought back: Split again."


def test_restore_customer_needs_no_reason(admin: User, customer: Customer) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    restore_customer(customer=customer, by=admin, now=NOON)

    assert TimelineEvent.objects.values_list("sentence", flat=True).first() == "Customer brought back."


def test_restore_customer_that_is_not_archived_changes_nothing(admin: User, customer: Customer) -> None:
    restore_customer(customer=customer, by=admin, now=NOON)

    assert not TimelineEvent.objects.exists()
