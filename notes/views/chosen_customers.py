"""The customers somebody chose on a list: the ticked ones, or all that fit the filter of the customer list."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from customers.forms.customer_choice import CustomerChoiceForm
from customers.forms.customer_list import CustomerFilterForm
from customers.queries import customer_list
from ftop.lib.http import AuthenticatedHttpRequest, own_address


def chosen_customers(request: AuthenticatedHttpRequest) -> list[int]:
    """Their ids, as far as the person may read them, sorted as the list is. Three queries."""
    choice = CustomerChoiceForm(request.POST)
    if not choice.is_valid():
        return []
    form = CustomerFilterForm(choice.list_asked(), choices=customer_list.filter_choices(request.user))
    # A list that its address cannot narrow shows nobody, so "all of it" is nobody, too.
    if not form.is_valid() and choice.keys() is None:
        return []
    asked = form.filter() if form.is_valid() else customer_list.CustomerFilter()
    return customer_list.chosen_ids(request.user, asked=asked, keys=choice.keys())


def list_page(request: AuthenticatedHttpRequest) -> str:
    """The list or the page they were chosen on, narrowed as it was."""
    choice = CustomerChoiceForm(request.POST)
    choice.full_clean()
    if other := own_address(request, choice.other_page()):
        return other
    query = choice.list_asked().urlencode()
    return reverse("customers:customer-list") + (f"?{query}" if query else "")


def refuse_number(
    request: AuthenticatedHttpRequest, ids: Sequence[int], *, at_most: int, to: str
) -> HttpResponse | None:
    """Back to the list with a sentence where nobody was chosen, or more than can be done at once; else None."""
    if not ids:
        return say_none_chosen(request)
    if len(ids) <= at_most:
        return None
    messages.warning(request, f"{len(ids)} customers are too many to {to} at once: choose up to {at_most}.")
    return redirect(list_page(request))


def say_none_chosen(request: AuthenticatedHttpRequest) -> HttpResponse:
    messages.warning(request, "No customer was chosen. Tick the ones you want, then choose what to do with them.")
    return redirect(list_page(request))
