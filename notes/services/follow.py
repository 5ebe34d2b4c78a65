from datetime import datetime

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Follow


def follow_customer(*, customer: Customer, by: User, now: datetime) -> None:
    """Tell this person of new Exec Summaries of the customer from now on. Twice is once; one statement."""
    Follow.objects.bulk_create([Follow(customer=customer, person=by, followed_at=now)], ignore_conflicts=True)


def end_follow(*, customer: Customer, by: User) -> None:
    """Tell them no longer; what they were told of stays in their inbox. Twice is once; one statement."""
    Follow.objects.filter(customer=customer, person=by).delete()
