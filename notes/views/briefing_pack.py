"""A briefing pack: asked for on the customer list, made step by step while a bar moves, then downloaded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest
from notes.enums import ExportKind, FileFormat
from notes.exports.write import ExportFailed, write_briefing
from notes.forms.export import file_format
from notes.models import BriefingPack
from notes.queries.briefing_pack import content_of, is_still_readable, packs_of
from notes.queries.exec_summary_sheet import day_in_words
from notes.services.briefing_pack import advance_pack, ask_for_pack
from notes.services.export_log import Purpose
from notes.views.chosen_customers import chosen_customers, list_page, say_none_chosen
from notes.views.export_purpose import ask_purpose, known_purpose
from notes.views.file_response import hand_out, report

STALE = (
    "This pack is not given out any more: since it was made, a customer in it is no longer yours to read, or a note in "
    "it was withdrawn or moved. Make it again from the customer list."
)
FAILED = "The pages could not be laid out. What was collected is kept: try again, or tell an administrator."


@require_POST
def briefing_pack_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Begin a pack of the chosen customers."""
    customer_ids, wanted = chosen_customers(request), file_format(request.POST)
    if not customer_ids:
        return say_none_chosen(request)
    purpose, back = known_purpose(request), list_page(request)
    if purpose is None:
        what = f"A briefing pack of {len(customer_ids)} customer{pluralize(len(customer_ids))} as {wanted.label}"
        return ask_purpose(request, what=what, back=back, is_download=False)
    try:
        pack = ask_for_pack(
            customer_ids=customer_ids, file_format=wanted, purpose=purpose, by=request.user, now=timezone.now()
        )
    except RuleError as error:
        messages.error(request, error.message)
        return redirect(back)
    return redirect(pack)


@require_GET
def briefing_pack_detail(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """How far the pack is; its button takes it on, and at the end the download."""
    return render(request, "notes/briefing_pack_detail.html", {"pack": _own_pack(request, key)})


@require_POST
def briefing_pack_advance(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """One step for htmx, which asks for the next one by itself; all that is left to do without it."""
    pack = _own_pack(request, key)
    context: dict[str, object] = {"pack": pack}
    try:
        while not pack.is_finished:
            pack = advance_pack(pack=pack, lay_out=_lay_out, by=request.user, now=timezone.now())
            if request.htmx:
                break
    except RuleError as error:
        context["refusal"] = error.message
    except ExportFailed as error:
        report(error)
        context["failure"] = FAILED
    context["pack"] = pack
    is_wrong = "refusal" in context or "failure" in context
    if not request.htmx and not is_wrong:
        return redirect(pack)
    template = "notes/_briefing_pack.html" if request.htmx else "notes/briefing_pack_detail.html"
    return render(request, template, context, status=422 if is_wrong else 200)


@require_POST
def briefing_pack_download(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponseBase:
    """The finished file, if everything in it may still be read."""
    pack = _own_pack(request, key)
    if not pack.is_finished:
        return redirect(pack)
    if not is_still_readable(pack, user=request.user):
        return render(request, "notes/briefing_pack_detail.html", {"pack": pack, "refusal": STALE}, status=409)
    return hand_out(
        request,
        content_of(pack),
        name=f"Briefing pack {request.user.day_of(pack.asked_at)}",
        kind=ExportKind.BRIEFING_PACK,
        file_format=FileFormat(pack.file_format),
        customer_ids=pack.customer_ids,
        note_ids=pack.note_ids,
        purpose=Purpose(pack.purpose, pack.purpose_text),
    )


def _own_pack(request: AuthenticatedHttpRequest, key: UUID) -> BriefingPack:
    return get_object_or_404(packs_of(request.user, now=timezone.now()), key=key)


def _lay_out(pack: BriefingPack) -> bytes:
    return write_briefing(
        pack.briefings,
        FileFormat(pack.file_format),
        by=pack.asked_by.full_name,
        on=day_in_words(pack.asked_by.day_of(pack.asked_at)),
        purpose=Purpose(pack.purpose, pack.purpose_text).words,
    )
