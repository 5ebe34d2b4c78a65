from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone

from ftop.accounts.kept_post import author_of, forget, keep
from ftop.accounts.public_views import PUBLIC_VIEWS
from ftop.lib.http import HtmxHttpRequest

ANOTHER = (
    "Somebody else signed in on this browser since this page was opened, so nothing was saved. What you typed is still "
    "here: sign in as yourself, then send it again."
)

Responder = Callable[[HttpRequest], HttpResponse]


class SignInRequiredMiddleware:
    """Send everybody who is not signed in to the sign-in page, except where `PUBLIC_VIEWS` says otherwise."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HtmxHttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        author_id = author_of(request) if request.method == "POST" else None
        if request.user.is_authenticated:
            return _received(request, author_id)
        if match and match.view_name in PUBLIC_VIEWS:
            return None
        if request.htmx:
            return _answer_htmx()
        if author_id:
            keep(request, author_id=author_id, now=timezone.now())
            return redirect_to_login(reverse("accounts:kept_post-detail"))
        return redirect_to_login(_page_to_return_to(request))


def _received(request: HtmxHttpRequest, author_id: int | None) -> HttpResponse | None:
    """Refuse what another person wrote on this browser: it would go out under the wrong name."""
    if author_id and author_id != request.user.pk:
        if not request.htmx:
            return render(request, "accounts/written_by_another.html", status=403)
        return HttpResponse(ANOTHER, status=403, content_type="text/plain", headers={"FTOP-Refusal": "author"})
    if author_id:
        forget(request.session)
    return None


def _answer_htmx() -> HttpResponse:
    """Say so in place of a redirect: following it would put the sign-in page where a part of the page belongs.

    htmx leaves the page alone on 401, so what was typed stays; `htmx_config.js` shows the sentence and a link.
    """
    return HttpResponse(
        "You have been signed out. Sign in again in a new tab, then repeat this here: nothing you typed is lost.",
        status=401,
        content_type="text/plain; charset=utf-8",
        headers={"FTOP-Sign-In": resolve_url(settings.LOGIN_URL)},
    )


def _page_to_return_to(request: HttpRequest) -> str:
    """The page itself, or for a form that was sent the page it stood on: the answer to a POST has no address."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc != request.get_host():
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return referer._replace(scheme="", netloc="", fragment="").geturl()


class TimeZoneMiddleware:
    """Show and read times in the person's own zone, and end each request in the server's."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(request.user.zone):
            return self.get_response(request)
