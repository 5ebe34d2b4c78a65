from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.views.decorators.http import require_POST

from ftop.accounts.demo_access import demo_only
from ftop.accounts.queries.demo_cast import demo_cast
from ftop.lib.http import own_address


@demo_only
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("person", "")
    person = next((person for person in demo_cast() if str(person.pk) == chosen), None)
    if person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = own_address(request, request.POST.get("next", ""))
    return redirect(page or resolve_url(settings.LOGIN_REDIRECT_URL))
