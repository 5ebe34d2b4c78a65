"""The first page after signing in: what waits for me, by role. Several roles see the sum."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from customers.enums import AssignmentRole
from customers.models import Customer
from customers.queries.assigned_customers import customers_of
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.lib.http import AuthenticatedHttpRequest
from notes.enums import RequestFilter
from notes.queries import home as queries
from notes.queries.draft import open_drafts
from notes.queries.exec_summary_requests import asked_back, request_list
from notes.queries.note_comments import answers_for, questions_for
from notes.queries.notification import unseen_escalations
from notes.queries.request_batch import batches_of
from notes.queries.saved_views import pinned_views

NEWEST_REQUESTS = 8
NEWEST_BATCHES = 3
NEWEST_DRAFTS = 5
FIRST_ACTIONS = 25  # of those due; the others where they are asked for


@require_GET
def home(request: AuthenticatedHttpRequest) -> HttpResponse:
    user, today = request.user, request.user.day_of(timezone.now())
    context: dict[str, Any] = {"today": today, "pinned_views": pinned_views(user)}
    # Counted as the person was loaded: with nothing new there is nothing to ask for.
    if user.unseen_count:
        context["unseen_escalations"] = unseen_escalations(user)
    if user.has_role(Role.FM, Role.FTA, Role.FE, Role.SME):
        context |= _writer(user, today, is_all=request.GET.get("actions") == "all")
    if user.has_role(Role.RM):
        context |= _regional_manager(user, today)
    # A leader who is an RM as well reads the whole portfolio here, and their own customers above it.
    if user.has_role(Role.LT):
        context |= _leader(user)
    if user.has_role(Role.RM, Role.LT):
        context["answers"] = answers_for(user)
    if user.is_admin:
        context["administration"] = queries.administration()
    return render(request, "home/home.html", context)


def _writer(user: User, today: date, *, is_all: bool) -> dict[str, Any]:
    actions = queries.actions_due(user, today=today, most=None if is_all else FIRST_ACTIONS + 1)
    may_summarise = user.has_role(Role.FM, Role.FTA)
    return {
        "questions": questions_for(user),
        "requests_waiting": request_list(user, shown=RequestFilter.WAITING) if may_summarise else None,
        "drafts": open_drafts(user)[:NEWEST_DRAFTS],
        "actions_due": actions if is_all else actions[:FIRST_ACTIONS],
        "has_more_actions": not is_all and len(actions) > FIRST_ACTIONS,
        "attention_rows": queries.attention_rows(user, *queries.WRITER_ROLES, today=today),
    }


def _regional_manager(user: User, today: date) -> dict[str, Any]:
    customers = customers_of(user, AssignmentRole.RM)
    return {
        "regional_rows": queries.attention_rows(user, AssignmentRole.RM, today=today),
        "newest_summaries": queries.newest_summaries(user, customers),
        "open_escalations": queries.open_escalations(user, customers),
        "asked_back": asked_back(user),
        "my_batches": batches_of(user)[:NEWEST_BATCHES],
        "my_requests": request_list(user, shown=RequestFilter.MINE, is_alone=True)[:NEWEST_REQUESTS],
    }


def _leader(user: User) -> dict[str, Any]:
    customers = Customer.objects.visible_to(user).active()
    return {
        "priority_counts": queries.priority_counts(customers),
        "newest_summaries": queries.newest_summaries(user, customers),
        "open_escalations": queries.open_escalations(user, customers),
    }
