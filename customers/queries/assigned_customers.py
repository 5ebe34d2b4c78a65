"""The customers somebody works with."""

from django.db.models import Exists, OuterRef, QuerySet

from customers.enums import AssignmentRole
from customers.models import Assignment, Customer
from customers.models.customer import CustomerQuerySet
from ftop.accounts.models import User


def assignments_of(user: User, *roles: AssignmentRole) -> QuerySet[Assignment]:
    """The person's assignments of today in these roles, as far as the person still holds them."""
    held = [role for role in roles if role in user.roles]
    return Assignment.objects.current().filter(person=user, role__in=held)


def customers_of(user: User, *roles: AssignmentRole) -> CustomerQuerySet:
    """The active customers this person is assigned to today in one of the roles."""
    here = assignments_of(user, *roles).filter(customer=OuterRef("pk"))
    return Customer.objects.visible_to(user).active().filter(Exists(here))
