"""Everything of somebody who leaves, handed over in one step; one assignment is in `customers.views.assignment`."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ftop.accounts.models import User
from ftop.accounts.permissions import can_manage_people
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted, require
from notes.forms.hand_over import HandOverAllForm
from notes.queries.hand_over import assignments_to_hand_over
from notes.services.hand_over import hand_over_all


@require_http_methods(["GET", "POST"])
def hand_over_create(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    require(can_manage_people(request.user))
    person = get_object_or_404(User, pk=pk)
    now = timezone.now()
    form = HandOverAllForm(posted(request), held=list(assignments_to_hand_over(person)), today=request.user.day_of(now))
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("ends_on", "successor")}
        try:
            customers = hand_over_all(assignments=form.chosen(), **said, by=request.user, now=now)
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion:
            form.add_error(None, "Somebody changed one of the assignments meanwhile. Nothing was changed: save again.")
        else:
            many = f"{len(customers)} customer{'s' * (len(customers) != 1)}"
            messages.success(request, f"{said['successor'].full_name} takes over {many} of {person.full_name}.")
            return redirect("accounts:person-update", pk=person.pk)
    context = {"person": person, "form": form}
    return render(request, "notes/hand_over_create.html", context, status=422 if form.is_bound else 200)
