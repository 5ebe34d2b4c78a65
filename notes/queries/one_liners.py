from collections.abc import Sequence
from dataclasses import dataclass

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note
from notes.queries.exportable import exportable_notes, newest_of_each


@dataclass(frozen=True)
class OneLiner:
    """A customer and its newest Exec Summary in one line; "" where that has none that fits."""

    customer_id: int
    note_id: int | None
    tpid: str
    name: str
    text: str


def one_liners(user: User, customer_ids: Sequence[int], *, is_long: bool) -> list[OneLiner]:
    """The one-liners of these customers in the given order, of 256 characters or, with `is_long`, of 512.

    A short one stands in for a long one that was not written. Two queries.
    """
    customers = Customer.objects.visible_to(user).in_bulk(customer_ids)
    newest = newest_of_each(exportable_notes(user), customers).select_related("exec_summary").only(*_FIELDS)
    notes = {note.customer_id: note for note in newest}
    return [_one_liner(customers[pk], notes.get(pk), is_long) for pk in customer_ids if pk in customers]


_FIELDS = ("customer_id", "exec_summary__one_liner", "exec_summary__long_one_liner")


def _one_liner(customer: Customer, note: Note | None, is_long: bool) -> OneLiner:
    text = ""
    if note:
        short, long = note.exec_summary.one_liner, note.exec_summary.long_one_liner
        text = long or short if is_long else short
    return OneLiner(customer.pk, note.pk if note else None, customer.tpid, customer.name, text)
