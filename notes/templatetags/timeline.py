"""The days of a timeline and their next actions.

Joined here and not in templates, which took half of the time of the customer page for its 25 notes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ftop.accounts.models import User
from ftop.lib.addresses import address_with_key
from ftop.lib.markup import joined
from ftop.templatetags.shapes import NOTE_KIND, event_icon, note_icon, risk_kind
from ftop.templatetags.when import day, due
from notes.enums import NoteKind
from notes.models import NextAction, Note
from notes.queries.timeline import Day

register = template.Library()

_NEW = mark_safe(' <span class="badge-new">new</span>')
_ESCALATED = mark_safe(' <span class="badge-flag">Escalated</span>')
_SWAPPED = mark_safe(' hx-swap-oob="true"')


@register.simple_tag
def timeline_days(days: Sequence[Day], *, reader: User, new_since: datetime | None, saved_pk: int | None) -> SafeString:
    """Days with their events and notes; what others wrote after `new_since` is new, the note of `saved_pk` marked."""
    page = _Page(reader.pk, new_since, saved_pk)
    return format_html_join(
        "\n",
        '<section class="day">\n<h3 class="day-h">{}</h3>\n{}{}</section>',
        ((day(of.on), _events(of), _notes(of.notes, page)) for of in days),
    )


@register.simple_tag
def next_action(action: NextAction, *, is_swapped: bool = False) -> SafeString:
    """An entry of a list of next actions; swapped, it takes its own place wherever that stands on the page."""
    if action.done_at:
        outcome = f": {action.outcome}" if action.outcome else ""
        state, said = "done", format_html('<span class="meta">done {}{}</span>', day(action.done_at), outcome)
    else:
        state = "late" if action.due_on < timezone.localdate() else ""
        said = format_html(
            '<span class="meta dots"><span>{}</span><span>{}</span></span>', due(action.due_on), action.owner_label
        )
    return format_html(
        '<li id="action-{}"{}{}><span class="what">{}</span> {}</li>',
        action.pk,
        format_html(' class="{}"', state) if state else "",
        _SWAPPED if is_swapped else "",
        action.text,
        said,
    )


class _Page:
    """What is the same for all notes of a page: who reads, what they know, and addresses, each of which is a search."""

    def __init__(self, reader: int, new_since: datetime | None, saved_pk: int | None) -> None:
        self.reader, self.new_since, self.saved_pk = reader, new_since, saved_pk
        self.note, self.history, self.body, self.risk = map(
            address_with_key, ("notes:note-detail", "notes:note-history", "notes:note-body", "notes:risk-detail")
        )

    def is_new(self, note: Note) -> bool:
        return bool(self.new_since and note.written_at > self.new_since and note.author_id != self.reader)


def _events(of: Day) -> SafeString:
    return format_html_join(
        "",
        '<p class="event">{} {} <span class="meta">{}</span></p>\n',
        ((event_icon(event.kind), event.sentence, event.recorded_by.full_name) for event in of.events),
    )


def _notes(notes: Iterable[Note], page: _Page) -> SafeString:
    return joined((_withdrawn if note.withdrawn_at else _note)(note, page) for note in notes)


def _note(note: Note, page: _Page) -> SafeString:
    is_summary, is_saved = note.kind == NoteKind.EXEC_SUMMARY, note.pk == page.saved_pk
    return format_html(
        '<article class="note{}{}" id="note-{}">{}\n<h4>{}{}</h4>\n{}\n{}</article>',
        " exec" if is_summary else "",
        " is-target" if is_saved else "",
        note.pk,
        note_icon(note.kind),
        _who_wrote_what(note, page),
        _said_of(note, page),
        _body(note, page),
        _follow_up(note, page),
    )


def _withdrawn(note: Note, page: _Page) -> SafeString:
    return format_html(
        '<article class="note withdrawn" id="note-{}">{}\n<h4>{}</h4>\n'
        '<p class="no-action">Withdrawn by {} on {}: <span class="as-typed">{}</span></p></article>',
        note.pk,
        note_icon(note.kind),
        _who_wrote_what(note, page),
        note.withdrawn_by.full_name if note.withdrawn_by else "",
        day(note.withdrawn_at),
        note.withdraw_reason,
    )


def _who_wrote_what(note: Note, page: _Page) -> SafeString:
    address, kind = page.note.format(note.key), NOTE_KIND[note.kind]
    return format_html('<a href="{}">{}</a> <span class="by">{}</span>', address, kind, note.author.full_name)


def _said_of(note: Any, page: _Page) -> SafeString:
    """What is not so with every note."""
    parts = [_NEW] if page.is_new(note) else []
    if note.is_escalated:
        parts.append(_ESCALATED)
    if note.written_on != note.happened_on:
        parts.append(format_html(' <span class="meta">written {}</span>', day(note.written_at)))
    if note.amended_at:
        address = page.history.format(note.key)
        parts.append(format_html(' <a class="meta" href="{}">amended {}</a>', address, day(note.amended_at)))
    if count := note.comment_count:
        address, words = f"{page.note.format(note.key)}#thread", f"{count} comment{pluralize(count)}"
        parts.append(format_html(' <a class="meta" href="{}">{}</a>', address, words))
    return joined(parts)


def _body(note: Any, page: _Page) -> SafeString:
    html = mark_safe(note.shown_html)  # noqa: S308 - rendered from the note's text, when that was saved
    if not note.is_folded:
        return format_html('<div class="prose">{}</div>', html)
    return format_html(
        '<div class="prose" id="note-{pk}-body">{html}<a class="note-more" href="{address}" hx-get="{body}"'
        ' hx-target="#note-{pk}-body" hx-swap="outerHTML">Show all</a></div>',
        pk=note.pk,
        html=html,
        address=page.note.format(note.key),
        body=page.body.format(note.key),
    )


def _follow_up(note: Any, page: _Page) -> SafeString:
    parts = []
    if note.actions:
        parts.append(format_html('<ul class="acts">{}</ul>', joined(next_action(action) for action in note.actions)))
    if note.no_action_reason:
        parts.append(format_html('<p class="no-action">No next action: {}</p>', note.no_action_reason))
    if note.mentions:
        mentions = joined(_mention(mention, page) for mention in note.mentions)
        parts.append(format_html('<ul class="called-out">{}</ul>', mentions))
    return joined(parts)


def _mention(mention: dict[str, Any], page: _Page) -> SafeString:
    return format_html(
        '<li>{} called out: <a href="{}">{}</a>{}</li>',
        risk_kind(mention["kind"]),
        page.risk.format(mention["key"]),
        mention["title"],
        "" if mention["is_open"] else " (closed)",
    )
