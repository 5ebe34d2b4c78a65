from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ftop.accounts.enums import CustomerColumn
from ftop.accounts.services.preferences import choose_customer_columns
from ftop.lib.forms import ColumnForm
from ftop.lib.http import AuthenticatedHttpRequest, own_address


@require_POST
def customer_column_update(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Choose the columns of the list, and go back to it as it was narrowed and sorted."""
    form = ColumnForm(request.POST, choices=CustomerColumn.choices)
    if form.is_valid():
        choose_customer_columns(columns=form.cleaned_data["columns"], by=request.user)
    return redirect(own_address(request, request.POST.get("next", "")) or reverse("customers:customer-list"))
