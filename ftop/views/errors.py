"""Pages for what went wrong on the way in: they give back what was sent."""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ftop.accounts.kept_post import KeptPost, author_of, kept_of


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database did not answer. No database is needed to show it."""
    error = sys.exc_info()[1]
    # psycopg2 has no class for a connection that breaks while an answer is read: it is a DatabaseError and no more.
    is_database = isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
    context = {"kept": _sent(request), "is_database": is_database}
    return render(request, "500.html", context, status=503 if is_database else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is older than the sign-in. What was sent stands on the page and can be sent again."""
    author = author_of(request)
    is_theirs = author is not None and request.user.is_authenticated and author == request.user.pk
    return render(request, "403_csrf.html", {"kept": kept_of(request) if is_theirs else None}, status=403)


def _sent(request: HttpRequest) -> KeptPost | None:
    """A form with its author's name in it; anything else is not given back."""
    return kept_of(request) if request.method == "POST" and author_of(request) else None
