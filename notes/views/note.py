from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.http import AuthenticatedHttpRequest, first_or_404, posted, require, wants_fragment
from notes import permissions
from notes.enums import NoteKind
from notes.forms.message import NoteCommentForm
from notes.forms.note import Composer
from notes.models import Note, Workload
from notes.models.note import OVERALL_KINDS
from notes.queries.customer_page import customers_with_head
from notes.queries.draft import draft_to_continue
from notes.queries.exec_summary_requests import answered_by
from notes.queries.hints import elsewhere_hint
from notes.queries.note_comments import thread_of
from notes.queries.note_detail import notes_for_detail
from notes.queries.notification import told_of_note
from notes.queries.summary_changes import reading_of
from notes.queries.timeline import place_of
from notes.rendering.markdown import render_overall
from notes.services.note import publish_overall_note
from notes.services.note_read import mark_read
from notes.services.publishing import AlreadyPublished, KeyTaken
from notes.views.composer import composer_for, timeline_filter_of
from notes.views.customer_fragments import fragments_after_writing


@require_http_methods(["GET", "POST"])
def note_create(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The composer on a page of its own, and where every composer sends the note."""
    customer = _writable_customer(request, key)
    if request.method == "GET":
        return _opened(request, customer)
    if "add_action" in request.POST:
        return _composer_page(request, customer, composer_for(request, customer, adds_row=True))
    composer = composer_for(request, customer, data=request.POST)
    if not composer.is_valid():
        return _composer_page(request, customer, composer, status=422)
    return _publish(request, customer, composer)


def _opened(request: AuthenticatedHttpRequest, customer: Customer) -> HttpResponse:
    """An empty composer, or the draft that the address names."""
    name = request.GET.get("draft", "")
    draft = draft_to_continue(request.user, customer, kind=NoteKind.OVERALL, key=name) if name else None
    if draft and not draft.is_open and not wants_fragment(request):
        return redirect(draft)
    if draft is None or not draft.is_open:
        return _composer_page(request, customer, composer_for(request, customer))
    composer = composer_for(request, customer, data=draft.as_form_data(), is_checked=False)
    return _composer_page(request, customer, composer, draft=draft)


@require_POST
def note_preview(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """How the text will look, and where it may belong rather; writes nothing."""
    customer = _writable_customer(request, key)
    composer = composer_for(request, customer, data=request.POST, is_checked=False)
    text = composer.typed_text()
    preview: dict[str, Any] = {
        "preview": render_overall(text, customer=customer),
        "belongs_elsewhere": elsewhere_hint(text, list(Workload.objects.active())),
    }
    if wants_fragment(request):
        return render(request, "notes/_note_preview.html", preview)
    return _composer_page(request, customer, composer, **preview)


@require_GET
def note_detail(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """One note alone: its permanent address."""
    return note_page(request, note_to_show(request, key))


def note_to_show(request: AuthenticatedHttpRequest, key: UUID) -> Note:
    """The note with all that its page shows; 404 where this person does not see it."""
    note: Note = get_object_or_404(notes_for_detail(request.user), key=key)
    return note


def comment_form(request: AuthenticatedHttpRequest, note: Note) -> NoteCommentForm:
    """The form of the thread: empty, or as it was sent."""
    return NoteCommentForm(
        posted(request),
        may_ask=permissions.can_ask_under_note(request.user, note),
        may_answer=permissions.can_write_overall_note(request.user, note.customer),
    )


def note_page(
    request: AuthenticatedHttpRequest, note: Note, *, form: NoteCommentForm | None = None, status: int = 200
) -> HttpResponse:
    """The note's page; `form` is a line for its thread that could not be saved yet."""
    can = _abilities(request.user, note)
    context = {
        "note": note,
        "customer": note.customer,
        "can_complete": permissions.can_write_overall_note(request.user, note.customer),
        "can": can,
        "answered": answered_by(note),
        "thread": thread_of(note),
        "told": told_of_note(note),
        "comment_form": form or (comment_form(request, note) if can["comment"] else None),
        "can_edit_one_liners": permissions.can_edit_one_liners(request.user, note),
    }
    is_text_shown = permissions.can_read_withdrawn_text(request.user, note)
    if is_text_shown and note.kind == NoteKind.EXEC_SUMMARY:
        context["reading"] = reading_of(note, reader=request.user)
    template = "notes/note_detail.html" if is_text_shown else "notes/note_detail_withdrawn.html"
    return render(request, template, context, status=status)


@require_GET
def note_text(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The canonical text, for copying and for other programs."""
    note = _readable_note(request, key)
    # Ends with one newline, as the canonical form asks; stored texts are cleaned and have none.
    return HttpResponse(f"{note.text.rstrip()}\n", content_type="text/plain; charset=utf-8")


@require_GET
def note_body(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """The whole of a folded note, for its place on the timeline; without htmx the note's own page."""
    note = _readable_note(request, key)
    if not wants_fragment(request):
        return redirect(note)
    return render(request, "notes/_note_body.html", {"note": note})


@require_POST
def note_read(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Sent by the note's page once somebody really looks at it, or by its plain button."""
    note = get_object_or_404(Note.objects.visible_to(request.user), key=key)
    mark_read(note=note, by=request.user, now=timezone.now())
    return HttpResponse(status=204) if request.htmx else redirect(note)


def _readable_note(request: AuthenticatedHttpRequest, key: UUID) -> Note:
    note = get_object_or_404(Note.objects.visible_to(request.user), key=key)
    require(permissions.can_read_withdrawn_text(request.user, note))
    return note


def _abilities(user: User, note: Note) -> dict[str, bool]:
    """What this person may do with the note; a withdrawn one is changed no more."""
    return {
        "amend": not note.is_withdrawn and permissions.can_amend_note(user, note),
        "move": not note.is_withdrawn and note.kind in OVERALL_KINDS and permissions.can_move_note(user, note),
        "withdraw": not note.is_withdrawn and permissions.can_withdraw_note(user, note),
        # Their own words they know; what others wrote under them they may not.
        "mark_read": not note.is_withdrawn and (note.author_id != user.pk or bool(note.comment_count)),  # type: ignore[attr-defined]
        "comment": not note.is_withdrawn and permissions.can_comment_note(user, note),
    }


def _writable_customer(request: AuthenticatedHttpRequest, key: UUID) -> Customer:
    customer = first_or_404(customers_with_head(request.user, key, now=timezone.now()))
    require(permissions.can_write_overall_note(request.user, customer))
    return customer


def _publish(request: AuthenticatedHttpRequest, customer: Customer, composer: Composer) -> HttpResponse:
    now = timezone.now()
    try:
        note = publish_overall_note(customer=customer, **composer.values(), by=request.user, now=now)
    except AlreadyPublished as refusal:
        composer.renew_key()
        return _composer_page(request, customer, composer, status=409, saved_before=refusal.note)
    except RuleError as error:
        if isinstance(error, KeyTaken):
            composer.renew_key()
        composer.add_rule_error(error)
        return _composer_page(request, customer, composer, status=422)
    return _saved(request, customer, note, is_new=note.written_at == now)


def _saved(request: AuthenticatedHttpRequest, customer: Customer, note: Note, *, is_new: bool) -> HttpResponse:
    form = timeline_filter_of(request, customer)
    today = request.user.day_of(timezone.now())
    context = {
        "note": note,
        "is_new": is_new,
        "place": place_of(note, wanted=form.filter(), today=today).value,
        "is_in_place": wants_fragment(request),
        "customer": customer,
    }
    said = SafeString(render_to_string("notes/_note_saved.html", context).strip())
    if wants_fragment(request):
        return fragments_after_writing(request, customer, form, said=said, saved=note)
    messages.success(request, said)
    return redirect(f"{customer.get_absolute_url()}{'?' if form.address() else ''}{form.address()}")


def _composer_page(
    request: AuthenticatedHttpRequest, customer: Customer, composer: Composer, *, status: int = 200, **extra: object
) -> HttpResponse:
    """The composer in its place for htmx, on a page of its own otherwise."""
    template = "notes/_composer.html" if wants_fragment(request) else "notes/note_create.html"
    query = timeline_filter_of(request, customer).address()
    context = {"customer": customer, "composer": composer, "filter_query": query, **extra}
    return render(request, template, context, status=status)
