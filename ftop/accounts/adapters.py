"""How allauth behaves here: nobody signs themselves up, and what goes wrong is said in sentences."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from ftop.accounts.queries.person import person_with_address


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask an administrator if that is a mistake.",
        "email_password_mismatch": (
            "This e-mail address and password do not belong together. Check both, or set a new password below."
        ),
        "enter_current_password": "This is not your current password. Type it again.",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one.",
        "rate_limited": "There were too many tries in a short time. Wait a minute, then try again.",
        "too_many_login_attempts": (
            "There were too many tries with this e-mail address. Wait five minutes, or set a new password below."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Administrators add people."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:preferences-update")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in through the company's provider, for people whom an administrator has added."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let only existing people through, found by an e-mail address the provider has verified.

        allauth's own look-up by address would wipe the person's password on the way; here an administrator wrote the
        address, so nobody else can have set one.
        """
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            # Connecting accounts is not offered: people are found by their address each time.
            raise ImmediateHttpResponse(redirect(settings.LOGIN_REDIRECT_URL))
        addresses = sociallogin.email_addresses
        person = person_with_address([address.email for address in addresses if address.verified])
        if person is None:
            context = {"addresses": addresses, "is_unverified": not any(address.verified for address in addresses)}
            raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", context, status=403))
        sociallogin.user = person
