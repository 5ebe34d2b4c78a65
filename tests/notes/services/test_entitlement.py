import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.models import Entitlement, Workload
from notes.services.entitlement import add_entitlement, delete_entitlement, update_entitlement
from tests.factories import NOON, EntitlementFactory, EntitlementStatusFactory, TenantFactory


def test_entitlement_is_recorded_once(customer: Customer, admin: User) -> None:
    tenant, exo = TenantFactory.create(customer=customer), Workload.objects.get(code="EXO")
    add_entitlement(tenant=tenant, workload=exo, seats=500, by=admin, now=NOON)
    with pytest.raises(RuleError, match="recorded already"):
        add_entitlement(tenant=tenant, workload=exo, seats=600, by=admin, now=NOON)


def test_seats_are_corrected(customer: Customer, admin: User) -> None:
    entitlement = EntitlementFactory.create(tenant__customer=customer)
    update_entitlement(entitlement=entitlement, version=1, seats=None, by=admin, now=NOON)
    assert list(Entitlement.objects.values_list("seats", "version")) == [(None, 2)]


def test_older_version_is_refused(customer: Customer, admin: User) -> None:
    entitlement = EntitlementFactory.create(tenant__customer=customer, version=2)
    with pytest.raises(StaleVersion):
        update_entitlement(entitlement=entitlement, version=1, seats=7, by=admin, now=NOON)


def test_cell_without_notes_is_taken_out(customer: Customer, admin: User) -> None:
    delete_entitlement(entitlement=EntitlementFactory.create(tenant__customer=customer), by=admin, now=NOON)
    assert not Entitlement.objects.exists()


def test_cell_with_a_note_stays(admin: User) -> None:
    entitlement = EntitlementStatusFactory.create().entitlement
    with pytest.raises(RuleError, match="so it stays in the grid"):
        delete_entitlement(entitlement=entitlement, by=admin, now=NOON)


def test_cell_taken_out_meanwhile_is_told(customer: Customer, admin: User) -> None:
    entitlement = EntitlementFactory.create(tenant__customer=customer)
    delete_entitlement(entitlement=entitlement, by=admin, now=NOON)
    with pytest.raises(RuleError, match="took this entitlement out"):
        update_entitlement(
            entitlement=Entitlement(pk=1, tenant=entitlement.tenant), version=1, seats=1, by=admin, now=NOON
        )
