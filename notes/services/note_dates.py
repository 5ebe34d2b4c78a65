from django.db.models import Max, Q, Subquery, Value
from django.db.models.functions import Coalesce

from customers.models import Customer
from customers.services.note_dates import set_enterprise, set_note_dates
from notes.enums import NoteKind
from notes.models import EnterpriseStatus, Entitlement, EntitlementStatus, Note
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


def recompute_entitlement_status(*, cell: Entitlement) -> None:
    """Derive the status of a cell of the grid from its newest standing note.

    The caller holds the row lock of the tenant's customer.
    """
    newest = EntitlementStatus.objects.filter(entitlement=cell, note__withdrawn_at__isnull=True)
    newest = newest.order_by("-note__happened_on", "-note_id")
    Entitlement.objects.filter(pk=cell.pk).update(status=Coalesce(Subquery(newest.values("status")[:1]), Value("")))


def recompute_enterprise(*, customer: Customer) -> None:
    """Derive what the customer shows of its newest standing Enterprise Status Note.

    The caller holds the customer's row lock.
    """
    notes = EnterpriseStatus.objects.filter(note__customer=customer, note__withdrawn_at__isnull=True)
    newest = notes.select_related("note").order_by("-note__happened_on", "-note_id").first()
    set_enterprise(
        customer=customer,
        on=newest.note.happened_on if newest else None,
        status=newest.status if newest else "",
        next_on=newest.next_update_on if newest else None,
    )
