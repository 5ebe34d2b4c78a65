"""An RM asks for the Exec Summaries of several customers at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.validation import rules_of_database, stored
from notes.models import ExecSummaryRequest, RequestBatch
from notes.services.exec_summary_request import refuse_past

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Asked:
    """What became of it: how many were asked for, and how many had this person's open request already."""

    batch: RequestBatch
    count: int
    waiting_count: int = 0


@transaction.atomic
def request_many(
    *,
    key: UUID,
    name: str,
    customers: Collection[Customer],
    focus: str,
    helpful_by_on: date | None,
    by: User,
    now: datetime,
) -> Asked:
    """Ask for an Exec Summary of each customer, as one batch; `key` is the form's, and sending it twice is once.

    Customers that have an open request of this person keep it and are left out, archived ones too. Raises RuleError
    where nobody is left, for more than 200 at once, and for a day in the past.
    """
    if len(customers) > MOST_AT_ONCE:
        raise RuleError(f"Ask for at most {MOST_AT_ONCE} customers at once. Choose fewer; nothing was asked yet.")
    # In one order, as everybody locks: two batches with the same customers wait for each other instead of dying.
    ids = [customer.pk for customer in customers]
    locked = list(Customer.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    if before := RequestBatch.objects.filter(key=key, asked_by=by).first():
        return Asked(before, before.requests.count())
    refuse_past(day=helpful_by_on, by=by, now=now)
    active = [customer for customer in locked if not customer.is_archived]
    own = ExecSummaryRequest.objects.open().filter(requested_by=by, customer__in=active)
    waiting = set(own.values_list("customer_id", flat=True))
    asked = [customer for customer in active if customer.pk not in waiting]
    if not asked:
        raise RuleError("Each of these customers has an open request of yours, or is archived. Nothing was asked.")
    with acting(by=by, now=now), rules_of_database():
        batch = stored(RequestBatch(key=key, name=name, asked_at=now, asked_by=by))
        ExecSummaryRequest.objects.bulk_create(
            ExecSummaryRequest(
                customer=customer,
                batch=batch,
                requested_at=now,
                requested_by=by,
                focus=focus,
                helpful_by_on=helpful_by_on,
            )
            for customer in asked
        )
    return Asked(batch, len(asked), len(waiting))
