"""The first page after signing in: what waits for me, by role. Several roles see the sum."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from customers.enums import AssignmentRole
from customers.models import Customer
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.lib.http import AuthenticatedHttpRequest
from notes.queries import home as queries

WRITERS = (Role.FM, Role.FTA, Role.FE, Role.SME)
WRITER_ASSIGNMENTS = (AssignmentRole.FM, AssignmentRole.FTA, AssignmentRole.FE, AssignmentRole.SME)


@require_GET
def home(request: AuthenticatedHttpRequest) -> HttpResponse:
    user, today = request.user, request.user.day_of(timezone.now())
    context: dict[str, Any] = {"today": today}
    if user.has_role(*WRITERS):
        mine = queries.customers_of(user, *WRITER_ASSIGNMENTS)
        context |= {
            "requests_waiting": queries.requests_waiting(user),
            "actions_due": queries.actions_due(user, today=today),
            "attention_rows": queries.attention_rows(mine, today=today),
        }
    if user.has_role(Role.RM):
        context |= _across(user, queries.customers_of(user, AssignmentRole.RM))
        context["my_requests"] = queries.my_requests(user)
        context["regional_rows"] = queries.attention_rows(queries.customers_of(user, AssignmentRole.RM), today=today)
    if user.has_role(Role.LT):
        everything = Customer.objects.visible_to(user).active()
        context |= _across(user, everything)
        context["priority_counts"] = queries.priority_counts(everything)
    return render(request, "home/home.html", context)


def _across(user: User, customers: Any) -> dict[str, Any]:
    return {
        "newest_summaries": queries.newest_summaries(user, customers),
        "open_escalations": queries.open_escalations(user, customers),
    }
