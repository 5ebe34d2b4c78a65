"""allauth's pages with what we add to them."""

from typing import Any

from allauth.account.views import LoginView, PasswordResetFromKeyView
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from ftop.accounts.demo_access import offers_demo_sign_in
from ftop.accounts.queries.demo_cast import demo_cast
from ftop.lib.http import AuthenticatedHttpRequest


class SignInView(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "providers": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"],
            "cast": demo_cast() if offers_demo_sign_in(self.request) else [],
        }


class PasswordSetView(PasswordResetFromKeyView):
    """The page behind a mailed link; somebody who never had a password is welcomed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = getattr(self, "reset_user", None)
        is_first = bool(person) and not person.has_usable_password()
        return {**super().get_context_data(**kwargs), "person": person, "is_first": is_first}


@require_GET
def first_password(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Somebody without a password asks to change it: a mailed link proves that the mailbox is theirs."""
    messages.info(request, "You have no password here yet. Ask for a link to set one.")
    return redirect("account_reset_password")
