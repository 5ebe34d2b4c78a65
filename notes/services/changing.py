"""What amending, withdrawing and moving a note have in common: the locks, and what may not be touched."""

from customers.models import Customer
from customers.services.customer_lock import lock_customer
from ftop.lib.errors import RuleError
from ftop.lib.text import clean
from notes.models import Note
from notes.models.note import REASON_LIMIT
from notes.services.archived_customer import refuse_archived

MOVED = "This note was moved to another customer a moment ago. Nothing was changed: open it again."
WITHDRAWN = "This note was withdrawn in the meantime, on {day}. Nothing was changed."


def locked_note(*, note: Note, also: Customer | None = None) -> Note:
    """Lock the note's customer, then the note, and return it as it stands now; `also` is another customer to lock.

    Customers first and in one order, as everybody does who writes: nobody waits for somebody who waits for them.
    Raises RuleError where the note left the customer meanwhile, and where one of the customers is archived.
    """
    customers = {customer.pk: customer for customer in (note.customer, also) if customer}
    for pk in sorted(customers):
        lock_customer(customer=customers[pk])
        refuse_archived(customer=customers[pk])
    current = Note.objects.select_for_update(of=("self",)).select_related("author").get(pk=note.pk)
    if current.customer_id not in customers:
        raise RuleError(MOVED)
    current.customer = customers[current.customer_id]
    return current


def refuse_withdrawn(*, note: Note) -> None:
    """Raise RuleError where the note was withdrawn: what it said is not changed any more."""
    if note.withdrawn_at:
        raise RuleError(WITHDRAWN.format(day=f"{note.author.day_of(note.withdrawn_at):%-d %b %Y}"))


def checked_reason(*, reason: str, missing: str) -> str:
    """Return the reason as it is stored; RuleError where it is too long, or missing and `missing` says so."""
    reason = clean(reason)
    if missing and not reason:
        raise RuleError(missing, field="reason")
    if len(reason) > REASON_LIMIT:
        raise RuleError("A reason holds 1,000 characters. Shorten it.", field="reason")
    return reason
