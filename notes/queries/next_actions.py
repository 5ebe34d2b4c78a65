from customers.models import Customer
from ftop.lib.compiled import compiled
from notes.models import NextAction
from notes.models.next_action import NextActionQuerySet


def open_actions(customer: Customer) -> list[NextAction]:
    """What is still to be done for the customer, the earliest date first, with owners and the notes it came from."""
    return _open_actions(customer.pk)


@compiled
def _open_actions(customer: int) -> NextActionQuerySet:
    actions = NextAction.objects.open().filter(customer=customer).select_related("owner", "note")
    return actions.only(
        "text",
        "due_on",
        "owner_name",
        "customer_id",
        "owner__full_name",
        "note__key",
        "note__happened_on",
        "note__kind",
        "note__withdrawn_at",
    ).order_by("due_on", "id")
