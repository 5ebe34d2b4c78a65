"""The workload catalogue, for admins."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest
from notes.forms.workload import WorkloadForm
from notes.models import Workload
from notes.permissions import can_manage_workloads
from notes.queries.workloads import is_workload_used, workloads_with_use
from notes.services import workload as service


def _require_manager(user: User) -> None:
    if not can_manage_workloads(user):
        raise PermissionDenied


def _list_response(request: AuthenticatedHttpRequest) -> HttpResponse:
    """After a change: the list in place for htmx, a redirect to it otherwise."""
    if request.htmx:
        return render(request, "notes/_workload_list.html", {"rows": workloads_with_use()})
    return redirect("notes:workload-list")


@require_GET
def workload_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    _require_manager(request.user)
    return render(request, "notes/workload_list.html", {"rows": workloads_with_use()})


@require_http_methods(["GET", "POST"])
def workload_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    _require_manager(request.user)
    form = WorkloadForm(request.POST or None)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("code", "name", "aliases")}
        try:
            workload = service.add_workload(**values, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"{workload} is in the template now, as the last one.")
            return redirect("notes:workload-list")
    status = 422 if form.is_bound else 200
    return render(request, "notes/workload_create.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def workload_update(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    _require_manager(request.user)
    workload = get_object_or_404(Workload, code=code)
    form = WorkloadForm(request.POST or None, workload=workload, is_used=is_workload_used(workload))
    status, current = 422 if form.is_bound else 200, None
    if form.is_valid():
        try:
            service.update_workload(
                workload=workload,
                **form.cleaned_data,
                by=request.user,
                now=timezone.now(),
            )
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion as error:
            status, current = 409, error.current
        else:
            messages.success(
                request,
                f"{workload.code} is saved. Notes written before keep the name of their day.",
            )
            return redirect("notes:workload-list")
    context = {"form": form, "workload": workload, "current": current}
    return render(request, "notes/workload_update.html", context, status=status)


@require_POST
def workload_move(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """One place up or, with `down`, one place down."""
    _require_manager(request.user)
    workload = get_object_or_404(Workload, code=code)
    step = 1 if "down" in request.POST else -1
    service.move_workload(workload=workload, step=step, by=request.user, now=timezone.now())
    return _list_response(request)


@require_POST
def workload_order(request: AuthenticatedHttpRequest) -> HttpResponse:
    _require_manager(request.user)
    try:
        service.reorder_workloads(codes=request.POST.getlist("code"), by=request.user, now=timezone.now())
    except RuleError as error:
        messages.error(request, error.message)
    return _list_response(request)


@require_POST
def workload_retire(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    _require_manager(request.user)
    service.retire_workload(
        workload=get_object_or_404(Workload, code=code),
        by=request.user,
        now=timezone.now(),
    )
    return _list_response(request)


@require_POST
def workload_restore(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    _require_manager(request.user)
    service.restore_workload(
        workload=get_object_or_404(Workload, code=code),
        by=request.user,
        now=timezone.now(),
    )
    return _list_response(request)


@require_POST
def workload_delete(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    _require_manager(request.user)
    workload = get_object_or_404(Workload, code=code)
    try:
        service.delete_workload(workload=workload, by=request.user, now=timezone.now())
    except RuleError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{workload.code} is deleted; no note used it.")
    return _list_response(request)
