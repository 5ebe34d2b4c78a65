"""The customers somebody follows."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Follow

Customers = TypeVar("Customers", bound=QuerySet[Customer])


def with_follow(customers: Customers, user: User) -> Customers:
    """Annotate `is_followed`, by this person. No query of its own."""
    return customers.annotate(is_followed=Exists(Follow.objects.filter(customer=OuterRef("pk"), person=user)))


def followed_customers(user: User) -> QuerySet[Customer]:
    """What this person follows and may still read, by name. One query."""
    own = Follow.objects.filter(customer=OuterRef("pk"), person=user)
    return Customer.objects.visible_to(user).filter(Exists(own)).order_by("name_folded", "pk")
