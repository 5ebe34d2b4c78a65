"""The workload catalogue, for admins."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require, wants_fragment
from notes.forms.workload import WorkloadForm, WorkloadUpdateForm, initial_of
from notes.models import Workload
from notes.permissions import can_manage_workloads
from notes.queries.workloads import is_workload_used, workloads_with_use
from notes.services import workload as service


def _list_response(request: AuthenticatedHttpRequest, *, moved: Workload | None = None) -> HttpResponse:
    """After a change: the list in place for htmx, with its messages, a redirect to it otherwise."""
    if wants_fragment(request):
        return render(request, "notes/_workload_list.html", {"rows": workloads_with_use(), "moved": moved})
    return redirect("notes:workload-list")


@require_GET
def workload_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_manage_workloads(request.user))
    return render(request, "notes/workload_list.html", {"rows": workloads_with_use()})


@require_http_methods(["GET", "POST"])
def workload_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_manage_workloads(request.user))
    form = WorkloadForm(posted(request))
    if form.is_valid():
        try:
            workload = service.add_workload(**form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"{workload} is in the template now, as the last one.")
            return redirect("notes:workload-list")
    status = 422 if form.is_bound else 200
    return render(request, "notes/workload_create.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def workload_update(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    require(can_manage_workloads(request.user))
    workload = get_object_or_404(Workload, code=code)
    is_used = is_workload_used(workload)
    form = WorkloadUpdateForm(posted(request), workload=workload, is_used=is_used)
    context: dict[str, Any] = {"form": form, "workload": workload, "is_used": is_used}
    if form.is_valid():
        try:
            service.update_workload(workload=workload, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion as error:
            current = cast(Workload, error.current)
            context["conflict"] = conflict_of(form, current, shown=initial_of, reader=request.user)
            return render(request, "notes/workload_update.html", context, status=409)
        else:
            messages.success(request, f"{workload.code} is saved. Notes written before keep the name of their day.")
            return redirect("notes:workload-list")
    return render(request, "notes/workload_update.html", context, status=422 if form.is_bound else 200)


@require_POST
def workload_move(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """One place up or, with `down`, one place down."""
    require(can_manage_workloads(request.user))
    workload = get_object_or_404(Workload, code=code)
    step = 1 if "down" in request.POST else -1
    try:
        moved = service.move_workload(workload=workload, step=step, by=request.user, now=timezone.now())
    except RuleError as error:
        messages.error(request, error.message)
        return _list_response(request)
    return _list_response(request, moved=moved)


@require_POST
def workload_order(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_manage_workloads(request.user))
    try:
        codes, seen = request.POST.getlist("code"), request.POST.getlist("seen")
        service.reorder_workloads(codes=codes, seen=seen, by=request.user, now=timezone.now())
    except RuleError as error:
        messages.error(request, error.message)
    return _list_response(request)


@require_POST
def workload_retire(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    require(can_manage_workloads(request.user))
    service.retire_workload(
        workload=get_object_or_404(Workload, code=code),
        by=request.user,
        now=timezone.now(),
    )
    return _list_response(request)


@require_POST
def workload_restore(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    require(can_manage_workloads(request.user))
    service.restore_workload(
        workload=get_object_or_404(Workload, code=code),
        by=request.user,
        now=timezone.now(),
    )
    return _list_response(request)


@require_POST
def workload_delete(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    require(can_manage_workloads(request.user))
    workload = get_object_or_404(Workload, code=code)
    try:
        service.delete_workload(workload=workload, by=request.user, now=timezone.now())
    except RuleError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{workload.code} is deleted; no note used it.")
    return _list_response(request)
