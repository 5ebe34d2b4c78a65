from datetime import date

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import NextAction
from notes.models.next_action import NextActionQuerySet


def open_actions(customer: Customer) -> NextActionQuerySet:
    """What is still to be done for the customer, the earliest date first, with owners and the notes it came from."""
    actions = NextAction.objects.open().filter(customer=customer).select_related("owner", "note")
    return actions.only(
        "text", "due_on", "owner_name", "customer_id", "owner__full_name", "note__key", "note__happened_on", "note__kind"
    ).order_by("due_on", "id")


def actions_due(user: User, until: date) -> NextActionQuerySet:
    """This person's own open actions with a date up to `until`, at customers they may see, the earliest first."""
    return (
        NextAction.objects.visible_to(user)
        .open()
        .filter(owner=user, due_on__lte=until, customer__archived_at__isnull=True)
        .select_related("customer")
        .order_by("due_on", "id")
    )
