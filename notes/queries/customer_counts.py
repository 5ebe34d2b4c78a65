"""What stands behind a customer in a list: open risks and overdue actions, counted in the same query."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExecSummaryRequest, NextAction, Note, Risk


def with_counts(customers: QuerySet[Customer], today: date) -> QuerySet[Customer]:
    """Annotate open_risk_count, worst_severity (None without open risks) and overdue_action_count.

    An action is overdue from the day after its date; `today` is the day where the reader lives. No query of its own.
    """
    risks = Risk.objects.open().filter(customer=OuterRef("pk"))
    overdue = NextAction.objects.open().filter(customer=OuterRef("pk"), due_on__lt=today)
    return customers.annotate(
        open_risk_count=_count(risks),
        worst_severity=Subquery(risks.by_weight().values("severity")[:1]),
        overdue_action_count=_count(overdue),
    )


def with_own_request(customers: QuerySet[Customer], user: User) -> QuerySet[Customer]:
    """Annotate has_own_request: this person has asked for the customer's Exec Summary and the request is open."""
    own = ExecSummaryRequest.objects.open().filter(customer=OuterRef("pk"), requested_by=user)
    return customers.annotate(has_own_request=Exists(own))


def with_new_notes(customers: QuerySet[Customer], user: User) -> QuerySet[Customer]:
    """Annotate new_note_count: notes of others since this person's visit before this one; 0 before a first visit.

    For customers read `with_new_since`. No query of its own.
    """
    others = Note.objects.standing().exclude(author=user)
    return customers.annotate(
        new_note_count=_count(others.filter(customer=OuterRef("pk"), written_at__gt=OuterRef("new_since")))
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("customer").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
