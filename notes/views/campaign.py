"""Campaigns: what a hashtag stands for, and the customers with and without a note that carries it."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from customers.forms.scope import ScopeForm
from customers.queries.customer_list import customers_for, filter_choices
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require
from notes.forms.campaign import CampaignForm, CampaignUpdateForm, initial_of
from notes.models import Campaign
from notes.permissions import can_manage_campaigns
from notes.queries.campaigns import campaigns, customers_of_campaign, reach_of
from notes.rendering.hashtags import tag_of
from notes.services import campaign as service

PAGE_SIZE = 50


@require_GET
def campaign_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    context = {"campaigns": campaigns(), "can_manage": can_manage_campaigns(request.user)}
    return render(request, "notes/campaign_list.html", context | {"today": request.user.day_of(timezone.now())})


@require_GET
def campaign_detail(request: AuthenticatedHttpRequest, tag: str) -> HttpResponse:
    """The customers this person sees with a note of the campaign, or those without one."""
    campaign = get_object_or_404(Campaign, tag=tag_of(tag))
    form = ScopeForm(request.GET, choices=filter_choices(request.user))
    is_with_note = request.GET.get("show") != "without"
    customers = customers_for(request.user, asked=form.filter())
    shown = customers_of_campaign(customers, campaign, is_with_note=is_with_note)
    context: dict[str, Any] = {
        "campaign": campaign,
        "today": request.user.day_of(timezone.now()),
        "is_with_note": is_with_note,
        "form": form,
        "reach": reach_of(customers, campaign),
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page")),
        "can_manage": can_manage_campaigns(request.user),
    }
    return render(request, "notes/campaign_detail.html", context)


@require_http_methods(["GET", "POST"])
def campaign_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_manage_campaigns(request.user))
    form = CampaignForm(posted(request), initial={"tag": request.GET.get("tag", "")})
    if form.is_valid():
        try:
            campaign = service.add_campaign(**form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"{campaign} is described. While it runs it is suggested to whoever types “#”.")
            return redirect(campaign)
    return render(request, "notes/campaign_create.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def campaign_update(request: AuthenticatedHttpRequest, tag: str) -> HttpResponse:
    require(can_manage_campaigns(request.user))
    campaign = get_object_or_404(Campaign, tag=tag_of(tag))
    form = CampaignUpdateForm(posted(request), campaign=campaign)
    context: dict[str, Any] = {"form": form, "campaign": campaign}
    if form.is_valid():
        try:
            saved = service.update_campaign(campaign=campaign, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion as error:
            current = cast(Campaign, error.current)
            context["conflict"] = conflict_of(form, current, shown=initial_of, reader=request.user)
            return render(request, "notes/campaign_update.html", context, status=409)
        else:
            messages.success(request, f"{saved} is saved. Notes keep their hashtags.")
            return redirect(saved)
    return render(request, "notes/campaign_update.html", context, status=422 if form.is_bound else 200)
