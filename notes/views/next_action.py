from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, posted, require, return_address, wants_fragment
from notes import permissions
from notes.forms.next_action import OutcomeForm, PostponeForm
from notes.models import NextAction
from notes.queries.next_actions import open_actions
from notes.services.next_action import complete_action, postpone_action, reopen_action


@require_POST
def next_action_complete(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Mark a next action done, with an outcome where one was written."""
    action = _writable_action(request, pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _answer(request, action, form=form, status=422)
    try:
        action = complete_action(
            action=action, outcome=form.cleaned_data["outcome"], by=request.user, now=timezone.now()
        )
    except RuleError as error:
        form.add_rule_error(error)
        return _answer(request, action, form=form, status=422)
    return _answer(request, action)


@require_http_methods(["GET", "POST"])
def next_action_postpone(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Another date for an open action; back to where it was opened from."""
    action = _writable_action(request, pk)
    form = PostponeForm(posted(request), initial={"seen": action.due_on})
    if form.is_valid():
        try:
            action = postpone_action(action=action, **form.cleaned_data, by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
            form.put(seen=_writable_action(request, pk).due_on)
        else:
            messages.success(request, f"“{action.text}” is due {action.due_on:%-d %b %Y} now.")
            return redirect(return_address(request) or action.customer)
    context = {"action": action, "customer": action.customer, "form": form}
    return render(request, "notes/next_action_postpone.html", context, status=422 if form.is_bound else 200)


@require_POST
def next_action_reopen(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take "done" back."""
    action = _writable_action(request, pk)
    try:
        action = reopen_action(action=action, by=request.user, now=timezone.now())
    except RuleError as error:  # archived since we looked
        raise PermissionDenied(error.message) from error
    return _answer(request, action)


def _writable_action(request: AuthenticatedHttpRequest, pk: int) -> NextAction:
    actions = NextAction.objects.visible_to(request.user).select_related("customer", "owner", "note")
    action: NextAction = get_object_or_404(actions, pk=pk)
    require(permissions.can_complete_next_action(request.user, action))
    return action


def _answer(
    request: AuthenticatedHttpRequest, action: NextAction, *, form: OutcomeForm | None = None, status: int = 200
) -> HttpResponse:
    """The open actions as they are now for htmx, with a way back; the page they came from otherwise."""
    if wants_fragment(request):
        context = {
            "customer": action.customer,
            "actions": open_actions(action.customer),
            "can": {"write_note": True},
            "today": request.user.day_of(timezone.now()),
            "changed": action,
            "failed": form,
        }
        return render(request, "notes/_next_action_changed.html", context, status=status)
    if form:
        messages.error(request, " ".join(str(message) for texts in form.errors.values() for message in texts))
    elif action.is_done:
        messages.success(request, f"Done: “{action.text}” You can reopen it on its note.")
    else:
        messages.success(request, f"Open again: “{action.text}”")
    if "from_home" in request.POST:
        return redirect("home")
    return redirect(action.note if "from_note" in request.POST else action.customer)
