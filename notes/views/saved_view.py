"""The filters of search, latest notes and the list of customers, kept under names."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, posted
from notes.forms.saved_view import SavedViewForm
from notes.models import SavedView
from notes.queries.saved_views import views_of
from notes.services import saved_view as service


@require_GET
def saved_view_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    own, shared = views_of(request.user)
    return render(request, "notes/saved_view_list.html", {"own": own, "shared": shared})


@require_http_methods(["GET", "POST"])
def saved_view_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Name the filter that the address holds (`page`, `query`), and go back to it."""
    asked = {"page": request.GET.get("page", ""), "query": request.GET.get("query", "")}
    form = SavedViewForm(posted(request), initial=asked)
    if form.is_valid():
        try:
            view = service.save_view(**form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"Kept as “{view}”.")
            return redirect(view)
    return render(request, "notes/saved_view_create.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def saved_view_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Another name for an own view, other readers; what it shows stays."""
    view = _own(request, pk)
    form = SavedViewForm(posted(request), initial=model_to_dict(view))
    if form.is_valid():
        try:
            service.change_view(view=view, **form.cleaned_data)
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"Kept as “{view}”.")
            return redirect("notes:saved_view-list")
    context = {"form": form, "view": view}
    return render(request, "notes/saved_view_create.html", context, status=422 if form.is_bound else 200)


@require_POST
def saved_view_pin(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Put an own view on Home, or take it off."""
    view = _own(request, pk)
    service.pin_view(view=view, is_pinned="pin" in request.POST)
    messages.success(request, f"“{view}” {'stands on' if view.is_pinned else 'was taken off'} Home.")
    return redirect("notes:saved_view-list")


@require_POST
def saved_view_delete(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    service.delete_view(view=view)
    messages.success(request, f"The view “{view}” is gone. The notes and customers it showed are where they were.")
    return redirect("notes:saved_view-list")


def _own(request: AuthenticatedHttpRequest, pk: int) -> SavedView:
    return get_object_or_404(SavedView, pk=pk, owner=request.user)
