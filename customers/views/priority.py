from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from customers.forms.priority import PriorityForm
from customers.permissions import can_change_priority
from customers.queries.priority import latest_change
from customers.services.priority import change_priority
from customers.views.loading import visible_customer
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require


@require_http_methods(["GET", "POST"])
def priority_change(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    customer = visible_customer(request.user, key)
    require(can_change_priority(request.user, customer))
    form = PriorityForm(posted(request), customer=customer)
    context = {"form": form, "customer": customer, "latest": latest_change(customer)}
    if form.is_valid():
        try:
            change = change_priority(customer=customer, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion:
            # The next save is a decision on what the page shows now.
            form.put(seen=customer.priority)
            context |= {"is_stale": True, "latest": latest_change(customer)}
            return render(request, "customers/priority_change.html", context, status=409)
        else:
            messages.success(request, f"The priority is {change.get_new_display()} now. The timeline says why.")
            return redirect(customer)
    return render(request, "customers/priority_change.html", context, status=422 if form.errors else 200)
