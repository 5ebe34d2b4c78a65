from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.forms.export import ExportFilterForm
from notes.permissions import can_read_export_log
from notes.queries.export_log import export_page


@require_GET
def export_log_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Who took what out of the app, when and what for."""
    require(can_read_export_log(request.user))
    form = ExportFilterForm(request.GET)
    narrowed = form.narrowed()
    page = export_page(request.user, narrowed=narrowed, before=form.cleaned_data.get("before"))
    asked = {"person": narrowed.person, "customer": narrowed.customer, "before": page.older or ""}
    older = urlencode({name: value for name, value in asked.items() if value}) if page.older else ""
    context = {"form": form, "filter": narrowed, "page": page, "older": older}
    return render(request, "notes/export_log_list.html", context)
