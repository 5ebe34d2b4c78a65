"""What files are taken out for: asked once per session, before the first one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ftop.lib.http import AuthenticatedHttpRequest, own_address, posted
from notes.exports.write import NOTICE
from notes.forms.export import PurposeForm
from notes.services.export_log import Purpose

_IN_SESSION = "export_purpose"
_OWN_FIELDS = ("csrfmiddlewaretoken", *PurposeForm.base_fields)


@require_http_methods(["GET", "POST"])
def export_purpose_update(request: AuthenticatedHttpRequest) -> HttpResponse:
    """See and change the purpose of this session's exports."""
    known = known_purpose(request)
    back = _back(request)
    if request.method == "POST" and known and not _refused(request):
        messages.success(request, f"Noted for as long as you are signed in: {known.words}.")
        return redirect(back)
    initial = {"purpose": known.choice, "purpose_text": known.text} if known else None
    form = PurposeForm(posted(request), initial=initial)
    return _page(request, form, back=back, carried=[("next", back)])


def known_purpose(request: AuthenticatedHttpRequest) -> Purpose | None:
    """The purpose that was just posted, or else that of the session; None where it must be asked for."""
    form = _posted_form(request)
    if form and form.is_valid():
        given = form.purpose_given()
        request.session[_IN_SESSION] = [given.choice, given.text]
    kept = request.session.get(_IN_SESSION)
    return Purpose(*kept) if kept and not _refused(request) else None


def ask_purpose(request: AuthenticatedHttpRequest, *, what: str, back: str, is_download: bool = True) -> HttpResponse:
    """The question, in a form that does what was asked for as soon as it is answered.

    `what` is to be taken out; `is_download`: the answer will be a file, so the page stays.
    """
    carried = [(name, value) for name, values in request.POST.lists() if name not in _OWN_FIELDS for value in values]
    form = _posted_form(request) or PurposeForm()
    return _page(request, form, back=back, carried=carried, what=what, is_download=is_download)


def _posted_form(request: AuthenticatedHttpRequest) -> PurposeForm | None:
    return PurposeForm(request.POST) if PurposeForm.base_fields.keys() & request.POST.keys() else None


def _refused(request: AuthenticatedHttpRequest) -> bool:
    form = _posted_form(request)
    return form is not None and not form.is_valid()


def _back(request: AuthenticatedHttpRequest) -> str:
    """Where to go afterwards: a page of ours, Home where the address says something else."""
    return own_address(request, request.POST.get("next") or request.GET.get("next", "")) or "/"


def _page(request: AuthenticatedHttpRequest, form: PurposeForm, **context: Any) -> HttpResponse:
    context |= {"form": form, "notice": NOTICE}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "notes/export_purpose_update.html", context, status=status)
