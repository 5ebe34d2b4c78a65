"""The Risks box and its risks: pages of their own, and in place on the customer page (htmx)."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import reswap, retarget

from customers.models import Customer
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require, return_address, wants_fragment
from notes.forms.risk import RiskCloseForm, RiskCreateForm, RiskReopenForm, RiskUpdateForm, initial_of
from notes.models import Risk
from notes.permissions import can_add_risk, can_edit_risk
from notes.queries.notification import told_of_risk
from notes.queries.risk_history import history_of
from notes.queries.risks import closed_risks, mentions_of, open_risks, risk_in_box
from notes.services import risk as service


@require_GET
@vary_on_headers("HX-Request")
def risk_list(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Open and closed ones; for htmx the box of the customer page."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    if wants_fragment(request):
        return render(request, "notes/_risks_box.html", _box(request, customer))
    return render(request, "notes/risk_list.html", _box(request, customer) | {"closed": closed_risks(customer)})


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def risk_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    require(can_add_risk(request.user, customer))
    begun = {name: request.GET[name] for name in ("kind", "title") if name in request.GET}
    form = RiskCreateForm(posted(request), initial=begun, auto_id="risk-new-%s")
    if form.is_valid():
        values = {"risk": form.risk_input(), "key": form.cleaned_data["key"]}
        try:
            risk = service.open_risk(customer=customer, **values, by=request.user, now=timezone.now())
        except service.KeyUsed as error:
            form.renew_key()
            form.add_rule_error(error)
        except RuleError as error:
            form.add_rule_error(error)
        else:
            return _after(request, risk, f"“{risk.title}” is in the Risks box.", to=customer)
    return _form(request, "create", {"customer": customer, "form": form})


@require_GET
@vary_on_headers("HX-Request")
def risk_detail(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """One risk with its notes and its history; for htmx its entry in the box, as after "cancel"."""
    risk = _visible_risk(request, key)
    can = {"add_risk": can_edit_risk(request.user, risk)}
    if wants_fragment(request):
        return render(request, "notes/_risk.html", {"risk": risk_in_box(risk), "can": can})
    context = {"risk": risk, "can": can, "mentions": mentions_of(risk), "history": history_of(risk)}
    told = list(told_of_risk(risk))
    context |= {"told": told, "is_unseen": any(row.is_unseen_by(request.user) for row in told)}
    return render(request, "notes/risk_detail.html", context | {"close_form": RiskCloseForm()})


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def risk_update(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    risk = _risk_to_edit(request, key)
    form = RiskUpdateForm(posted(request), risk=risk, auto_id=f"risk-{risk.pk}-%s")
    context: dict[str, Any] = {"customer": risk.customer, "risk": risk, "form": form}
    if form.is_valid():
        values = {"values": form.risk_input(), "version": form.cleaned_data["version"]}
        try:
            risk = service.edit_risk(risk=risk, **values, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion as error:
            current = cast(Risk, error.current)
            context["conflict"] = conflict_of(form, current, shown=initial_of, reader=request.user)
        else:
            return _after(request, risk, f"“{risk.title}” is saved.", to=risk)
    return _form(request, "update", context)


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def risk_close(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    risk = _risk_to_edit(request, key)
    form = RiskCloseForm(posted(request))
    if form.is_valid():
        try:
            risk = service.close_risk(risk=risk, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            return _after(request, risk, f"“{risk.title}” is closed.", to=risk)
    context = {"risk": risk_in_box(risk), "close_form": form, "can": {"add_risk": True}}
    template = "notes/_risk.html" if wants_fragment(request) else "notes/risk_close.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def risk_reopen(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    risk = _risk_to_edit(request, key)
    form = RiskReopenForm(posted(request))
    if form.is_valid():
        try:
            risk = service.reopen_risk(risk=risk, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            return _after(request, risk, f"“{risk.title}” is open again.", to=risk)
    context = {"risk": risk, "form": form}
    return render(request, "notes/risk_reopen.html", context, status=422 if form.is_bound else 200)


def _visible_risk(request: AuthenticatedHttpRequest, key: UUID) -> Risk:
    risks = Risk.objects.visible_to(request.user).select_related("customer", "owner", "opened_by", "closed_by")
    return get_object_or_404(risks, key=key)


def _risk_to_edit(request: AuthenticatedHttpRequest, key: UUID) -> Risk:
    risk = _visible_risk(request, key)
    require(can_edit_risk(request.user, risk))
    return risk


def _box(request: AuthenticatedHttpRequest, customer: Customer) -> dict[str, Any]:
    can = {"add_risk": can_add_risk(request.user, customer)}
    return {"customer": customer, "risks": list(open_risks(customer)), "can": can}


def _form(request: AuthenticatedHttpRequest, verb: str, context: dict[str, Any]) -> HttpResponse:
    status = 409 if "conflict" in context else 422 if context["form"].is_bound else 200
    template = "notes/_risk_form.html" if wants_fragment(request) else f"notes/risk_{verb}.html"
    return render(request, template, context, status=status)


def _after(request: AuthenticatedHttpRequest, risk: Risk, sentence: str, *, to: Risk | Customer) -> HttpResponse:
    """Say what was done: in the box of the customer page for htmx, on the page that shows it otherwise."""
    messages.success(request, sentence)
    if not wants_fragment(request):
        return redirect(return_address(request) or to)
    response = render(request, "notes/_risks_box_changed.html", _box(request, risk.customer))
    return reswap(retarget(response, "#risks"), "outerHTML")
