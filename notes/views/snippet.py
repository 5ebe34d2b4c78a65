"""Templates and snippets: the team's, for admins, and the changes that both lists share."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ftop.accounts.models import User
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require, wants_fragment
from notes.forms.snippet import SnippetForm, SnippetUpdateForm, initial_of, order_of
from notes.models import Snippet
from notes.permissions import can_edit_snippet, can_manage_snippets, can_use_snippets
from notes.queries.campaigns import tags_in_use
from notes.queries.snippets import snippet_groups, snippets_by_kind
from notes.services import snippet as service

TEAM_LIST, OWN_LIST = "notes:snippet-list", "notes:own_snippet-list"


def list_of(owner: User | None) -> str:
    """The name of the page that a snippet of this owner stands on."""
    return OWN_LIST if owner else TEAM_LIST


def list_response(
    request: AuthenticatedHttpRequest, owner: User | None, *, moved: Snippet | None = None
) -> HttpResponse:
    """After a change: the list in place for htmx, with its messages, a redirect to its page otherwise."""
    if wants_fragment(request):
        context = {"kinds": snippets_by_kind(owner), "owner": owner, "moved": moved}
        return render(request, "notes/_snippet_list.html", context)
    return redirect(list_of(owner))


def create_response(request: AuthenticatedHttpRequest, owner: User | None) -> HttpResponse:
    """The page of a new one, and where it is sent."""
    form = SnippetForm(posted(request))
    if form.is_valid():
        try:
            snippet = service.add_snippet(owner=owner, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, f"“{snippet}” was added. The Insert menu of every field offers it.")
            return redirect(list_of(owner))
    context = {"form": form, "owner": owner, "list_name": list_of(owner)}
    return render(request, "notes/snippet_create.html", context, status=422 if form.is_bound else 200)


def order_response(request: AuthenticatedHttpRequest, owner: User | None) -> HttpResponse:
    """A list in the order it was dragged into."""
    try:
        service.reorder_snippets(owner=owner, **order_of(request.POST), by=request.user, now=timezone.now())
    except RuleError as error:
        messages.error(request, error.message)
    return list_response(request, owner)


def _editable(request: AuthenticatedHttpRequest, pk: int) -> Snippet:
    snippet = get_object_or_404(Snippet.objects.visible_to(request.user).select_related("owner"), pk=pk)
    require(can_edit_snippet(request.user, snippet))
    return snippet


@require_GET
def snippet_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_manage_snippets(request.user))
    return render(request, "notes/snippet_list.html", {"kinds": snippets_by_kind(None)})


@require_http_methods(["GET", "POST"])
def snippet_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_manage_snippets(request.user))
    return create_response(request, None)


@require_http_methods(["GET", "POST"])
def snippet_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    snippet = _editable(request, pk)
    form = SnippetUpdateForm(posted(request), snippet=snippet)
    context: dict[str, Any] = {"form": form, "snippet": snippet, "list_name": list_of(snippet.owner)}
    if form.is_valid():
        try:
            saved = service.update_snippet(snippet=snippet, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion as error:
            current = cast(Snippet, error.current)
            context["conflict"] = conflict_of(form, current, shown=initial_of, reader=request.user)
            return render(request, "notes/snippet_update.html", context, status=409)
        else:
            messages.success(request, f"“{saved}” is saved. Notes written with it stay as they are.")
            return redirect(list_of(snippet.owner))
    return render(request, "notes/snippet_update.html", context, status=422 if form.is_bound else 200)


@require_POST
def snippet_move(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One place up or, with `down`, one place down."""
    snippet = _editable(request, pk)
    step = 1 if "down" in request.POST else -1
    moved = service.move_snippet(snippet=snippet, step=step, by=request.user, now=timezone.now())
    return list_response(request, snippet.owner, moved=moved)


@require_POST
def snippet_order(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_manage_snippets(request.user))
    return order_response(request, None)


@require_POST
def snippet_retire(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    snippet = _editable(request, pk)
    service.retire_snippet(snippet=snippet, by=request.user, now=timezone.now())
    return list_response(request, snippet.owner)


@require_POST
def snippet_restore(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    snippet = _editable(request, pk)
    try:
        service.restore_snippet(snippet=snippet, by=request.user, now=timezone.now())
    except RuleError as error:
        messages.error(request, error.message)
    return list_response(request, snippet.owner)


@require_GET
def snippet_options(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The menu of everything this person may insert, hashtags too, fetched when they first ask for it."""
    require(can_use_snippets(request.user))
    tags = tags_in_use(request.user, today=request.user.day_of(timezone.now()))
    return render(request, "notes/snippet_options.html", {"groups": snippet_groups(request.user), "tags": tags})
