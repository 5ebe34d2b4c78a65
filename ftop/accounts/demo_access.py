"""Whether the demo sign-in exists for a request: one place, asked by its view and by the sign-in page."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def offers_demo_sign_in(request: HttpRequest) -> bool:
    """Whether anybody may sign in as anybody: in the demo, with its own database, from this very machine only."""
    return settings.DEMO and settings.USES_EMBEDDED_POSTGRES and _is_from_this_machine(request)


def demo_only(view: View) -> View:
    """Answer 404 where the demo sign-in is not offered, as if the address did not exist."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not offers_demo_sign_in(request):
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def _is_from_this_machine(request: HttpRequest) -> bool:
    # A proxy on this machine passes on strangers, and says so.
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
