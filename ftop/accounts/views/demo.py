from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ftop.accounts.demo_access import demo_only
from ftop.accounts.queries.demo_cast import demo_cast


@demo_only
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("person", "")
    person = next((person for person in demo_cast() if str(person.pk) == chosen), None)
    if person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(page if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL))
