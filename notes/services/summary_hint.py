from datetime import datetime

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import SummaryHintDismissal


def dismiss_hint(*, customer: Customer, up_to: datetime, by: User, now: datetime) -> None:
    """Put the hint "worth a new Exec Summary?" away for this person until something happens after `up_to`.

    One statement, so two tabs cannot collide. What has not happened yet cannot be put away.
    """
    SummaryHintDismissal.objects.bulk_create(
        [SummaryHintDismissal(customer=customer, person=by, dismissed_at=now, up_to=min(up_to, now))],
        update_conflicts=True,
        unique_fields=["customer", "person"],
        update_fields=["dismissed_at", "up_to"],
    )
