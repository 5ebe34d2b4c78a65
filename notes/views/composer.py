"""The composer and the filter as the views of several pages need them."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from customers.models import Customer
from ftop.lib.http import AuthenticatedHttpRequest
from notes.forms.note import Composer
from notes.forms.timeline import TimelineFilterForm
from notes.models import Risk
from notes.queries.risks import open_risks as risks_of
from notes.queries.timeline import filter_choices


def composer_for(
    request: AuthenticatedHttpRequest,
    customer: Customer,
    *,
    data: QueryDict | None = None,
    is_checked: bool = True,
    adds_row: bool = False,
    open_risks: Sequence[Risk] | None = None,
) -> Composer:
    """An empty composer, or one with what was posted. `open_risks` saves a query where they are known.

    Else they are asked for when the form is shown, or when one of them was ticked.
    """
    context: dict[str, Any] = {
        "author": request.user,
        "today": request.user.day_of(timezone.now()),
        "open_risks": SimpleLazyObject(partial(risks_of, customer)) if open_risks is None else open_risks,
    }
    if adds_row:
        return Composer.with_another_row(data=request.POST, **context)
    return Composer(data=data, is_checked=is_checked, **context)


def timeline_filter_of(request: AuthenticatedHttpRequest, customer: Customer) -> TimelineFilterForm:
    """The filter of the customer page that the person looks at.

    htmx names the page; a plain form carries the page's query in its own address.
    """
    current = request.htmx.current_url if request.method == "POST" else None
    query = QueryDict(urlsplit(current).query) if current else request.GET
    return TimelineFilterForm(query, choices=partial(filter_choices, customer))
