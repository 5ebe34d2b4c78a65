"""Reads of the requests for Exec Summaries."""

from django.db.models import QuerySet

from customers.models import Customer
from notes.models import ExecSummaryRequest


def open_requests(customer: Customer) -> QuerySet[ExecSummaryRequest]:
    """The open requests of a customer with who asked, the first one first. One of them unlocks a Low customer."""
    return (
        ExecSummaryRequest.objects.open()
        .filter(customer=customer)
        .select_related("requested_by", "seen_by")
        .order_by("requested_at", "id")
    )
