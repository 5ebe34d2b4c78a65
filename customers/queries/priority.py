from customers.models import Customer, PriorityChange


def latest_change(customer: Customer) -> PriorityChange | None:
    """Return the newest change of the customer's priority with who made it, or None. One query."""
    return customer.priority_changes.select_related("changed_by").first()
