"""The portfolio at a glance; every number opens what is behind it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from customers.enums import DeploymentProgress
from customers.queries.customer_list import filter_choices
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.enums import Severity
from notes.forms.portfolio import BehindForm, PortfolioFilterForm
from notes.permissions import can_read_portfolio
from notes.queries.portfolio import PAGE_SIZE, actions_behind, portfolio_of, risks_behind


@require_GET
def portfolio_detail(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = _form(request)
    today = request.user.day_of(timezone.now())
    context: dict[str, Any] = {
        "form": form,
        "portfolio": portfolio_of(request.user, asked=form.filter(), query=form.asked(), today=today),
        "deployments": DeploymentProgress.labels,
        "severities": Severity.labels,
    }
    return render(request, "notes/portfolio_detail.html", context)


@require_GET
def portfolio_risk_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The open risks behind a number."""
    form, behind = _form(request), BehindForm(request.GET)
    asked = {name: behind.asked(name) for name in ("kind", "severity")}
    risks = risks_behind(request.user, asked=form.filter(), **asked)
    return _rows(request, "notes/portfolio_risk_list.html", risks, start=behind.asked("start"), **asked)


@require_GET
def portfolio_action_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The overdue next actions behind a number."""
    form, behind = _form(request), BehindForm(request.GET)
    today = request.user.day_of(timezone.now())
    owner = behind.asked("owner")
    actions = actions_behind(request.user, asked=form.filter(), owner=owner, today=today)
    return _rows(request, "notes/portfolio_action_list.html", actions, start=behind.asked("start"), owner=owner)


def _form(request: AuthenticatedHttpRequest) -> PortfolioFilterForm:
    require(can_read_portfolio(request.user))
    return PortfolioFilterForm(request.GET, choices=filter_choices(request.user))


def _rows(request: AuthenticatedHttpRequest, template: str, found: Any, *, start: int, **context: Any) -> HttpResponse:
    rows = list(found[start : start + PAGE_SIZE + 1])
    more = start + PAGE_SIZE if len(rows) > PAGE_SIZE else None
    return render(request, template, {"rows": rows[:PAGE_SIZE], "more": more, "start": start, **context})
