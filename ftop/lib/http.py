"""Typed requests for views: signed in, and knowing whether htmx asks."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from ftop.accounts.models import User


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


class AuthenticatedHttpRequest(HtmxHttpRequest):
    """What every view behind LoginRequiredMiddleware gets."""

    user: "User"


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, or None for a first look at it."""
    return request.POST if request.method == "POST" else None
