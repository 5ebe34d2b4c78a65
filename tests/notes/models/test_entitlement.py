"""The constraints and the trigger of entitlements and their statuses, each passing and failing by name."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from notes.models import EntitlementStatus
from notes.models.entitlement import MOST_SEATS
from tests.factories import (
    CustomerFactory,
    EntitlementFactory,
    EntitlementStatusFactory,
    NoteFactory,
    TenantFactory,
)

pytestmark = pytest.mark.django_db


def settle() -> None:
    """Ask the deferred triggers now."""
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def assert_refused(constraint: str, factory: Any, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory.create(**values)
        settle()


def test_status_of_the_notes_own_customer_passes() -> None:
    EntitlementStatusFactory.create(reason="x" * 400)
    settle()
    assert EntitlementStatus.objects.count() == 1


def test_entitlement_once() -> None:
    recorded = EntitlementFactory.create()
    assert_refused("notes_entitlement_once", EntitlementFactory, tenant=recorded.tenant, workload=recorded.workload)


def test_other_tenant_owns_the_same_workload() -> None:
    recorded = EntitlementFactory.create()
    EntitlementFactory.create(tenant=TenantFactory.create(), workload=recorded.workload)
    settle()


def test_seats_may_be_unknown_and_many() -> None:
    EntitlementFactory.create(seats=None)
    EntitlementFactory.create(seats=MOST_SEATS)
    settle()


def test_seats_known() -> None:
    assert_refused("notes_entitlement_seats_known", EntitlementFactory, seats=MOST_SEATS + 1)


def test_status_of_the_cell_known() -> None:
    assert_refused("notes_entitlement_status_known", EntitlementFactory, status="fine")


def test_status_known() -> None:
    assert_refused("notes_entitlementstatus_status_known", EntitlementStatusFactory, status="fine")


@pytest.mark.parametrize("reason", ["", "x" * 401], ids=["empty", "long"])
def test_reason_length(reason: str) -> None:
    assert_refused("notes_entitlementstatus_reason_length", EntitlementStatusFactory, reason=reason)


def test_status_of_another_customers_note_is_refused() -> None:
    assert_refused("notes_entitlementstatus_note", EntitlementStatusFactory, note__customer=CustomerFactory.create())


def test_status_of_a_note_of_another_kind_is_refused() -> None:
    assert_refused("notes_entitlementstatus_note", EntitlementStatusFactory, note__kind="overall")


def test_note_without_its_status_is_refused() -> None:
    assert_refused("notes_note_details_by_kind", NoteFactory, kind="entitlement")
