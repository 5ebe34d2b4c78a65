"""What somebody who leaves a customer leaves open there."""

from collections.abc import Sequence
from dataclasses import dataclass

from customers.enums import AssignmentRole
from customers.models import Assignment, Customer
from ftop.accounts.models import User
from notes.models import ExecSummaryRequest, NextAction, Risk

ANSWERERS = (AssignmentRole.FM, AssignmentRole.FTA)


@dataclass(frozen=True)
class OpenWork:
    """Next actions and risks that the person owns at the customer; requests, which belong to its FMs and FTAs."""

    actions: Sequence[NextAction]
    risks: Sequence[Risk]
    requests: Sequence[ExecSummaryRequest]

    @property
    def is_empty(self) -> bool:
        return not (self.actions or self.risks or self.requests)


def open_work(person: User, customer: Customer, *, role: str) -> OpenWork:
    """Three queries, two for somebody whose role answers no requests."""
    return OpenWork(
        actions=list(NextAction.objects.open().filter(customer=customer, owner=person).order_by("due_on", "pk")),
        risks=list(Risk.objects.open().filter(customer=customer, owner=person).by_weight()),
        requests=list(ExecSummaryRequest.objects.open().filter(customer=customer).select_related("requested_by"))
        if role in ANSWERERS
        else [],
    )


def assignments_to_hand_over(person: User) -> Sequence[Assignment]:
    """The person's assignments of today and later without a last day, by customer. One query."""
    held = Assignment.objects.filter(person=person, ends_on__isnull=True, customer__archived_at__isnull=True)
    return list(held.select_related("customer", "person").order_by("customer__name_folded", "role", "pk"))
