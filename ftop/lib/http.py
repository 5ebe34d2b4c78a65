"""What views share: typed requests, what was posted, and the refusal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from ftop.accounts.models import User

Row = TypeVar("Row")


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


class AuthenticatedHttpRequest(HtmxHttpRequest):
    """What every view that is not public gets (`ftop.accounts.middleware.SignInRequiredMiddleware`)."""

    user: "User"


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, or None for a first look at it."""
    return request.POST if request.method == "POST" else None


def wants_fragment(request: HtmxHttpRequest) -> bool:
    """Whether htmx asks for a part of the page. A form that it merely sends (`hx-boost`) gets a whole page."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def return_address(request: HttpRequest) -> str:
    """Where a form that was opened from a list goes back to: `next` of its address, "" for none or for none of ours."""
    return own_address(request, request.GET.get("next", ""))


def own_address(request: HttpRequest, address: str) -> str:
    """The address where it leads to a page of ours, "" where it leads elsewhere: for whatever a form or a link says."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else ""


def first_or_404(rows: Sequence[Row]) -> Row:
    """The first of the rows that were read; raise Http404 where there is none, or none that this person may see."""
    if not rows:
        raise Http404
    return rows[0]


def require(is_allowed: bool) -> None:
    """Answer 403 where a permission says no: the thing is visible, but not this person's to change."""
    if not is_allowed:
        raise PermissionDenied
