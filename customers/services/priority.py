from datetime import datetime

from django.db import transaction

from customers.enums import EventKind, Priority
from customers.models import Customer, PriorityChange
from customers.services.customer_lock import lock_active_customer
from customers.services.timeline_event import record_event
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.text import clean
from ftop.lib.validation import stored


@transaction.atomic
def change_priority(
    *, customer: Customer, to: Priority, reason: str, by: User, now: datetime, seen: Priority | None = None
) -> PriorityChange:
    """Set the customer's priority and keep who, when and why, on the timeline too (source: playbook).

    `seen` is the priority the person was looking at: raises StaleVersion where it changed since. Raises RuleError
    when the reason is missing or nothing would change.
    """
    lock_active_customer(customer=customer)
    if seen is not None and customer.priority != seen:
        raise StaleVersion(customer)
    if to not in Priority.values:
        raise RuleError("Choose the priority from the list.", field="to")
    if to == customer.priority:
        raise RuleError(f"The priority is {Priority(to).label} already. Choose another one.", field="to")
    if not clean(reason):
        raise RuleError("Say why the priority changes. The reason stands on the timeline.", field="reason")
    change = stored(
        PriorityChange(customer=customer, old=customer.priority, new=to, reason=reason, changed_at=now, changed_by=by)
    )
    customer.priority = to
    stored(customer, update_fields=["priority"])
    old, new = Priority(change.old).label, Priority(change.new).label
    record_event(
        customer=customer,
        kind=EventKind.PRIORITY,
        sentence=f"Priority changed from {old} to {new}: {change.reason}",
        by=by,
        now=now,
    )
    return change
