"""What the database's own history knows about a customer's earlier facts."""

from typing import Any

from django.db.models import QuerySet

from customers.models import Customer
from ftop.accounts.models import User


def facts_at(customer: Customer, *, version: int, names: tuple[str, ...]) -> dict[str, Any] | None:
    """Return the named columns as they were in a version, or None when the history does not have it."""
    events = _events(customer, version)
    return events.order_by("-pgh_id").values(*names).first()


def saved_by(customer: Customer) -> str:
    """Return the name of whoever saved the newest version; empty when it was not done on a page."""
    events = _events(customer, customer.version)
    metadata = events.order_by("pgh_id").values_list("pgh_context__metadata", flat=True).first() or {}
    return User.objects.filter(pk=metadata.get("user")).values_list("full_name", flat=True).first() or ""


def _events(customer: Customer, version: int) -> QuerySet[Any]:
    # The model of events is made by the decorator, out of sight of the type checker.
    history: Any = getattr(Customer, "pgh_event_model")  # noqa: B009
    events: QuerySet[Any] = history.objects.filter(pgh_obj=customer, version=version)
    return events
