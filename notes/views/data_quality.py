"""Data quality: what should be zero, each row with the form that mends it."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from customers.forms.scope import ScopeForm
from customers.queries.customer_list import filter_choices
from ftop.accounts.enums import Role
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.enums import ExportKind
from notes.permissions import can_read_data_quality
from notes.queries.data_quality import MOST_COUNTED, PAGE_SIZE, counts, rows_of
from notes.queries.data_quality_checks import BY_KEY, Check, Scope
from notes.views.table_export import Table, export_table


@require_GET
def data_quality_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every check with its count."""
    form, scope = _asked(request)
    found = counts(scope)
    context: dict[str, Any] = {"form": form, "counts": found, "is_clean": not any(count.number for count in found)}
    return render(request, "notes/data_quality_list.html", context)


@require_GET
def data_quality_detail(request: AuthenticatedHttpRequest, check: str) -> HttpResponse:
    """The rows of one check."""
    form, scope = _asked(request)
    asked = _check(check)
    start = _start(request.GET.get("start", ""))
    rows, has_more = rows_of(asked, scope, start=start)
    context: dict[str, Any] = {"form": form, "check": asked, "rows": rows, "start": start}
    context["more"] = start + PAGE_SIZE if has_more else None
    context["can_request"] = request.user.has_role(Role.RM)
    context["return_to"] = urlencode({"next": request.get_full_path()})
    return render(request, "notes/data_quality_detail.html", context)


@require_POST
def data_quality_export(request: AuthenticatedHttpRequest, check: str) -> HttpResponseBase:
    """The rows of one check for a spreadsheet, as far as they are counted."""
    form, scope = _asked(request)
    asked = _check(check)

    def rows() -> Table:
        found, _ = rows_of(asked, scope, size=MOST_COUNTED)
        return Table(
            ["Person" if asked.is_people else "Customer", "TPID", "What", "What to do"],
            [(row.name, row.customer.tpid if row.customer else "", row.said, row.mend.words) for row in found],
            [row.customer.pk for row in found if row.customer],
        )

    back = reverse("notes:data_quality-detail", args=[check]) + form.query
    return export_table(request, f"Data quality, {asked.title}", rows, kind=ExportKind.DATA_QUALITY, back=back)


def _asked(request: AuthenticatedHttpRequest) -> tuple[ScopeForm, Scope]:
    require(can_read_data_quality(request.user))
    form = ScopeForm(request.GET, choices=filter_choices(request.user))
    return form, Scope(request.user, timezone.now(), **form.asked())


def _check(key: str) -> Check:
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]


def _start(value: str) -> int:
    """The place in the address; a broken one is no page of ours."""
    if value and not (value.isascii() and value.isdecimal() and len(value) <= 6):
        raise Http404
    return int(value or 0)
