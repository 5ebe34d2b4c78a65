"""The head of the customer page."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from customers.enums import AssignmentRole
from customers.models import Assignment, Customer, Tenant
from customers.models.customer import CustomerQuerySet
from ftop.accounts.models import User


def customers_for_detail(user: User) -> CustomerQuerySet:
    """The customers a person may read, each with its region, `winner_domain` (None: none) and `has_tenants`."""
    tenants = Tenant.objects.filter(customer=OuterRef("pk"))
    return (
        Customer.objects.visible_to(user)
        .select_related("region", "archived_by")
        .annotate(
            winner_domain=Subquery(tenants.filter(is_winner=True).values("default_domain")[:1]),
            has_tenants=Exists(tenants),
        )
    )


@dataclass(frozen=True)
class People:
    """Who works with the customer today, primary persons first."""

    fms: list[Assignment]
    rms: list[Assignment]
    ftas: list[Assignment]
    health_owner: str  # "": nobody; None would be a customer that has none
    has_health_owner: bool


def health_owner_of(customer: Customer) -> Assignment | None:
    """Who is accountable for the health: the primary FTA of S500, the primary FM of S501–S1500 (playbook).

    None: nobody, or a customer that has no Health Owner.
    """
    role = customer.health_owner_role
    return next((a for a in customer.current_assignments if a.role == role and a.is_primary), None)


def people_of(customer: Customer) -> People:
    """The people named in the head of the page. No query once the assignments are read."""
    in_role = {role: [a for a in customer.current_assignments if a.role == role] for role in AssignmentRole}
    owner = health_owner_of(customer)
    return People(
        fms=in_role[AssignmentRole.FM],
        rms=in_role[AssignmentRole.RM],
        ftas=in_role[AssignmentRole.FTA],
        health_owner=owner.person.full_name if owner else "",
        has_health_owner=customer.health_owner_role is not None,
    )
