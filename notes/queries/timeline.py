"""One page of a customer's timeline: notes of all kinds and the events between them, newest first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, TextField, Value, When
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.db.models.functions import Cast, JSONObject

from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User
from ftop.lib.compiled import compiled
from ftop.lib.lookups import AnyOf
from notes.enums import NoteKind
from notes.models import NextAction, Note, RiskMention, Workload
from notes.models.note import OVERALL_KINDS, NoteQuerySet
from notes.queries.note_comments import comment_count

NOTES_PER_PAGE = 25

# Of the people a name, and the zone in which an author wrote: a whole row of theirs for each note costs more than it.
_SHOWN = (
    "key",
    "customer",
    "kind",
    "happened_on",
    "written_at",
    "no_action_reason",
    "is_escalated",
    "amended_at",
    "withdrawn_at",
    "withdraw_reason",
    "author__full_name",
    "author__time_zone",
    "withdrawn_by__full_name",
)


@dataclass(frozen=True)
class TimelineFilter:
    """What the reader asked for; an empty value asks for nothing. `tag` is folded, `workload` is a code."""

    kind: str = ""
    author_id: int | None = None
    workload: str = ""
    is_escalated: bool = False
    tag: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_set(self) -> bool:
        return self != TimelineFilter()


@dataclass(frozen=True)
class FilterChoices:
    """What the filter offers, as values and labels."""

    authors: list[tuple[str, str]]
    workloads: list[tuple[str, str]]


@dataclass(frozen=True)
class Cursor:
    """The last note of a page; the next page begins right after it."""

    happened_on: date
    note_id: int

    def __str__(self) -> str:
        return f"{self.happened_on}_{self.note_id}"

    @classmethod
    def parse(cls, value: str) -> "Cursor":
        """Read what `str` wrote; raise ValueError for anything else."""
        day, _, note_id = value.partition("_")
        if not note_id.isdecimal() or len(note_id) > 18:
            raise ValueError(value)
        return cls(date.fromisoformat(day), int(note_id))


@dataclass
class Day:
    on: date
    events: list[TimelineEvent] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class TimelinePage:
    """`next_cursor` is None on the last page."""

    days: list[Day]
    next_cursor: Cursor | None

    @property
    def notes(self) -> list[Note]:
        return [note for day in self.days for note in day.notes]


def timeline_page(
    customer: Customer, *, user: User, wanted: TimelineFilter, cursor: Cursor | None = None
) -> TimelinePage:
    """The page after the cursor, or the first one. Three queries, whatever its length.

    Notes carry `shown_html` (the excerpt of a folded one, nothing of a withdrawn one), `is_folded`, `mentions`
    (dictionaries of key, kind, title and is_open of the risks they call out), `comment_count` and `actions`, their
    next actions; not their text.
    """
    notes = _notes(customer, user=user, wanted=wanted, cursor=cursor)
    shown = notes[:NOTES_PER_PAGE]
    last = Cursor(shown[-1].happened_on, shown[-1].pk) if len(notes) > NOTES_PER_PAGE else None
    events = [] if wanted.is_set else _events(customer, after=cursor, until=last)
    return TimelinePage(days=_days(shown, events), next_cursor=last)


def _notes(customer: Customer, *, user: User, wanted: TimelineFilter, cursor: Cursor | None) -> list[Note]:
    """A page of notes and one more."""
    if wanted.is_set:  # by words of the reader's own: no SQL to be kept
        found = matching(notes_for_reading(user).filter(customer=customer), wanted)
        page = (found.before(cursor.happened_on, cursor.note_id) if cursor else found)[: NOTES_PER_PAGE + 1]
        return _with_actions(list(page))
    place = (cursor.happened_on, cursor.note_id) if cursor else ()
    return _with_actions(_unfiltered(customer.pk, user.pk, *place, roles=tuple(user.roles)))


@compiled
def _unfiltered(customer: int, reader: int, *place: Any, roles: Sequence[str]) -> NoteQuerySet:
    notes = Note.objects.filter(customer=customer)
    # Which ones comes first: of a customer with more notes than the database expects, all would be read and sorted.
    page = (notes.before(*place) if place else notes).order_by("-happened_on", "-id").values("pk")[: NOTES_PER_PAGE + 1]
    return notes_for_reading(User(pk=reader, roles=roles)).filter(AnyOf(F("pk"), ArraySubquery(page)))


def _with_actions(notes: list[Note]) -> list[Note]:
    """As a prefetch would do it, whose SQL is made anew for each page."""
    actions = defaultdict(list)
    for action in _actions_of([note.pk for note in notes]) if notes else ():
        actions[action.note_id].append(action)
    for note in notes:
        note.actions = actions[note.pk]  # type: ignore[attr-defined]
    return notes


@compiled
def _actions_of(notes: list[int]) -> QuerySet[NextAction]:
    return actions_for_reading().filter(AnyOf(F("note"), notes))


def actions_for_reading() -> QuerySet[NextAction]:
    """Next actions with what is shown of them beside their note."""
    shown = ("note", "text", "due_on", "owner_name", "done_at", "outcome", "owner__full_name")
    return NextAction.objects.select_related("owner").only(*shown)


def notes_for_reading(user: User) -> NoteQuerySet:
    """The notes a person may read, newest first, with all that the timeline shows of them but their next actions."""
    return _all_for_reading().visible_to(user)


@cache
def _all_for_reading() -> NoteQuerySet:
    """Put together once: building it costs more than asking it, and every page of notes does."""
    mentions = RiskMention.objects.filter(note=OuterRef("pk")).order_by("id")
    return (
        Note.objects.only(*_SHOWN)
        .select_related("author", "withdrawn_by")
        .annotate(
            # What a withdrawn note said does not leave the database here, whoever asks.
            shown_html=Case(
                When(withdrawn_at__isnull=False, then=Value("")),
                When(excerpt_html="", then="html"),
                default="excerpt_html",
                output_field=TextField(),
            ),
            comment_count=comment_count(),
            is_folded=Case(When(excerpt_html="", then=False), default=True),
            mentions=ArraySubquery(
                mentions.values(
                    mention=JSONObject(
                        key="risk__key",
                        kind="risk__kind",
                        title="risk__title",
                        is_open=Case(When(risk__closed_at__isnull=True, then=True), default=False),
                    )
                )
            ),
        )
        .order_by("-happened_on", "-id")
    )


def matching(notes: NoteQuerySet, wanted: TimelineFilter) -> NoteQuerySet:
    """Those of the notes that the filter lets through. A withdrawn note is not found by what it said."""
    if wanted.kind == NoteKind.OVERALL:
        # An Exec Summary is a specially formatted Overall Status Note (seed).
        notes = notes.filter(kind__in=OVERALL_KINDS)
    elif wanted.kind:
        notes = notes.filter(kind=wanted.kind)
    if wanted.author_id:
        notes = notes.filter(author=wanted.author_id)
    if wanted.workload or wanted.is_escalated or wanted.tag:
        notes = notes.standing()
    if wanted.workload:
        notes = notes.filter(workload_codes__contains=[wanted.workload])
    if wanted.is_escalated:
        notes = notes.filter(is_escalated=True)
    if wanted.tag:
        notes = notes.filter(tags__contains=[wanted.tag])
    if wanted.since:
        notes = notes.filter(happened_on__gte=wanted.since)
    if wanted.until:
        notes = notes.filter(happened_on__lte=wanted.until)
    return notes


class Place(Enum):
    """Where the timeline, as filtered, shows a note."""

    TOP = "top"
    BELOW = "below"  # on the first page, under an earlier day
    FURTHER = "further"  # on a later page
    HIDDEN = "hidden"  # the filter leaves it out


def place_of(note: Note, *, wanted: TimelineFilter, today: date) -> Place:
    """Where a note stands for somebody who looks at the first page today. At most two queries."""
    notes = matching(Note.objects.filter(customer=note.customer_id), wanted)
    if wanted.is_set and not notes.filter(pk=note.pk).exists():
        return Place.HIDDEN
    if note.happened_on >= today:
        return Place.TOP
    newer = notes.filter(TupleGreaterThan((F("happened_on"), F("id")), (note.happened_on, note.pk)))
    return Place.FURTHER if newer[:NOTES_PER_PAGE].count() == NOTES_PER_PAGE else Place.BELOW


def filter_choices(customer: Customer) -> FilterChoices:
    """Everybody who has written about the customer, by name, and all workloads in their order. One query."""
    authors = (
        User.objects.filter(Exists(Note.objects.filter(author=OuterRef("pk"), customer=customer)))
        .order_by()
        .values_list(Value("author"), Value(0), Cast("pk", CharField()), "full_name")
    )
    workloads = Workload.objects.order_by().values_list(Value("workload"), F("position") + 1, "code", "name")
    rows = sorted(authors.union(workloads, all=True), key=lambda row: (row[1], row[3].casefold()))
    return FilterChoices(
        authors=[(value, label) for kind, _, value, label in rows if kind == "author"],
        workloads=[(value, f"{value} {label}") for kind, _, value, label in rows if kind == "workload"],
    )


def _events(customer: Customer, *, after: Cursor | None, until: Cursor | None) -> list[TimelineEvent]:
    """Events stand first within their day, so those of the cursor's own day were on the page before."""
    days = [place.happened_on for place in (after, until) if place]
    return _events_between(customer.pk, *days, has_after=after is not None, has_until=until is not None)


@compiled
def _events_between(customer: int, *days: date, has_after: bool, has_until: bool) -> QuerySet[TimelineEvent]:
    events = TimelineEvent.objects.filter(customer=customer).select_related("recorded_by")
    events = events.only("kind", "happened_on", "sentence", "recorded_by__full_name")
    if has_after:
        events = events.filter(happened_on__lt=days[0])
    if has_until:
        events = events.filter(happened_on__gte=days[-1])
    return events


def _days(notes: list[Note], events: list[TimelineEvent]) -> list[Day]:
    days: dict[date, Day] = {}
    entries: list[Note | TimelineEvent] = sorted([*notes, *events], key=lambda entry: entry.happened_on, reverse=True)
    for on, group in groupby(entries, key=lambda entry: entry.happened_on):
        days[on] = Day(on)
        for entry in group:
            if isinstance(entry, Note):
                days[on].notes.append(entry)
            else:
                days[on].events.append(entry)
    return list(days.values())
