"""allauth's pages with what we add to them."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.views import LoginView, PasswordResetFromKeyView
from allauth.socialaccount.providers.openid_connect import views as oidc_views
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from ftop.accounts.demo_access import offers_demo_sign_in
from ftop.accounts.models import User
from ftop.accounts.queries.demo_cast import demo_cast
from ftop.lib.http import AuthenticatedHttpRequest

logger = logging.getLogger(__name__)


class SignInView(LoginView):
    def get_template_names(self) -> list[str]:
        """For htmx the dialog that opens where somebody was working when the sign-in ended."""
        is_dialog = "HX-Request" in self.request.headers and self.request.method == "GET"
        return ["account/_sign_in_again.html"] if is_dialog else super().get_template_names()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "providers": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"],
            "cast": demo_cast() if offers_demo_sign_in(self.request) else [],
        }


class PasswordSetView(PasswordResetFromKeyView):
    """The page behind a mailed link; somebody who never had a password is welcomed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person: User | None = getattr(self, "reset_user", None)
        is_first = person is not None and not person.has_usable_password()
        return {**super().get_context_data(**kwargs), "person": person, "is_first": is_first}


@require_POST
def company_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leave for the provider's page, once it has said where that is.

    By a page of our own that goes on by itself: the browser checks every redirect after a form against our
    Content-Security-Policy, and nobody knows where the provider sends people next.
    """
    response = _with_provider(oidc_views.login, request, provider_id)
    if response.status_code != 302:
        return response
    return render(request, "socialaccount/leaving.html", {"address": response.headers["Location"]})


@require_GET
def company_answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Somebody comes back from the provider with a code, or with its refusal."""
    return _with_provider(oidc_views.callback, request, provider_id)


@require_GET
def first_password(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Somebody without a password asks to change it: a mailed link proves that the mailbox is theirs."""
    messages.info(request, "You have no password here yet. Ask for a link to set one.")
    return redirect("account_reset_password")


def _with_provider(view: Callable[..., HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view(request, provider_id)
    except RequestException as error:
        logger.warning("The OpenID Connect provider did not answer: %s", error)
        return render(request, "socialaccount/authentication_error.html", status=503)
