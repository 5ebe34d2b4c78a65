"""The notes that fit what somebody asks for, page by page, as fast with a million notes as with a thousand.

PostgreSQL cannot know how many notes hold a word, and a wrong guess costs a second: it walks all days for a word that
nobody wrote, or sorts a third of all notes for one that everybody writes. So the hits are counted first, up to `BOUND`,
by the index of words; up to that many are sorted here. More are looked for along the days, among the `NEWEST` notes,
and only where those do not fill the page are all hits sorted.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import OperationalError, connection, transaction
from django.db.models import F, Func, OuterRef, Prefetch, Subquery, TextField, Value
from django.db.models.functions import Cast
from django.utils.safestring import SafeString

from customers.models import Customer
from customers.models.customer import READS_ALL
from customers.queries.customer_visit import with_new_since
from ftop.accounts.models import User
from notes.models import NextAction, Note
from notes.models.note import NoteQuerySet
from notes.queries.exportable import exportable_notes
from notes.queries.search_filter import NoteSearch, notes_asked_for
from notes.queries.timeline import Cursor
from notes.rendering.search_text import own_words
from notes.search.marks import excerpt, marked
from notes.search.query import Query

PAGE_SIZE = 25
BOUND = 2000  # hits that are counted and sorted; "2,000+" says that there are more
SAMPLE, SURELY = 0.02, 10  # percent of the pages, and hits among the two hundred notes of a million that they hold
NEWEST = 20_000  # notes that a common word is looked for in first
TIME_OUT = 2000  # milliseconds
_CANCELED = "57014"  # PostgreSQL's code of a statement that was stopped


class SearchTooLong(Exception):
    """The database was stopped: what was asked for goes through too many notes."""


@dataclass(frozen=True)
class Hit:
    """A note that was found: the words around the first match, and its open next actions with the matches marked."""

    note: Note
    words: SafeString
    is_new: bool  # by somebody else, since the reader's visit to the customer before this one
    actions: list[tuple[NextAction, SafeString]]


@dataclass(frozen=True)
class SearchPage:
    """`count` is None where nothing was counted; `is_bounded`: there are more than it says. `next`: where to go on."""

    hits: list[Hit]
    next: str
    count: int | None = None
    is_bounded: bool = False


def search_page(user: User, asked: NoteSearch, *, after: str = "", is_by_rank: bool = False) -> SearchPage:
    """The page of notes after the place `after` ("" is the first), the newest call first or the best match first.

    Best first only up to BOUND hits; more come by day. At most thirteen queries. Raises ValueError for a place that is
    none, SearchTooLong.
    """
    found = notes_asked_for(user, asked)
    if not asked.query.has_words:
        cursor = Cursor.parse(after) if after else None
        with _planned():
            places = list(_by_day(found, cursor))
        return _page(user, places, asked)
    is_alone = not asked.has_filters and user.has_role(*READS_ALL)
    counted = _counted(found, asked.query, is_alone=is_alone)
    if is_by_rank and not counted.is_bounded:
        return _ranked_page(user, counted.found, after=after, count=len(counted.places), asked=asked)
    cursor = Cursor.parse(after) if after else None
    if counted.is_bounded:
        places = _common(counted, cursor)
    else:
        places = sorted(counted.places, reverse=True)
        if cursor:
            places = [place for place in places if place < (cursor.happened_on, cursor.note_id)]
        places = places[: PAGE_SIZE + 1]
    return _page(
        user,
        places,
        asked,
        count=BOUND if counted.is_bounded else len(counted.places),
        is_bounded=counted.is_bounded,
    )


def latest_page(user: User, asked: NoteSearch, *, before: int | None = None) -> SearchPage:
    """The notes as they were written, the newest first, after the one with the id `before`. At most six queries."""
    found = notes_asked_for(user, asked)
    if before is not None:
        found = found.filter(pk__lt=before)
    with _planned():
        ids = list(found.order_by("-pk").values_list("pk", flat=True)[: PAGE_SIZE + 1])
    shown = ids[:PAGE_SIZE]
    return SearchPage(_loaded(user, shown, asked), str(shown[-1]) if len(ids) > PAGE_SIZE else "")


def notes_found(user: User, asked: NoteSearch) -> list[Any]:
    """All that fit, the newest call first, up to BOUND; each with customer, author and `open_actions`.

    At most seven queries. Raises SearchTooLong.
    """
    found = notes_asked_for(user, asked)
    if not asked.query.has_words:
        with _planned():
            ids = [pk for _, pk in _by_day(found, None, size=BOUND)]
    else:
        counted = _counted(found, asked.query, is_alone=False)
        places = _common(counted, None, size=BOUND) if counted.is_bounded else counted.places
        ids = [pk for _, pk in sorted(places, reverse=True)[:BOUND]]
    notes = _with_actions(exportable_notes(user)).in_bulk(ids)
    return [notes[pk] for pk in ids if pk in notes]


def newer_count(user: User, asked: NoteSearch, *, after: int) -> int:
    """How many notes of others were written since the one with the id `after`, up to a hundred. At most three."""
    with _planned():
        return notes_asked_for(user, asked).filter(pk__gt=after).exclude(author=user).order_by()[:100].count()


@dataclass(frozen=True)
class _Counted:
    """The notes that hold the words, with (day, id) of all of them; `is_bounded`: they are more than BOUND.

    `is_everywhere`: a twentieth of all notes or more hold them.
    """

    found: NoteQuerySet
    places: list[tuple[date, int]]
    is_bounded: bool
    is_everywhere: bool


def _counted(found: NoteQuerySet, query: Query, *, is_alone: bool) -> _Counted:
    """Count the hits up to BOUND; not where they are everywhere and no filter narrows them (`is_alone`): the list of
    all their places alone takes 70 ms to read at a million notes."""
    with _planned(off=("seqscan", "indexscan")):
        common = _common_terms(query)
        found = _holding(found, query, common)
        is_everywhere = str(query) in common
        if is_alone and is_everywhere:
            return _Counted(found, [], is_bounded=True, is_everywhere=True)
        places = list(found.order_by().values_list("happened_on", "pk")[: BOUND + 1])
    return _Counted(found, places, len(places) > BOUND, is_everywhere)


def _common_terms(query: Query) -> set[str]:
    """Of the query and its terms those that SURELY many notes hold, by one page of the table in five thousand."""
    asked = list(dict.fromkeys([str(query), *map(str, query.wanted)]))
    counts = ", ".join(["count(*) FILTER (WHERE search_vector @@ to_tsquery('simple', %s))"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts} FROM notes_note TABLESAMPLE SYSTEM ({SAMPLE})", asked)  # noqa: S608
        return {text for text, hits in zip(asked, cursor.fetchone(), strict=True) if hits >= SURELY}


def _holding(found: NoteQuerySet, query: Query, common: Collection[str]) -> NoteQuerySet:
    """Those of the notes that hold the words: by the index of words, which is asked for the rare ones alone.

    For the beginning of a common one it would put together the places of a third of all notes.
    """
    rare = [str(term) for term in query.wanted if str(term) not in common]
    if len(query.alternatives) > 1 or not rare or len(rare) == len(query.wanted):
        return found.filter(search_vector=_tsquery(str(query)))
    # No index is on the vector put together with an empty one.
    alike = Func(F("search_vector"), Value("", TextField()), template="(%(expressions)s::tsvector)", arg_joiner=" || ")
    by_index = found.filter(search_vector=_tsquery(" & ".join(rare)))
    return by_index.alias(alike=Cast(alike, SearchVectorField())).filter(alike=_tsquery(str(query)))


def _tsquery(text: str) -> SearchQuery:
    return SearchQuery(text, config="simple", search_type="raw")


@contextmanager
def _planned(*, off: tuple[str, ...] = ()) -> Iterator[None]:
    """A transaction with a time-out in which PostgreSQL does without these ways of reading a table."""
    ways = {way: "off" if way in off else "on" for way in ("seqscan", "indexscan", "bitmapscan")}
    settings = ", ".join(f"set_config('enable_{way}', '{value}', true)" for way, value in ways.items())
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT set_config('statement_timeout', %s, true), {settings}", [str(TIME_OUT)])
            yield
            # In a transaction that goes on, what follows is planned as ever, and takes its time.
            cursor.execute(
                "RESET statement_timeout; RESET enable_seqscan; RESET enable_indexscan; RESET enable_bitmapscan"
            )
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) == _CANCELED:
            raise SearchTooLong from error
        raise


def _by_day(found: NoteQuerySet, cursor: Cursor | None, *, size: int = PAGE_SIZE) -> Any:
    """(day, id) of a page and one more."""
    if cursor:
        found = found.before(cursor.happened_on, cursor.note_id)
    return found.order_by("-happened_on", "-pk").values_list("happened_on", "pk")[: size + 1]


def _common(counted: _Counted, cursor: Cursor | None, *, size: int = PAGE_SIZE) -> list[tuple[date, int]]:
    """The places of a page for words that many notes hold: among the newest first.

    Where they stand everywhere, a walk along the days meets them at once; else both indexes are put together.
    """
    along = Note.objects.order_by("-happened_on", "-pk")
    if cursor:
        along = along.before(cursor.happened_on, cursor.note_id)
    with _planned():
        bound = along.values_list("happened_on", flat=True)[NEWEST : NEWEST + 1].first()
    newest = counted.found.filter(happened_on__gte=bound) if bound else counted.found
    with _planned(off=("seqscan", "bitmapscan" if counted.is_everywhere else "indexscan")):
        places = list(_by_day(newest, cursor, size=size))
    if bound is None or len(places) > size:
        return places
    with _planned(off=("seqscan", "indexscan")):
        return list(_by_day(counted.found, cursor, size=size))


def _ranked_page(user: User, found: NoteQuerySet, *, after: str, count: int, asked: NoteSearch) -> SearchPage:
    """The best match first, by how often and how near each other the words stand; places are numbers."""
    start = int(after) if after else 0
    if start > BOUND:
        raise ValueError(after)
    with _planned(off=("seqscan", "indexscan")):
        rank = SearchRank(F("search_vector"), _tsquery(str(asked.query)))
        ranked = found.order_by(rank.desc(), "-happened_on", "-pk")
        ids = list(ranked.values_list("pk", flat=True)[start : start + PAGE_SIZE])
    end = start + len(ids)
    return SearchPage(_loaded(user, ids, asked), str(end) if end < count else "", count)


def _page(
    user: User, places: list[tuple[date, int]], asked: NoteSearch, *, count: int | None = None, is_bounded: bool = False
) -> SearchPage:
    shown = places[:PAGE_SIZE]
    following = str(Cursor(*shown[-1])) if len(places) > PAGE_SIZE else ""
    return SearchPage(_loaded(user, [pk for _, pk in shown], asked), following, count, is_bounded)


def _loaded(user: User, ids: list[int], asked: NoteSearch) -> list[Hit]:
    """The notes in this order with customer, author and open next actions. Two queries."""
    here = Customer.objects.filter(pk=OuterRef("customer"))
    notes = (
        _with_actions(Note.objects.visible_to(user))
        .annotate(new_since=Subquery(with_new_since(here, user, now=asked.now).values("new_since")))  # type: ignore[misc]
        .in_bulk(ids)
    )
    terms = asked.query.wanted
    return [
        Hit(
            note,
            words=excerpt(own_words(note.kind, note.text), terms),
            is_new=bool(note.new_since and note.written_at > note.new_since and note.author_id != user.pk),
            actions=[(action, marked(action.text, terms)) for action in note.open_actions],  # type: ignore[attr-defined]
        )
        for note in (notes[pk] for pk in ids if pk in notes)
    ]


def _with_actions(notes: NoteQuerySet) -> NoteQuerySet:
    open_actions = NextAction.objects.open().order_by("due_on", "pk").select_related("owner")
    shown = notes.defer("html", "excerpt_html").select_related("customer", "author")
    return shown.prefetch_related(Prefetch("next_actions", open_actions, to_attr="open_actions"))
