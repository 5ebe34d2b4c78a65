"""The coach beside the forms of notes, and its rules for administrators. It writes nothing unless somebody says so."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from customers.models import Customer
from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.coach.rules import hints_for
from notes.enums import NoteKind
from notes.forms.coach import form_key_of, writing_of
from notes.permissions import can_manage_coach, can_write_entitlement_note, can_write_note
from notes.queries.coach import open_titles, rule_uses, silent_rules, workloads_for
from notes.services import coach as service


@require_POST
def coach_hint_list(request: AuthenticatedHttpRequest, key: UUID, kind: str) -> HttpResponse:
    """What the coach says of the form as it stands."""
    customer, note_kind = _writable(request, key, kind)
    return _hints(request, customer, note_kind)


@require_POST
def coach_hint_dismiss(request: AuthenticatedHttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Put a hint away in this form, with a reason; the other hints as they are now."""
    customer, note_kind = _writable(request, key, kind)
    form_key = form_key_of(request.POST)
    if form_key is None:
        return HttpResponseBadRequest("This hint could not be put away. Reload the page.", content_type="text/plain")
    said = {"rule": request.POST.get("coach_rule", ""), "reason": request.POST.get("coach_reason", "")}
    try:
        service.dismiss_hint(
            customer=customer, kind=note_kind, form_key=form_key, **said, by=request.user, now=timezone.now()
        )
    except RuleError as error:
        return _hints(request, customer, note_kind, status=422, refused=said["rule"], sentence=error.message)
    return _hints(request, customer, note_kind)


@require_GET
def coach_rule_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every rule with its examples, how often it is put away and why, and its switch."""
    require(can_manage_coach(request.user))
    return render(request, "notes/coach_rule_list.html", {"uses": rule_uses(now=timezone.now())})


@require_POST
def coach_rule_switch(request: AuthenticatedHttpRequest, rule: str) -> HttpResponse:
    require(can_manage_coach(request.user))
    is_on = "on" in request.POST
    try:
        service.switch_rule(rule=rule, is_on=is_on, by=request.user, now=timezone.now())
    except RuleError as error:
        raise Http404 from error
    messages.success(request, f"The rule is {'on again' if is_on else 'off: nobody gets this hint any more'}.")
    return redirect("notes:coach_rule-list")


def _writable(request: AuthenticatedHttpRequest, key: UUID, kind: str) -> tuple[Customer, NoteKind]:
    customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    if kind not in NoteKind.values:
        raise Http404
    require(can_write_note(request.user, customer, kind=NoteKind(kind)))
    return customer, NoteKind(kind)


def _hints(
    request: AuthenticatedHttpRequest, customer: Customer, kind: NoteKind, *, status: int = 200, **context: str
) -> HttpResponse:
    silent = silent_rules(request.user, form_key_of(request.POST))
    writing = writing_of(kind, request.POST, risks=open_titles(customer), workloads=workloads_for(kind))
    can_write_entitlement = can_write_entitlement_note(request.user, customer)
    shown = {"customer": customer, "kind": kind, "hints": hints_for(writing, without=silent)}
    shown["can_write_entitlement"] = can_write_entitlement
    return render(request, "notes/_coach_hints.html", {**shown, **context}, status=status)
