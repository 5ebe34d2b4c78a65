"""Which licences a tenant owns, and how many seats."""

from datetime import datetime

from django.db import transaction

from customers.models import Tenant
from customers.services.customer_lock import lock_active_customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.models import Entitlement, Workload


@transaction.atomic
def add_entitlement(*, tenant: Tenant, workload: Workload, seats: int | None, by: User, now: datetime) -> Entitlement:
    """Record what a tenant owns of a workload; `seats` None: not known. Raises RuleError where it is recorded."""
    lock_active_customer(customer=tenant.customer)
    with acting(by=by, now=now):
        return stored(Entitlement(tenant=tenant, workload=workload, seats=seats))


@transaction.atomic
def update_entitlement(
    *, entitlement: Entitlement, version: int, seats: int | None, by: User, now: datetime
) -> Entitlement:
    """Correct the seats. Raises StaleVersion where somebody saved since `version`, RuleError for a broken rule."""
    current = _locked(entitlement)
    if current.version != version:
        raise StaleVersion(current)
    current.seats, current.version = seats, version + 1
    with acting(by=by, now=now):
        return stored(current, update_fields=["seats", "version"])


@transaction.atomic
def delete_entitlement(*, entitlement: Entitlement, by: User, now: datetime) -> None:
    """Take a cell out of the grid that no note speaks of. Raises RuleError otherwise: its story stays readable."""
    current = _locked(entitlement)
    if current.statuses.exists():
        raise RuleError(
            f"Notes speak of {current}, so it stays in the grid. Set its seats to 0 where the licences are gone."
        )
    with acting(by=by, now=now):
        current.delete()


def _locked(entitlement: Entitlement) -> Entitlement:
    lock_active_customer(customer=entitlement.tenant.customer)
    found = Entitlement.objects.select_for_update(of=("self",)).select_related("tenant__customer", "workload")
    current = found.filter(pk=entitlement.pk).first()
    if current is None:
        raise RuleError("Somebody took this entitlement out of the grid a moment ago. Nothing was changed.")
    return current
