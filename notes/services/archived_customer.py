from customers.models import Customer
from ftop.lib.errors import RuleError


def refuse_archived(*, customer: Customer) -> None:
    """Raise RuleError where the customer is archived: nothing is written about it until it is brought back."""
    if customer.is_archived:
        raise RuleError("This customer is archived. Ask an administrator to bring it back before you write.")
