from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from customers.models import Customer
from ftop.lib.http import AuthenticatedHttpRequest
from notes.queries.follow import followed_customers
from notes.services.follow import end_follow, follow_customer


@require_GET
def follow_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The customers that this person follows."""
    return render(request, "notes/follow_list.html", {"customers": followed_customers(request.user)})


@require_POST
def follow_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """From the customer's page, for everybody who sees it."""
    customer = _visible_customer(request, key)
    follow_customer(customer=customer, by=request.user, now=timezone.now())
    messages.success(request, f"You follow {customer.name}: your inbox tells you of its new Exec Summaries.")
    return redirect(customer)


@require_POST
def follow_end(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """From the customer's page, or from the list of what one follows."""
    customer = _visible_customer(request, key)
    end_follow(customer=customer, by=request.user)
    messages.success(request, f"You follow {customer.name} no longer.")
    return redirect("notes:follow-list") if "from_list" in request.POST else redirect(customer)


def _visible_customer(request: AuthenticatedHttpRequest, key: UUID) -> Customer:
    customer: Customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    return customer
