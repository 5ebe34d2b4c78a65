from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ftop.accounts.forms.preferences import PreferencesForm, initial_of
from ftop.accounts.models import User
from ftop.accounts.services.preferences import update_preferences
from ftop.lib.conflict import conflict_of
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.http import AuthenticatedHttpRequest, posted


@require_http_methods(["GET", "POST"])
def preferences_update(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = PreferencesForm(posted(request), person=request.user)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            update_preferences(**form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        except StaleVersion as error:
            current = cast(User, error.current)
            context["conflict"] = conflict_of(form, current, shown=initial_of, reader=request.user)
            return render(request, "accounts/preferences_update.html", context, status=409)
        else:
            messages.success(request, "Your preferences were saved.")
            return redirect("accounts:preferences-update")
    return render(request, "accounts/preferences_update.html", context, status=422 if form.errors else 200)
