"""The portfolio at a glance; every number opens what is behind it."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from customers.models import Customer
from customers.queries.customer_list import AGE_WORDS, NONE
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.enums import EntitlementState, ExportKind, FileFormat, RequestState, RiskKind, Severity
from notes.exports.write import ExportFailed, write_portfolio
from notes.forms.export import file_format
from notes.forms.portfolio import BehindForm, PageForm, PortfolioFilterForm
from notes.permissions import can_read_portfolio
from notes.queries.exec_summary_sheet import day_in_words
from notes.queries.portfolio import portfolio_of
from notes.queries.portfolio_counts import scope_choices
from notes.queries.portfolio_rows import (
    ASKED,
    Behind,
    actions_behind,
    customers_behind,
    entitlements_behind,
    notes_behind,
    requests_behind,
    risks_behind,
)
from notes.queries.portfolio_sheet import board_sheets
from notes.views.export_purpose import ask_purpose, known_purpose
from notes.views.file_response import hand_out, say_failed

PAGE_SIZE = 50


@require_GET
def portfolio_detail(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = _form(request)
    shown = portfolio_of(request.user, asked=form.filter(), query=form.asked(), today=_today(request))
    context = {"form": form, "portfolio": shown, "export_url": reverse("notes:portfolio-export") + form.query}
    return render(request, "notes/portfolio_detail.html", context)


@require_POST
def portfolio_export(request: AuthenticatedHttpRequest) -> HttpResponseBase:
    """The page as a workbook or as PDF, with the filter of the address."""
    form, today = _form(request), _today(request)
    wanted = file_format(request.POST, offered=(FileFormat.XLSX, FileFormat.PDF))
    back, purpose = reverse("notes:portfolio-detail") + form.query, known_purpose(request)
    if purpose is None:
        return ask_purpose(request, what=f"The portfolio as {wanted.label}", back=back)
    shown = portfolio_of(request.user, asked=form.filter(), query=form.asked(), today=today)
    words = {"by": request.user.full_name, "on": day_in_words(today), "purpose": purpose.words}
    scope = ", ".join([f"{shown.total:,} customer{pluralize(shown.total)}", *form.words()])
    try:
        content = write_portfolio(board_sheets(shown), wanted, scope=scope, **words)
    except ExportFailed as error:
        return say_failed(request, error, back=back)
    return hand_out(
        request,
        content,
        name=f"Portfolio {today}",
        kind=ExportKind.PORTFOLIO,
        file_format=wanted,
        customer_ids=[],
        note_ids=[],
        purpose=purpose,
    )


@require_GET
def portfolio_risk_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    form, customers, behind = _asked(request)
    heading = _heading(
        "Open in the Risks boxes",
        dict(RiskKind.choices).get(behind.kind),
        dict(Severity.choices).get(behind.severity),
        behind.age and f"{AGE_WORDS[behind.age]} days",
    )
    return _rows(request, form, "risk", risks_behind(customers, behind, today=_today(request)), heading)


@require_GET
def portfolio_action_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    form, customers, behind = _asked(request)
    heading = _heading("Overdue next actions", behind.owner)
    return _rows(request, form, "action", actions_behind(customers, behind, today=_today(request)), heading)


@require_GET
def portfolio_note_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    form, customers, behind = _asked(request)
    heading = _heading("Notes that speak of a workload", behind.workload, _month(behind))
    return _rows(request, form, "note", notes_behind(customers, behind), heading)


@require_GET
def portfolio_entitlement_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    form, customers, behind = _asked(request)
    status = "no note yet" if behind.status == NONE else dict(EntitlementState.choices).get(behind.status)
    heading = _heading("Entitlements", behind.workload, status)
    return _rows(request, form, "entitlement", entitlements_behind(customers, behind), heading)


@require_GET
def portfolio_request_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    form, customers, behind = _asked(request)
    state = "asked" if behind.state == ASKED else RequestState(behind.state or RequestState.ANSWERED).label.lower()
    heading = _heading("Requests for Exec Summaries", state, _month(behind))
    return _rows(request, form, "request", requests_behind(customers, behind), heading)


def _form(request: AuthenticatedHttpRequest) -> PortfolioFilterForm:
    require(can_read_portfolio(request.user))
    return PortfolioFilterForm(request.GET, choices=scope_choices())


def _asked(request: AuthenticatedHttpRequest) -> tuple[PortfolioFilterForm, QuerySet[Customer, Any], Behind]:
    form = _form(request)
    return form, customers_behind(request.user, asked=form.filter()), BehindForm(request.GET).behind()


def _rows(
    request: AuthenticatedHttpRequest, form: PortfolioFilterForm, noun: str, found: QuerySet, heading: str
) -> HttpResponse:
    start = PageForm(request.GET).place()
    page = list(found[start : start + PAGE_SIZE + 1])
    context = {
        "heading": heading,
        "rows": page[:PAGE_SIZE],
        "more": start + PAGE_SIZE if len(page) > PAGE_SIZE else None,
        "portfolio_url": f"{reverse('notes:portfolio-detail')}{form.query}",
    }
    return render(request, f"notes/portfolio_{noun}_list.html", context)


def _heading(what: str, *details: str | None) -> str:
    said = ", ".join(filter(None, details))
    return f"{what}: {said}" if said else what


def _month(behind: Behind) -> str:
    return f"{behind.month:%B %Y}" if behind.month else ""


def _today(request: AuthenticatedHttpRequest) -> date:
    return request.user.day_of(timezone.now())
