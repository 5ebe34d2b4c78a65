from uuid import UUID

import pytest

from customers.models import Customer, Tenant, TimelineEvent
from customers.services.customer import archive_customer
from customers.services.tenant import add_tenant, make_winner, update_tenant
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from tests.factories import NOON, TenantFactory

pytestmark = pytest.mark.django_db


def add(customer: Customer, number: int, by: User) -> Tenant:
    return add_tenant(
        customer=customer,
        name=f"Fabrikam {number}",
        default_domain=f" Fabrikam{number}.Example",
        tenant_guid=UUID(int=number),
        by=by,
        now=NOON,
    )


def told() -> list[str]:
    return list(TimelineEvent.objects.order_by("id").values_list("sentence", flat=True))


def test_first_tenant_becomes_the_winner(customer: Customer, admin: User) -> None:
    add(customer, 1, admin)

    row = Tenant.objects.values_list("customer", "name", "default_domain", "tenant_guid", "is_winner")
    assert row.get() == (customer.pk, "Fabrikam 1", "fabrikam1.example", UUID(int=1), True)


def test_second_tenant_does_not_become_the_winner(customer: Customer, admin: User) -> None:
    add(customer, 1, admin)

    assert not add(customer, 2, admin).is_winner


def test_added_tenants_stand_on_the_timeline(customer: Customer, admin: User) -> None:
    add(customer, 1, admin)
    add(customer, 2, admin)

    assert told() == [
        "Tenant Fabrikam 1 (fabrikam1.example) added as the winner tenant.",
        "Tenant Fabrikam 2 (fabrikam2.example) added.",
    ]


def test_tenant_id_recorded_before_is_refused(customer: Customer, admin: User) -> None:
    TenantFactory.create(tenant_guid=UUID(int=1))

    with pytest.raises(RuleError) as refused:
        add(customer, 1, admin)

    assert (refused.value.message, refused.value.field) == ("A tenant with this id is recorded already.", "tenant_guid")


def test_tenant_of_an_archived_customer_is_refused(customer: Customer, admin: User) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    with pytest.raises(RuleError, match="archived"):
        add(customer, 1, admin)


def test_update_tenant_says_what_changed(customer: Customer, admin: User) -> None:
    tenant = TenantFactory.create(customer=customer, name="Fabrikam", default_domain="fabrikam.example")

    update_tenant(
        tenant=tenant,
        version=1,
        name="Fabrikam Inc",
        default_domain="FABRIKAM.example",
        tenant_guid=UUID(int=9),
        by=admin,
        now=NOON,
    )

    row = Tenant.objects.values_list("name", "default_domain", "tenant_guid", "version")
    assert row.get() == ("Fabrikam Inc", "fabrikam.example", UUID(int=9), 2)
    assert told()[0].startswith("Tenant Fabrikam: name changed from Fabrikam to Fabrikam Inc, tenant id changed from")


def test_update_tenant_to_the_same_says_nothing(customer: Customer, admin: User) -> None:
    tenant = TenantFactory.create(customer=customer)

    update_tenant(
        tenant=tenant,
        version=1,
        name=tenant.name,
        default_domain=tenant.default_domain,
        tenant_guid=tenant.tenant_guid,
        by=admin,
        now=NOON,
    )

    assert told() == []


def test_update_tenant_with_a_stale_version_changes_nothing(customer: Customer, admin: User) -> None:
    tenant = TenantFactory.create(customer=customer, name="Fabrikam", version=2)

    with pytest.raises(StaleVersion):
        update_tenant(
            tenant=tenant,
            version=1,
            name="Other",
            default_domain="other.example",
            tenant_guid=UUID(int=9),
            by=admin,
            now=NOON,
        )

    assert Tenant.objects.get().name == "Fabrikam"


def test_make_winner_moves_it_and_says_so(customer: Customer, admin: User) -> None:
    first, second = add(customer, 1, admin), add(customer, 2, admin)

    make_winner(tenant=second, by=admin, now=NOON)

    assert list(Tenant.objects.filter(is_winner=True)) == [second]
    assert told()[-1] == f"Winner tenant changed from {first.name} to Fabrikam 2 (fabrikam2.example)."


def test_make_winner_where_none_was(customer: Customer, admin: User) -> None:
    tenant = TenantFactory.create(customer=customer, name="Fabrikam", default_domain="fabrikam.example")

    make_winner(tenant=tenant, by=admin, now=NOON)

    assert Tenant.objects.get().is_winner
    assert told() == ["Winner tenant: Fabrikam (fabrikam.example)."]


def test_make_winner_twice_says_it_once(customer: Customer, admin: User) -> None:
    tenant = TenantFactory.create(customer=customer)

    make_winner(tenant=tenant, by=admin, now=NOON)
    make_winner(tenant=tenant, by=admin, now=NOON)

    assert len(told()) == 1
