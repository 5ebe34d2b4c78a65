"""The inbox: what a person is told of. Looking at the list marks nothing; opening what it leads to does."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from ftop.lib.http import AuthenticatedHttpRequest, wants_fragment
from notes.forms.notification import InboxFilterForm, SeenForm
from notes.models import Risk
from notes.queries.notification import inbox_page, notification_of
from notes.services.notification import see, see_all, see_one


@require_GET
def notification_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    wanted = InboxFilterForm(request.GET).wanted()
    page = inbox_page(request.user, **wanted)
    return render(request, "notes/notification_list.html", {"page": page, **wanted})


@require_GET
def notification_count(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The link in the header, as it is now; 204 where it shows so many already. Asked for again and again: cheap."""
    if request.GET.get("shown") == str(request.user.unseen_count):
        return HttpResponse(status=204)
    return render(request, "_parts/inbox_link.html")


@require_POST
def notification_see(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Say "seen" without opening it, in the inbox or on Home."""
    row = notification_of(request.user, pk)
    if row is None:
        raise Http404
    see_one(notification=row, by=request.user, now=timezone.now())
    if not wants_fragment(request):
        return redirect("home" if "from_home" in request.POST else "notes:notification-list")
    context = {"row": notification_of(request.user, pk), "is_home": "from_home" in request.POST, "is_just_seen": True}
    return trigger_client_event(render(request, "notes/_notification.html", context), "ftop:seen")


@require_POST
def notification_see_all(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The whole inbox, up to the newest row that the page showed."""
    form = SeenForm(request.POST)
    if form.is_valid():
        see_all(until=form.cleaned_data["until"], by=request.user, now=timezone.now())
    return redirect("notes:notification-list")


@require_POST
def risk_see(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Sent by the page of the risk once somebody really looks at it, or by its plain button."""
    risk: Risk = get_object_or_404(Risk.objects.visible_to(request.user), key=key)
    see(risk=risk, by=request.user, now=timezone.now())
    return HttpResponse(status=204) if request.htmx else redirect(risk)
