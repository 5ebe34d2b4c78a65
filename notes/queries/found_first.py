"""What a search offers before any note: the customers and the people whose names begin with the words."""

from collections.abc import Sequence

from customers.models import Customer
from ftop.accounts.models import User

MOST = 5


def customers_beginning(user: User, words: str) -> Sequence[Customer]:
    """Those this person may read whose name or TPID has every word at the beginning of one of its own. One query."""
    if not any(character.isalnum() for character in words):
        return []
    customers = Customer.objects.visible_to(user).active().named(words)
    return list(customers.order_by("name_folded", "pk")[:MOST])


def people_beginning(words: str) -> Sequence[User]:
    """Colleagues of that name, who may have written what is looked for. One query."""
    if not any(character.isalnum() for character in words):
        return []
    return list(User.objects.named(words).order_by("full_name_folded", "pk")[:MOST])
