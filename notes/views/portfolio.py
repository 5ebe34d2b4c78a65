"""The portfolio at a glance; every number opens what is behind it."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ftop.accounts.enums import Role
from ftop.accounts.services.preferences import hide_columns
from ftop.lib.forms import ColumnForm
from ftop.lib.http import AuthenticatedHttpRequest, own_address, require
from notes.enums import ExportKind, FileFormat
from notes.exports.write import ExportFailed, write_portfolio
from notes.forms.export import file_format
from notes.forms.portfolio import BehindForm, PageForm, PortfolioFilterForm
from notes.permissions import can_read_portfolio
from notes.queries.exec_summary_sheet import day_in_words
from notes.queries.portfolio import portfolio_of
from notes.queries.portfolio_counts import scope_choices
from notes.queries.portfolio_rows import customers_behind
from notes.queries.portfolio_sheet import board_sheets
from notes.queries.portfolio_table import ROWS, Rows
from notes.views.export_purpose import ask_purpose, known_purpose
from notes.views.file_response import hand_out, say_failed
from notes.views.table_export import Table, export_table

PAGE_SIZE = 50
MOST_TAKEN_OUT = 10_000  # rows of a file


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
def portfolio_row_list(request: AuthenticatedHttpRequest, what: str) -> HttpResponse:
    """What is behind a number that counts no customers."""
    form, rows, behind = _form(request), _rows(what), BehindForm(request.GET).behind()
    asked = PageForm(request.GET)
    start, sort = asked.place(), asked.sorted_by()
    page = list(_found(request, form, rows)[start : start + PAGE_SIZE + 1])
    columns = {name: f"{what}.{name}" not in request.user.hidden_columns for name, _ in rows.choices()}
    context = {
        "heading": rows.heading(behind),
        "rows": [(row, rows.customer_of(row)) for row in page[:PAGE_SIZE]],
        "headings": rows.headings(sort, columns),
        "columns": columns,
        "column_form": ColumnForm(choices=rows.choices(), initial={"columns": [n for n in columns if columns[n]]}),
        "columns_url": reverse("notes:portfolio_row_column-update", args=[what]),
        "can_request": request.user.has_role(Role.RM),
        "more": start + PAGE_SIZE if len(page) > PAGE_SIZE else None,
        "portfolio_url": f"{reverse('notes:portfolio-detail')}{form.query}",
        "export_url": f"{reverse('notes:portfolio_row-export', args=[what])}?{request.GET.urlencode()}",
    }
    return render(request, f"notes/portfolio_{rows.noun}_list.html", context)


@require_POST
def portfolio_row_column_update(request: AuthenticatedHttpRequest, what: str) -> HttpResponse:
    """Choose the columns of these rows, and go back to them as they were narrowed and sorted."""
    require(can_read_portfolio(request.user))
    choices = _rows(what).choices()
    form = ColumnForm(request.POST, choices=choices)
    if form.is_valid():
        hidden = [column for column, _ in choices if column not in form.cleaned_data["columns"]]
        hide_columns(of=what, columns=hidden, by=request.user)
    page = own_address(request, request.POST.get("next", "")) or reverse("notes:portfolio_row-list", args=[what])
    return redirect(page)


@require_POST
def portfolio_row_export(request: AuthenticatedHttpRequest, what: str) -> HttpResponseBase:
    """The same for a spreadsheet."""
    form, rows, behind = _form(request), _rows(what), BehindForm(request.GET).behind()

    def table() -> Table:
        found = list(_found(request, form, rows)[:MOST_TAKEN_OUT])
        return Table(rows.heads(), [rows.cells(row) for row in found], [rows.customer_of(row).pk for row in found])

    back = f"{reverse('notes:portfolio_row-list', args=[what])}?{request.GET.urlencode()}"
    return export_table(request, rows.heading(behind), table, kind=ExportKind.PORTFOLIO, back=back)


def _form(request: AuthenticatedHttpRequest) -> PortfolioFilterForm:
    require(can_read_portfolio(request.user))
    return PortfolioFilterForm(request.GET, choices=scope_choices())


def _rows(what: str) -> Rows:
    if what not in ROWS:
        raise Http404
    return ROWS[what]


def _found(request: AuthenticatedHttpRequest, form: PortfolioFilterForm, rows: Rows) -> QuerySet[Any]:
    customers = customers_behind(request.user, asked=form.filter())
    found = rows.find(customers, BehindForm(request.GET).behind(), _today(request))
    return rows.sorted(found, PageForm(request.GET).sorted_by())


def _today(request: AuthenticatedHttpRequest) -> date:
    return request.user.day_of(timezone.now())
