from datetime import date, datetime

from customers.models import Customer


def raise_note_dates(*, customer: Customer, overall_on: date, exec_summary_at: datetime | None) -> None:
    """Keep the customer's derived dates when a note was written: they only ever grow here.

    `overall_on` is the day of the call; `exec_summary_at` is given where the note is an Exec Summary. The caller holds
    the customer's row lock, in the transaction that writes the note.
    """
    before = (customer.last_overall_note_on, customer.last_exec_summary_at)
    customer.last_overall_note_on = max(customer.last_overall_note_on or overall_on, overall_on)
    if exec_summary_at:
        customer.last_exec_summary_at = max(customer.last_exec_summary_at or exec_summary_at, exec_summary_at)
    if (customer.last_overall_note_on, customer.last_exec_summary_at) != before:
        customer.save(update_fields=["last_overall_note_on", "last_exec_summary_at"])


def set_enterprise(*, customer: Customer, on: date | None, status: str, next_on: date | None) -> None:
    """Write what is derived from the newest Enterprise Status Note; None and "": no such note stands.

    The caller holds the customer's row lock, in the transaction that writes or changes the note.
    """
    customer.last_enterprise_note_on, customer.enterprise_status = on, status
    customer.next_enterprise_note_on = next_on
    customer.save(update_fields=["last_enterprise_note_on", "enterprise_status", "next_enterprise_note_on"])


def set_note_dates(*, customer: Customer, overall_on: date | None, exec_summary_at: datetime | None) -> None:
    """Write the derived dates anew after a note was amended, withdrawn or moved; None: no note of that kind stands.

    The caller holds the customer's row lock, in the transaction that changes the note.
    """
    customer.last_overall_note_on, customer.last_exec_summary_at = overall_on, exec_summary_at
    customer.save(update_fields=["last_overall_note_on", "last_exec_summary_at"])
