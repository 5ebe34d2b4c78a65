from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from customers.models import Customer
from customers.permissions import can_archive_customer, can_assign_people, can_change_priority, can_edit_customer
from customers.queries.customer_detail import people_of
from ftop.lib.http import AuthenticatedHttpRequest, first_or_404, wants_fragment
from notes.queries.customer_page import customer_page, customers_with_page
from notes.queries.draft import drafts_beside
from notes.queries.entitlements import status_lines
from notes.queries.timeline import Cursor, timeline_page
from notes.queries.worth import hint_of
from notes.views.composer import composer_for, timeline_filter_of
from notes.views.customer_fragments import abilities


@require_GET
@vary_on_headers("HX-Request")
def customer_detail(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The customer's own page: what is known, what was said and what follows; the composer where one may write."""
    now = timezone.now()
    customer = first_or_404(customers_with_page(request.user, key, now=now))
    cursor = _cursor(request.GET.get("older", ""))
    form, today = timeline_filter_of(request, customer), request.user.day_of(now)
    context: dict[str, Any] = {"customer": customer, "filter_form": form, "filter_query": form.address()}
    context |= {"cursor": cursor, "today": today, "saved_pk": None}
    if wants_fragment(request):
        timeline = timeline_page(customer, user=request.user, wanted=form.filter(), cursor=cursor)
        template = "notes/_timeline_days.html" if cursor else "notes/_timeline.html"
        return render(request, template, context | {"timeline": timeline, "is_swapped": True})
    page = customer_page(customer, user=request.user, wanted=form.filter(), cursor=cursor)
    can = abilities(request, customer) | _customer_abilities(request, customer)
    composer = composer_for(request, customer, open_risks=page.risks) if can["write_note"] and not cursor else None
    context |= {"people": people_of(customer), "can": can, "composer": composer, "page": page}
    context |= {"timeline": page.timeline, "risks": page.risks, "actions": page.actions}
    context |= {"drafts": drafts_beside(customer), "hint": hint_of(customer), "entitlements": status_lines(customer)}
    context["enterprise"] = customer.enterprise_standing(today=today)
    return render(request, "customers/customer_detail.html", context)


def _customer_abilities(request: AuthenticatedHttpRequest, customer: Customer) -> dict[str, bool]:
    return {
        "change_priority": can_change_priority(request.user, customer),
        "assign_people": can_assign_people(request.user, customer),
        "edit": can_edit_customer(request.user, customer),
        "archive": can_archive_customer(request.user, customer),
    }


def _cursor(value: str) -> Cursor | None:
    """The place in the address; a broken one is no page of ours."""
    try:
        return Cursor.parse(value) if value else None
    except ValueError as error:
        raise Http404 from error
