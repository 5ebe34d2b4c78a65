from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from customers.queries.customer_detail import customers_for_detail, people_of
from ftop.lib.http import AuthenticatedHttpRequest


@require_GET
def customer_detail(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The customer's own page: everything that is known and was said, and the composer."""
    customer = get_object_or_404(customers_for_detail(request.user), key=key)
    return render(request, "customers/customer_detail.html", {"customer": customer, "people": people_of(customer)})
