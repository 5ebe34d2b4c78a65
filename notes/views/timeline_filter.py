from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from customers.models import Customer
from ftop.lib.http import AuthenticatedHttpRequest, wants_fragment
from notes.views.composer import timeline_filter_of


@require_GET
@vary_on_headers("HX-Request")
def timeline_filter_detail(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The fields that filter a customer's timeline, as the address has them: what opens under "Filter", or a page."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    template = "notes/_timeline_filter_form.html" if wants_fragment(request) else "notes/timeline_filter_detail.html"
    return render(request, template, {"customer": customer, "filter_form": timeline_filter_of(request, customer)})
