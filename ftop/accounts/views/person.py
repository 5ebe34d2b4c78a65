from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ftop.accounts.forms.person import PersonFilterForm, PersonForm, PersonUpdateForm, initial_of
from ftop.accounts.models import User
from ftop.accounts.permissions import can_manage_people
from ftop.accounts.queries.person import PersonFilter, people_list
from ftop.accounts.queries.person import person_options as options_for
from ftop.accounts.services.invitation import send_invitation
from ftop.accounts.services.person import create_person, update_person
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require

PAGE_SIZE = 50


@require_GET
def person_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_manage_people(request.user))
    form = PersonFilterForm(request.GET)
    narrowed = form.narrowed() if form.is_valid() else PersonFilter()
    page = Paginator(people_list(request.user, narrowed=narrowed), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "filter": narrowed, "page": page}
    return render(request, "accounts/person_list.html", context)


@require_http_methods(["GET", "POST"])
def person_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    require(can_manage_people(request.user))
    form = PersonForm(posted(request), by=request.user)
    if form.is_valid():
        try:
            person = create_person(**form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            _invite(request, person, done=f"{person.full_name} was added. A link to set a password is on its way to")
            return redirect("accounts:person-list")
    return render(request, "accounts/person_create.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def person_update(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    form = PersonUpdateForm(posted(request), person=person, by=request.user)
    context: dict[str, Any] = {"form": form, "person": person}
    if form.is_valid():
        try:
            person = update_person(person=person, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion as error:
            current = cast(User, error.current)
            context["conflict"] = conflict_of(form, current, shown=initial_of, reader=request.user)
            return render(request, "accounts/person_update.html", context, status=409)
        else:
            _say_saved(request, person)
            return redirect("accounts:person-list")
    return render(request, "accounts/person_update.html", context, status=422 if form.errors else 200)


@require_POST
def person_invite(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    _invite(request, person, done="A link to set a password is on its way to")
    return redirect("accounts:person-update", pk=person.pk)


@require_GET
def person_options(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The <option>s of a <datalist> of colleagues."""
    options = options_for(request.user, search=request.GET.get("q", ""), role=request.GET.get("role", ""))
    return render(request, "accounts/person_options.html", {"options": options})


def _person(request: AuthenticatedHttpRequest, pk: int) -> User:
    people = User.objects.visible_to(request.user).select_related("region", "manager")
    person = get_object_or_404(people, pk=pk)
    require(can_manage_people(request.user))
    return person


def _say_saved(request: HttpRequest, person: User) -> None:
    if person.is_active:
        messages.success(request, f"{person.full_name} was saved.")
        return
    messages.warning(
        request,
        f"{person.full_name} was saved and cannot sign in. What they wrote stays; customers and people they look after "
        "keep them until you choose somebody else.",
    )


def _invite(request: AuthenticatedHttpRequest, person: User, *, done: str) -> None:
    try:
        send_invitation(person=person, base_url=request.build_absolute_uri("/"), by=request.user)
    except RuleError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{done} {person.email}.")
