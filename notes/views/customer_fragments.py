"""The parts of the customer page that change when something was written there."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from customers.models import Customer
from ftop.lib.http import AuthenticatedHttpRequest
from notes import permissions
from notes.forms.timeline import TimelineFilterForm
from notes.models import Note
from notes.queries.next_actions import open_actions
from notes.queries.timeline import timeline_page
from notes.views.composer import composer_for


def fragments_after_writing(
    request: AuthenticatedHttpRequest, customer: Customer, form: TimelineFilterForm, *, said: str, saved: Note
) -> HttpResponse:
    """An empty composer that says what was saved, and the timeline, Risks box and next actions as they are now."""
    composer = composer_for(request, customer)
    context = {
        "customer": customer,
        "composer": composer,
        "said": said,
        "filter_query": form.address(),
        "saved_pk": saved.pk,
        "filter_form": form,
        "timeline": timeline_page(customer, user=request.user, wanted=form.filter()),
        "risks": composer.open_risks,
        "actions": open_actions(customer),
        "today": request.user.day_of(timezone.now()),
        "can": abilities(request, customer),
    }
    return render(request, "notes/_after_writing.html", context)


def abilities(request: AuthenticatedHttpRequest, customer: Customer) -> dict[str, bool]:
    """What this person may do on the customer's page."""
    user = request.user
    return {
        "write_note": permissions.can_write_overall_note(user, customer),
        "write_summary": permissions.can_write_exec_summary(user, customer),
        "write_enterprise": permissions.can_write_enterprise_note(user, customer),
        "add_risk": permissions.can_add_risk(user, customer),
        "request_summary": permissions.can_request_exec_summary(user, customer),
    }
