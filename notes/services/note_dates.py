from django.db.models import Max, Q

from customers.models import Customer
from customers.services.note_dates import set_note_dates
from notes.enums import NoteKind
from notes.models import Note
from notes.models.note import OVERALL_KINDS


def recompute_note_dates(*, customer: Customer) -> None:
    """Derive the customer's dates from the notes that stand; unlike at publishing, they may go down.

    The caller holds the customer's row lock.
    """
    notes = Note.objects.standing().filter(customer=customer)
    dates = notes.aggregate(
        overall_on=Max("happened_on", filter=Q(kind__in=OVERALL_KINDS)),
        exec_summary_at=Max("written_at", filter=Q(kind=NoteKind.EXEC_SUMMARY)),
    )
    set_note_dates(customer=customer, **dates)
