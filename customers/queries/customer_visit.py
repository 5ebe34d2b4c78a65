"""What is new to somebody at a customer: measured from the end of their visit before this one."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Case, DateTimeField, F, OuterRef, QuerySet, Subquery, When
from django.db.models.lookups import LessThan

from customers.models import Customer, CustomerVisit
from customers.models.customer_visit import SAME_VISIT
from ftop.accounts.models import User

Customers = TypeVar("Customers", bound=QuerySet[Customer])


def with_new_since(customers: Customers, user: User, *, now: datetime) -> Customers:
    """Annotate `new_since`: when this person's visit before this one ended; None: this is the first. No query.

    A look within half an hour belongs to the visit that goes on, so that reloading does not make the new old.
    """
    visits = CustomerVisit.objects.filter(customer=OuterRef("pk"), person=user)
    ended = Case(
        When(LessThan(F("visited_at") + SAME_VISIT, now), then=F("visited_at")),
        default=F("previous_visited_at"),
        output_field=DateTimeField(),
    )
    return customers.annotate(new_since=Subquery(visits.values(ended=ended)))
