from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, posted, require
from notes.forms.one_liner import OneLinerForm
from notes.permissions import can_edit_one_liners
from notes.queries.exec_summary_sheet import summaries_for_export
from notes.services.one_liner import set_one_liners


@require_http_methods(["GET", "POST"])
def one_liner_update(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The two lines for slides of an Exec Summary that was published already."""
    note = get_object_or_404(summaries_for_export(request.user), key=key)
    require(can_edit_one_liners(request.user, note))
    summary = note.exec_summary
    form = OneLinerForm(posted(request), initial={name: getattr(summary, name) for name in OneLinerForm.base_fields})
    if form.is_valid():
        try:
            set_one_liners(note=note, one_liners=form.one_liners(), by=request.user, now=timezone.now())
        except RuleError as error:
            form.add_rule_error(error)
        else:
            messages.success(request, "The lines for slides were saved.")
            return redirect(note)
    context = {"form": form, "note": note, "customer": note.customer}
    return render(request, "notes/one_liner_update.html", context, status=422 if form.errors else 200)
