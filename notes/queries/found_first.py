"""What a search offers before any note: the customers and the people whose names begin with the words."""

from collections.abc import Sequence

from customers.models import Customer
from customers.queries.customer_list import with_words
from ftop.accounts.models import User
from notes.queries.search_filter import people_named

MOST = 5


def customers_beginning(user: User, words: str) -> Sequence[Customer]:
    """Those this person may read whose name or TPID has every word at the beginning of one of its own. One query."""
    if not any(character.isalnum() for character in words):
        return []
    return list(with_words(Customer.objects.visible_to(user).active(), words).order_by("name_folded", "pk")[:MOST])


def people_beginning(words: str) -> Sequence[User]:
    """Colleagues of that name, who may have written what is looked for. One query."""
    if not any(character.isalnum() for character in words):
        return []
    return list(people_named(words).order_by("full_name_folded", "pk")[:MOST])
