"""Objects for a view, as far as the person sees them: what is invisible is 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from customers.models import Assignment, Customer, Tenant
from ftop.accounts.models import User


def visible_customer(user: User, key: UUID) -> Customer:
    return get_object_or_404(Customer.objects.visible_to(user).select_related("region", "archived_by"), key=key)


def visible_assignment(user: User, pk: int) -> Assignment:
    return get_object_or_404(Assignment.objects.visible_to(user).select_related("customer", "person"), pk=pk)


def visible_tenant(user: User, pk: int) -> Tenant:
    return get_object_or_404(Tenant.objects.visible_to(user).select_related("customer"), pk=pk)
