from customers.models import Customer
from ftop.lib.errors import RuleError

ARCHIVED = "This customer is archived, so nothing was changed. Ask an administrator to bring it back first."


def lock_customer(*, customer: Customer) -> None:
    """Take the customer's row lock and read the row anew: whoever comes second decides on what the first one left.

    Must be called inside a transaction.
    """
    customer.refresh_from_db(from_queryset=Customer.objects.select_for_update(no_key=True))


def lock_active_customer(*, customer: Customer) -> None:
    """Lock as `lock_customer` does; raises RuleError when the customer is archived."""
    lock_customer(customer=customer)
    if customer.is_archived:
        raise RuleError(ARCHIVED)
