from datetime import datetime, timedelta

from django.db import transaction

from customers.models import Customer, CustomerVisit
from ftop.accounts.models import User

# Coming back within this time belongs to the same visit.
SAME_VISIT = timedelta(minutes=30)


@transaction.atomic
def mark_visit(*, customer: Customer, by: User, now: datetime) -> CustomerVisit:
    """Keep when this person looked at the customer's page. A visit ends with half an hour without a look.

    `previous_visited_at` is the last look of the visit before this one, which is what "new since" is measured from.
    """
    visits = CustomerVisit.objects.select_for_update()
    visit, is_first = visits.get_or_create(customer=customer, person=by, defaults={"visited_at": now})
    if is_first or now <= visit.visited_at:
        return visit
    if now - visit.visited_at > SAME_VISIT:
        visit.previous_visited_at = visit.visited_at
    visit.visited_at = now
    visit.save(update_fields=["visited_at", "previous_visited_at"])
    return visit
