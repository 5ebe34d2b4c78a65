from datetime import datetime
from uuid import UUID

from django.db import transaction

from customers.enums import EventKind
from customers.models import Customer, Tenant
from customers.services.customer_lock import lock_active_customer
from customers.services.timeline_event import record_event
from ftop.accounts.models import User
from ftop.lib.errors import StaleVersion
from ftop.lib.text import clean
from ftop.lib.validation import stored


@transaction.atomic
def add_tenant(
    *, customer: Customer, name: str, default_domain: str, tenant_guid: UUID, by: User, now: datetime
) -> Tenant:
    """Record a tenant; the customer's first one becomes the winner. Raises RuleError."""
    lock_active_customer(customer=customer)
    tenant = stored(
        Tenant(
            customer=customer,
            name=name,
            default_domain=clean(default_domain).lower(),
            tenant_guid=tenant_guid,
            is_winner=not customer.tenants.exists(),
        )
    )
    as_what = "added as the winner tenant" if tenant.is_winner else "added"
    _record(tenant, f"Tenant {tenant.name} ({tenant.default_domain}) {as_what}.", by=by, now=now)
    return tenant


@transaction.atomic
def update_tenant(
    *, tenant: Tenant, version: int, name: str, default_domain: str, tenant_guid: UUID, by: User, now: datetime
) -> Tenant:
    """Correct a tenant's name, domain or id; the timeline says what changed.

    Raises StaleVersion where somebody saved since `version`, RuleError where a rule is broken.
    """
    _lock(tenant)
    if tenant.version != version:
        raise StaleVersion(tenant)
    old = (tenant.name, tenant.default_domain, str(tenant.tenant_guid))
    tenant.name, tenant.default_domain, tenant.tenant_guid = name, clean(default_domain).lower(), tenant_guid
    tenant.version += 1
    stored(tenant, update_fields=["name", "default_domain", "tenant_guid", "version"])
    new = (tenant.name, tenant.default_domain, str(tenant.tenant_guid))
    changes = [
        f"{what} changed from {before} to {after}"
        for what, before, after in zip(("name", "default domain", "tenant id"), old, new, strict=True)
        if before != after
    ]
    if changes:
        _record(tenant, f"Tenant {old[0]}: {', '.join(changes)}.", by=by, now=now)
    return tenant


@transaction.atomic
def make_winner(*, tenant: Tenant, by: User, now: datetime) -> None:
    """Let this tenant stand for the whole customer; the one before does no longer. Doing it twice changes nothing."""
    _lock(tenant)
    if tenant.is_winner:
        return
    before = tenant.customer.tenants.filter(is_winner=True).first()
    if before:
        # First the old one: the database never allows two.
        before.is_winner = False
        stored(before, update_fields=["is_winner"])
    tenant.is_winner = True
    stored(tenant, update_fields=["is_winner"])
    told = f"Winner tenant changed from {before.name} to {tenant.name}" if before else f"Winner tenant: {tenant.name}"
    _record(tenant, f"{told} ({tenant.default_domain}).", by=by, now=now)


def _lock(tenant: Tenant) -> None:
    lock_active_customer(customer=tenant.customer)
    tenant.refresh_from_db(fields=["name", "default_domain", "tenant_guid", "is_winner", "version"])


def _record(tenant: Tenant, sentence: str, *, by: User, now: datetime) -> None:
    record_event(customer=tenant.customer, kind=EventKind.TENANT, sentence=sentence, by=by, now=now)
