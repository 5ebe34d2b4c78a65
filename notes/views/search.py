from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from ftop.lib.http import AuthenticatedHttpRequest, wants_fragment
from notes.forms.search import SearchForm
from notes.queries.campaigns import campaign_of
from notes.queries.found_first import customers_beginning, people_beginning
from notes.queries.search import SearchTooLong, latest_page, newer_count, search_page


@require_GET
@vary_on_headers("HX-Request")
def search_detail(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every note the person may read that fits the words and filters; customers and people by name come first."""
    form = SearchForm(request.GET, user=request.user, now=timezone.now())
    asked, after = form.search(), request.GET.get("after", "")
    context: dict[str, Any] = {"form": form, "asked": asked, "after": after, "today": request.user.day_of(form.now)}
    if asked.is_set:
        try:
            context["page"] = search_page(request.user, asked, after=after, is_by_rank=form.is_by_rank)
        except ValueError as error:
            raise Http404 from error
        except SearchTooLong:
            context["is_too_long"] = True
    if asked.shared.tag:
        context["campaign"] = campaign_of(asked.shared.tag)
    if asked.query.has_words and not after:
        words = form.query.words
        context |= {"customers": customers_beginning(request.user, words), "people": people_beginning(words)}
    return _answer(request, "notes/search_detail.html", context)


@require_GET
@vary_on_headers("HX-Request")
def latest_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The notes as they were written, the newest first, with the search's filters."""
    form = SearchForm(request.GET, user=request.user, now=timezone.now())
    asked, after = form.search(), request.GET.get("after", "")
    context: dict[str, Any] = {"form": form, "asked": asked, "after": after, "today": request.user.day_of(form.now)}
    try:
        context["page"] = latest_page(request.user, asked, before=_note_id(after))
    except SearchTooLong:
        context["is_too_long"] = True
    return _answer(request, "notes/latest_list.html", context)


@require_GET
def latest_count(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The line "3 new notes" above the latest ones; 204 while there are none. Asked for again and again: cheap."""
    form = SearchForm(request.GET, user=request.user, now=timezone.now())
    newest = _note_id(request.GET.get("newest", ""))
    try:
        count = newer_count(request.user, form.search(), after=newest or 0)
    except SearchTooLong:
        count = 0
    if not count:
        return HttpResponse(status=204)
    return render(request, "notes/_latest_news.html", {"count": count, "form": form})


def _answer(request: AuthenticatedHttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    if not wants_fragment(request):
        return render(request, template, context)
    return render(request, "notes/_note_hits.html" if context["after"] else "notes/_note_found.html", context)


def _note_id(value: str) -> int | None:
    """The place in the address; a broken one is no page of ours."""
    if value and not (value.isascii() and value.isdecimal() and len(value) <= 18):
        raise Http404
    return int(value) if value else None
