"""Drafts of notes: saved by the page while somebody types, listed, continued, discarded and brought back."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from customers.models import Customer
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, require, wants_fragment
from notes.enums import NoteKind
from notes.forms.draft import DraftSaveForm, readable_fields
from notes.models import Draft
from notes.permissions import can_amend_note, can_write_note
from notes.queries import draft as queries
from notes.services import draft as service
from notes.views.note_loading import visible_note

EDITORS = {
    NoteKind.OVERALL: "notes:note-create",
    NoteKind.EXEC_SUMMARY: "notes:exec_summary-create",
    NoteKind.ENTERPRISE: "notes:enterprise_note-create",
    NoteKind.ENTITLEMENT: "notes:entitlement_note-create",
}

AMENDERS = {
    NoteKind.OVERALL: "notes:note-amend",
    NoteKind.EXEC_SUMMARY: "notes:exec_summary-amend",
    NoteKind.ENTERPRISE: "notes:enterprise_note-amend",
    NoteKind.ENTITLEMENT: "notes:entitlement_note-amend",
}


@require_POST
def draft_save(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Keep the form as it is typed so far: 409 where another tab saved meanwhile, 410 where the draft has ended."""
    form = DraftSaveForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("This could not be kept as a draft. Reload the page.", content_type="text/plain")
    typed = form.typed(key)
    try:
        draft = _save(request, typed, form)
    except StaleVersion as error:
        current = cast("Draft", error.current)
        return JsonResponse({"version": current.version, "fields": current.payload}, status=409)
    except service.DraftEnded as error:
        return JsonResponse({"published": error.is_published}, status=410)
    except RuleError as error:
        raise Http404 from error
    return JsonResponse({"version": draft.version})


@require_GET
def draft_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Everything of mine that is not finished, and what became of the rest in the last 30 days."""
    now = timezone.now()
    context = {
        "drafts": queries.open_drafts(request.user),
        "discarded": queries.discarded_drafts(request.user, now=now),
        "published": queries.published_drafts(request.user, now=now),
    }
    return render(request, "notes/draft_list.html", context)


@require_GET
def draft_detail(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Go on with a draft: in its form, or to its note; where neither is open to its author, to read and copy it."""
    draft = _own_draft(request, key)
    if draft.is_published:
        return redirect(draft.note_url)
    customer = Customer.objects.visible_to(request.user).filter(pk=draft.customer_id).first()
    if draft.is_open and customer and _may_write(request, draft, customer):
        return redirect(f"{_editor(draft)}?draft={draft.key}")
    context = {"draft": draft, "customer": customer, "fields": readable_fields(draft.payload)}
    return render(request, "notes/draft_detail.html", context)


@require_POST
def draft_discard(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    draft = _own_draft(request, key)
    try:
        service.discard_draft(draft=draft, by=request.user, now=timezone.now())
    except service.DraftEnded:
        return _changed(request, draft, "published")
    return _changed(request, draft, "discarded")


@require_POST
def draft_restore(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    draft = _own_draft(request, key)
    try:
        service.restore_draft(draft=draft, by=request.user)
    except service.DraftEnded:
        return _changed(request, draft, "published")
    return _changed(request, draft, "restored")


def _save(request: AuthenticatedHttpRequest, typed: service.Typed, form: DraftSaveForm) -> Draft:
    now = timezone.now()
    if typed.version:
        return service.save_draft(typed=typed, by=request.user, now=now)
    if note_key := form.cleaned_data["amends"]:
        note = visible_note(request.user, note_key)
        require(can_amend_note(request.user, note))
        return service.start_draft(typed=typed, customer=note.customer, amends=note, by=request.user, now=now)
    customer_key = form.cleaned_data["customer"]
    customer = queries.customer_for_draft(request.user, customer=customer_key, kind=typed.kind, draft=typed.key)
    if customer is None:
        raise Http404
    require(customer.may_write and not customer.is_archived)  # type: ignore[attr-defined]
    if customer.is_published:  # type: ignore[attr-defined]
        raise service.DraftEnded(is_published=True)
    return service.start_draft(typed=typed, customer=customer, by=request.user, now=now)


def _own_draft(request: AuthenticatedHttpRequest, key: UUID) -> Draft:
    draft: Draft = get_object_or_404(
        Draft.objects.of(request.user).with_end().select_related("customer", "amends__customer", "amends__author"),
        key=key,
    )
    return draft


def _editor(draft: Draft) -> str:
    """The address of the form that the draft belongs to."""
    if draft.amends:
        return reverse(AMENDERS[NoteKind(draft.kind)], args=[draft.amends.key])
    return reverse(EDITORS[NoteKind(draft.kind)], args=[draft.customer.key])


def _may_write(request: AuthenticatedHttpRequest, draft: Draft, customer: Customer) -> bool:
    if draft.amends:
        return not draft.amends.is_withdrawn and can_amend_note(request.user, draft.amends)
    return can_write_note(request.user, customer, kind=NoteKind(draft.kind))


def _changed(request: AuthenticatedHttpRequest, draft: Draft, what: str) -> HttpResponse:
    """Say what happened, in the draft's own row for htmx; otherwise on the page of drafts."""
    context = {"draft": draft, "what": what}
    if wants_fragment(request):
        return render(request, "notes/_draft_changed.html", context)
    messages.success(request, SafeString(render_to_string("notes/_draft_said.html", context, request=request).strip()))
    return redirect("notes:draft-list")
