"""A file about one note or one customer, or the one-liners of many: whoever may read may take it out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from customers.models import Customer
from ftop.lib.http import AuthenticatedHttpRequest
from notes.enums import ExportKind, FileFormat
from notes.exports.one_liners import write_one_liners
from notes.exports.write import ExportFailed, write_briefing, write_summary
from notes.forms.export import file_format, is_long
from notes.forms.search import SearchForm
from notes.queries.briefing import briefings
from notes.queries.customer_table import customer_rows
from notes.queries.exec_summary_sheet import day_in_words, summaries_for_export, summary_sheet
from notes.queries.one_liners import one_liners
from notes.queries.search import SearchTooLong, notes_found
from notes.views.chosen_customers import chosen_customers, list_page, refuse_number, say_none_chosen
from notes.views.export_purpose import ask_purpose, known_purpose
from notes.views.file_response import hand_out, say_failed
from notes.views.table_export import Table, export_table

MOST_LISTED = 10_000  # customers in one file


@require_POST
def exec_summary_export(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponseBase:
    """One Exec Summary as PDF or Word."""
    note = get_object_or_404(summaries_for_export(request.user), key=key)
    wanted, back = file_format(request.POST), note.get_absolute_url()
    purpose = known_purpose(request)
    if purpose is None:
        return ask_purpose(request, what=f"The Exec Summary of {note.customer} as {wanted.label}", back=back)
    try:
        content = write_summary(summary_sheet(note), wanted)
    except ExportFailed as error:
        return say_failed(request, error, back=back)
    return hand_out(
        request,
        content,
        name=f"Exec Summary {note.customer} {note.happened_on}",
        kind=ExportKind.EXEC_SUMMARY,
        file_format=wanted,
        customer_ids=[note.customer_id],
        note_ids=[note.pk],
        purpose=purpose,
    )


@require_POST
def customer_brief_export(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponseBase:
    """The briefing of one customer, as PDF or Word."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), key=key)
    wanted, back = file_format(request.POST), customer.get_absolute_url()
    purpose, today = known_purpose(request), request.user.day_of(timezone.now())
    if purpose is None:
        return ask_purpose(request, what=f"The brief of {customer} as {wanted.label}", back=back)
    sheets = briefings(request.user, [customer.pk], today=today)
    words = {"by": request.user.full_name, "on": day_in_words(today), "purpose": purpose.words}
    try:
        content = write_briefing(sheets, wanted, **words)
    except ExportFailed as error:
        return say_failed(request, error, back=back)
    return hand_out(
        request,
        content,
        name=f"Brief {customer} {today}",
        kind=ExportKind.CUSTOMER_BRIEF,
        file_format=wanted,
        customer_ids=[customer.pk],
        note_ids=sheets[0]["note_ids"],
        purpose=purpose,
    )


@require_POST
def one_liner_export(request: AuthenticatedHttpRequest) -> HttpResponseBase:
    """The chosen customers' newest Exec Summaries in a line each, as text."""
    customer_ids = chosen_customers(request)
    if not customer_ids:
        return say_none_chosen(request)
    purpose = known_purpose(request)
    if purpose is None:
        what = f"The one-liners of {len(customer_ids)} customer{pluralize(len(customer_ids))} as text"
        return ask_purpose(request, what=what, back=list_page(request))
    rows = one_liners(request.user, customer_ids, is_long=is_long(request.POST))
    return hand_out(
        request,
        write_one_liners(rows),
        name=f"One-liners {request.user.day_of(timezone.now())}",
        kind=ExportKind.ONE_LINERS,
        file_format=FileFormat.TXT,
        customer_ids=customer_ids,
        note_ids=[row.note_id for row in rows if row.note_id and row.text],
        purpose=purpose,
    )


@require_POST
def customer_list_export(request: AuthenticatedHttpRequest) -> HttpResponseBase:
    """The chosen customers with the columns of the person's list, for a spreadsheet."""
    ids = chosen_customers(request)
    if refusal := refuse_number(request, ids, at_most=MOST_LISTED, to="take out"):
        return refusal

    def table() -> Table:
        today = request.user.day_of(timezone.now())
        heads, rows = customer_rows(request.user, ids, columns=request.user.customer_columns, today=today)
        return Table(heads, rows, ids)

    title = f"{len(ids):,} customer{pluralize(len(ids))}"
    return export_table(request, title, table, kind=ExportKind.CUSTOMER_LIST, back=list_page(request))


@require_POST
def search_export(request: AuthenticatedHttpRequest) -> HttpResponseBase:
    """The notes that a search finds, the newest of them where they are many, for a spreadsheet."""
    form = SearchForm(request.GET, user=request.user, now=timezone.now())
    back = f"{reverse('notes:search-detail')}?{form.address()}"
    try:
        return export_table(
            request, "Notes found", lambda: _found_notes(request, form), kind=ExportKind.NOTE_LIST, back=back
        )
    except SearchTooLong:
        messages.warning(request, "This search was stopped, and nothing left the app: narrow it, and try again.")
        return redirect(back)


def _found_notes(request: AuthenticatedHttpRequest, form: SearchForm) -> Table:
    notes = notes_found(request.user, form.search())
    heads = ["Customer", "TPID", "Day", "Kind", "Author", "Text", "Open next actions"]
    rows = [
        (
            note.customer.name,
            note.customer.tpid,
            note.happened_on.isoformat(),
            note.get_kind_display(),
            note.author.full_name,
            note.text,
            "\n".join(f"{action.due_on}, {action.owner_label}: {action.text}" for action in note.open_actions),
        )
        for note in notes
    ]
    return Table(heads, rows, [note.customer_id for note in notes], [note.pk for note in notes])
