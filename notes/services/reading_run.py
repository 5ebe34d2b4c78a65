from datetime import datetime

from django.db import transaction

from customers.models import Customer
from customers.services.customer_visit import mark_visit
from ftop.accounts.models import User
from notes.models import Note
from notes.services.note_read import mark_read


@transaction.atomic
def mark_customer_read(*, customer: Customer, summary: Note | None, by: User, now: datetime) -> None:
    """Keep that this person read the customer in a run: a visit, and a look at the Exec Summary shown whole."""
    mark_visit(customer=customer, by=by, now=now)
    if summary:
        mark_read(note=summary, by=by, now=now)
