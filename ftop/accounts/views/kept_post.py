from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ftop.accounts.kept_post import kept_for
from ftop.lib.http import AuthenticatedHttpRequest


@require_GET
def kept_post_detail(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What this person sent while signed out: save it now, or go on in the form."""
    kept = kept_for(request.user, request.session, now=timezone.now())
    return render(request, "accounts/kept_post_detail.html", {"kept": kept}) if kept else redirect("home")
