from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from customers.services.customer_visit import mark_visit
from customers.views.loading import visible_customer
from ftop.lib.http import AuthenticatedHttpRequest


@require_POST
def customer_visit_mark(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Sent by the customer page once somebody really looks at it, or by its plain button."""
    customer = visible_customer(request.user, key)
    mark_visit(customer=customer, by=request.user, now=timezone.now())
    return HttpResponse(status=204) if request.htmx else redirect(customer)
