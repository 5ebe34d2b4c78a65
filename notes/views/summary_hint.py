"""The hint "worth a new Exec Summary?" put away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from customers.models import Customer
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.forms.summary_hint import HintDismissForm
from notes.permissions import can_dismiss_summary_hint
from notes.services.summary_hint import dismiss_hint


@require_POST
def summary_hint_dismiss(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Until something else changes; back to where it stood."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    require(can_dismiss_summary_hint(request.user, customer))
    form = HintDismissForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("This hint could not be put away. Reload the page.", content_type="text/plain")
    dismiss_hint(customer=customer, up_to=form.cleaned_data["up_to"], by=request.user, now=timezone.now())
    messages.success(request, f"The hint of {customer} is put away until something else changes.")
    return redirect("home") if form.cleaned_data["on_home"] else redirect(customer)
