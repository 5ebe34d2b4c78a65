"""A person's own templates and snippets, beside those of the team to read and copy."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.permissions import can_use_snippets
from notes.queries.snippets import snippets_by_kind, team_snippets
from notes.views.snippet import create_response, order_response


@require_GET
def own_snippet_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_use_snippets(request.user))
    context = {"kinds": snippets_by_kind(request.user), "owner": request.user, "team": team_snippets()}
    return render(request, "notes/own_snippet_list.html", context)


@require_http_methods(["GET", "POST"])
def own_snippet_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_use_snippets(request.user))
    return create_response(request, request.user)


@require_POST
def own_snippet_order(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_use_snippets(request.user))
    return order_response(request, request.user)
