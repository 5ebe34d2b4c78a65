from datetime import datetime

from django.db import transaction

from customers.enums import EventKind, Health, Priority, Segment
from customers.models import Customer
from customers.services.customer_lock import lock_active_customer, lock_customer
from customers.services.timeline_event import record_event
from ftop.accounts.models import Region, User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.text import clean
from ftop.lib.validation import stored

# What `update_customer` writes.
FACTS = ("name", "tpid", "industry", "region", "seats", "segment", "health")


@transaction.atomic
def create_customer(
    *,
    name: str,
    tpid: str,
    industry: str,
    region: Region,
    seats: int,
    segment: Segment,
    health: Health,
    priority: Priority,
    by: User,
    now: datetime,
) -> Customer:
    """Add a customer; people and tenants follow. Raises RuleError, also when the TPID is taken.

    Who and when stand in the history that the database keeps.
    """
    return stored(
        Customer(
            name=name,
            tpid=clean(tpid),
            industry=industry,
            region=region,
            seats=seats,
            segment=segment,
            health=health,
            priority=priority,
        )
    )


@transaction.atomic
def update_customer(
    *,
    customer: Customer,
    version: int,
    name: str,
    tpid: str,
    industry: str,
    region: Region,
    seats: int,
    segment: Segment,
    health: Health,
    by: User,
    now: datetime,
) -> Customer:
    """Change the customer's facts; the priority has a service of its own, because it needs a reason.

    `version` is the one the form was loaded with: raises StaleVersion where somebody saved since, RuleError where a
    rule is broken.
    """
    lock_active_customer(customer=customer)
    if customer.version != version:
        raise StaleVersion(customer)
    customer.name, customer.tpid, customer.industry = name, clean(tpid), industry
    customer.region, customer.seats, customer.segment, customer.health = region, seats, segment, health
    customer.version += 1
    return stored(customer, update_fields=[*FACTS, "name_folded", "version"])


@transaction.atomic
def archive_customer(*, customer: Customer, reason: str, by: User, now: datetime) -> None:
    """Take the customer out of the lists; everything stays readable. Archiving twice changes nothing.

    `reason` is the sentence that the timeline shows. Raises RuleError when it is missing.
    """
    lock_customer(customer=customer)
    if customer.is_archived:
        return
    if not clean(reason):
        raise RuleError("Say in a sentence why the customer is archived. It stands on the timeline.", field="reason")
    customer.archived_at, customer.archived_by = now, by
    stored(customer, update_fields=["archived_at", "archived_by"])
    record_event(customer=customer, kind=EventKind.ARCHIVE, sentence=f"Customer archived: {reason}", by=by, now=now)


@transaction.atomic
def restore_customer(*, customer: Customer, reason: str = "", by: User, now: datetime) -> None:
    """Bring an archived customer back to the lists. `reason`, if given, stands on the timeline."""
    lock_customer(customer=customer)
    if not customer.is_archived:
        return
    customer.archived_at = customer.archived_by = None
    stored(customer, update_fields=["archived_at", "archived_by"])
    sentence = f"Customer brought back: {reason}" if clean(reason) else "Customer brought back."
    record_event(customer=customer, kind=EventKind.ARCHIVE, sentence=sentence, by=by, now=now)
