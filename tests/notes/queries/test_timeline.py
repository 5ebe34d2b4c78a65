from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import NoteKind
from notes.models import Note
from notes.queries.timeline import (
    NOTES_PER_PAGE,
    Cursor,
    Place,
    TimelineFilter,
    TimelinePage,
    filter_choices,
    place_of,
    timeline_page,
)
from tests.factories import (
    NOON,
    TODAY,
    ExecSummaryFactory,
    NextActionFactory,
    NoteFactory,
    RiskFactory,
    RiskMentionFactory,
    TimelineEventFactory,
    UserFactory,
)

Page = Callable[..., TimelinePage]


def day(number: int) -> date:
    return TODAY.replace(day=1) - timedelta(days=number)


@pytest.fixture
def page(customer: Customer, owner: User) -> Page:
    def _page(cursor: Cursor | None = None, **wanted: Any) -> TimelinePage:
        return timeline_page(customer, user=owner, wanted=TimelineFilter(**wanted), cursor=cursor)

    return _page


def all_pages(page: Page, **wanted: Any) -> list[TimelinePage]:
    pages = [page(**wanted)]
    while cursor := pages[-1].next_cursor:
        pages.append(page(cursor=cursor, **wanted))
    return pages


def test_newest_comes_first_and_the_later_of_a_day_before(page: Page, customer: Customer) -> None:
    old, first, second = (NoteFactory.create(customer=customer, happened_on=on) for on in (day(2), day(1), day(1)))
    assert [(d.on, d.notes) for d in page().days] == [(day(1), [second, first]), (day(2), [old])]


def test_other_customers_stay_out(page: Page, customer: Customer) -> None:
    NoteFactory.create()
    TimelineEventFactory.create()
    assert page().days == []


def test_notes_are_not_shown_to_an_outsider(customer: Customer, outsider: User) -> None:
    NoteFactory.create(customer=customer)
    assert timeline_page(customer, user=outsider, wanted=TimelineFilter()).notes == []


@pytest.mark.parametrize("count", [24, 25])
def test_last_page_has_no_next(page: Page, customer: Customer, count: int) -> None:
    NoteFactory.create_batch(count, customer=customer)
    assert (len(page().notes), page().next_cursor) == (count, None)


def test_pages_hold_every_note_once(page: Page, customer: Customer) -> None:
    """Many notes of one day: only the id tells them apart where one page ends and the next begins."""
    for number in range(60):
        NoteFactory.create(customer=customer, happened_on=day(number // 30))
    pages = all_pages(page)
    assert [len(p.notes) for p in pages] == [NOTES_PER_PAGE, NOTES_PER_PAGE, 10]
    assert [note for p in pages for note in p.notes] == list(Note.objects.order_by("-happened_on", "-id"))


def test_note_written_meanwhile_moves_nothing(page: Page, customer: Customer) -> None:
    notes = NoteFactory.create_batch(30, customer=customer)
    first = page()
    NoteFactory.create(customer=customer)
    assert page(cursor=first.next_cursor).notes == list(reversed(notes[:5]))


def test_events_stand_first_within_their_day(page: Page, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, happened_on=day(1))
    event = TimelineEventFactory.create(customer=customer, happened_on=day(1))
    alone = TimelineEventFactory.create(customer=customer, happened_on=day(3))
    assert [(d.on, d.events, d.notes) for d in page().days] == [(day(1), [event], [note]), (day(3), [alone], [])]


def test_pages_hold_every_event_once(page: Page, customer: Customer) -> None:
    for number in range(60):
        NoteFactory.create(customer=customer, happened_on=day(number // 10))
        TimelineEventFactory.create(customer=customer, happened_on=day(number // 5))
    events = [event.pk for p in all_pages(page) for d in p.days for event in d.events]
    assert (len(events), len(set(events))) == (60, 60)


def test_events_hide_while_a_filter_is_set(page: Page, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, tags=["covid"])
    TimelineEventFactory.create(customer=customer)
    assert [(d.events, d.notes) for d in page(tag="covid").days] == [([], [note])]


@pytest.fixture
def varied(customer: Customer, teammate: User) -> dict[str, Note]:
    return {
        "plain": NoteFactory.create(customer=customer, happened_on=day(5)),
        "theirs": NoteFactory.create(customer=customer, happened_on=day(4), author=teammate),
        "loud": NoteFactory.create(customer=customer, happened_on=day(3), is_escalated=True),
        "tagged": NoteFactory.create(customer=customer, happened_on=day(2), tags=["covid"], workload_codes=["EXO"]),
        "summary": ExecSummaryFactory.create(note__customer=customer, note__happened_on=day(1)).note,
    }


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"kind": NoteKind.EXEC_SUMMARY}, ["summary"]),
        ({"kind": NoteKind.OVERALL}, ["summary", "tagged", "loud", "theirs", "plain"]),
        ({"workload": "EXO"}, ["tagged"]),
        ({"is_escalated": True}, ["loud"]),
        ({"tag": "covid"}, ["tagged"]),
        ({"since": day(2)}, ["summary", "tagged"]),
        ({"until": day(4)}, ["theirs", "plain"]),
        ({"since": day(4), "until": day(3)}, ["loud", "theirs"]),
        ({"tag": "covid", "is_escalated": True}, []),
    ],
    ids=str,
)
def test_filter_lets_through(page: Page, varied: dict[str, Note], wanted: dict[str, object], names: list[str]) -> None:
    assert page(**wanted).notes == [varied[name] for name in names]


def test_filter_by_author(page: Page, varied: dict[str, Note], teammate: User) -> None:
    assert page(author_id=teammate.pk).notes == [varied["theirs"]]


def test_filter_works_across_pages(page: Page, customer: Customer) -> None:
    NoteFactory.create_batch(30, customer=customer, happened_on=day(1))
    old = NoteFactory.create(customer=customer, happened_on=day(9), tags=["covid"])
    assert page(tag="covid").notes == [old]


def test_folded_note_shows_its_excerpt(page: Page, customer: Customer) -> None:
    NoteFactory.create(customer=customer, html="<p>whole</p>", excerpt_html="<p>part</p>")
    note: Any = page().notes[0]
    assert (note.shown_html, note.is_folded) == ("<p>part</p>", True)


def test_short_note_shows_itself(page: Page, customer: Customer) -> None:
    NoteFactory.create(customer=customer, html="<p>whole</p>")
    note: Any = page().notes[0]
    assert (note.shown_html, note.is_folded) == ("<p>whole</p>", False)


def test_mentions_say_whether_the_risk_is_open(page: Page, customer: Customer, owner: User) -> None:
    note = NoteFactory.create(customer=customer)
    risk = RiskFactory.create(customer=customer, title="Proxy", closed_at=NOON, closed_by=owner, outcome="Solved.")
    RiskMentionFactory.create(note=note, risk=risk)
    shown: Any = page().notes[0]
    assert shown.mentions == [{"key": str(risk.key), "kind": "risk", "title": "Proxy", "is_open": False}]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_three_queries(
    page: Page, customer: Customer, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        note = NoteFactory.create(customer=customer)
        NextActionFactory.create_batch(rows, note=note)
        RiskMentionFactory.create(note=note)
        TimelineEventFactory.create(customer=customer)
    with django_assert_num_queries(3):
        shown = page()
        notes: list[Any] = shown.notes
        _ = [(n.author.full_name, n.mentions, [a.owner_label for a in n.actions]) for n in notes]
        _ = [event.recorded_by.full_name for d in shown.days for event in d.events]


def test_cursor_reads_what_it_wrote() -> None:
    cursor = Cursor(TODAY, 17)
    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize("value", ["", "x", "2026-03-03", "2026-03-03_", "2026-03-03_x", "2026-02-30_1", "_1", "²_²"])
def test_broken_cursor_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Cursor.parse(value)


def test_choices_are_who_has_written_and_all_workloads(customer: Customer, teammate: User) -> None:
    NoteFactory.create_batch(2, customer=customer, author=teammate)
    NoteFactory.create(author=UserFactory.create(full_name="Not Here"))
    choices = filter_choices(customer)
    assert choices.authors == [(str(teammate.pk), "Tara Teammate")]
    assert choices.workloads[:2] == [("EXO", "EXO Exchange Online"), ("OLM", "OLM Outlook Mobile")]


def test_choices_cost_one_query(customer: Customer, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    NoteFactory.create_batch(3, customer=customer)
    with django_assert_num_queries(1):
        filter_choices(customer)


@pytest.mark.parametrize(
    ("happened_on", "newer", "wanted", "place"),
    [
        (TODAY, 0, {}, Place.TOP),
        (day(3), 1, {}, Place.BELOW),
        (day(3), 24, {}, Place.BELOW),
        (day(3), 25, {}, Place.FURTHER),
        (TODAY, 0, {"tag": "covid"}, Place.HIDDEN),
        (day(3), 25, {"until": day(2)}, Place.BELOW),
    ],
)
def test_place_of_a_note(
    customer: Customer, happened_on: date, newer: int, wanted: dict[str, Any], place: Place
) -> None:
    note = NoteFactory.create(customer=customer, happened_on=happened_on)
    NoteFactory.create_batch(newer, customer=customer, happened_on=day(1))
    assert place_of(note, wanted=TimelineFilter(**wanted), today=TODAY) == place


def withdrawn(customer: Customer, **more: Any) -> Note:
    author = UserFactory.create()
    values = {"withdrawn_at": NOON, "withdrawn_by": author, "withdraw_reason": "Sent twice."}
    return NoteFactory.create(customer=customer, author=author, **(values | more))


@pytest.mark.parametrize("excerpt", ["", "<p>part</p>"])
def test_withdrawn_note_stands_there_without_a_word(page: Page, customer: Customer, excerpt: str) -> None:
    note = withdrawn(customer, excerpt_html=excerpt)
    [shown] = page().notes
    assert (shown, shown.shown_html, shown.get_deferred_fields() >= {"text", "html"}) == (note, "", True)


@pytest.mark.parametrize("wanted", [{"tag": "covid"}, {"workload": "EXO"}, {"is_escalated": True}], ids=str)
def test_withdrawn_note_is_not_found_by_what_it_said(page: Page, customer: Customer, wanted: dict[str, Any]) -> None:
    said: dict[str, Any] = {"tags": ["covid"], "workload_codes": ["EXO"], "is_escalated": True}
    note = NoteFactory.create(customer=customer, **said)
    withdrawn(customer, **said)
    assert page(**wanted).notes == [note]


def test_withdrawn_note_is_found_by_kind_author_and_day(page: Page, customer: Customer) -> None:
    note = withdrawn(customer)
    assert page(kind=NoteKind.OVERALL, author_id=note.author_id, since=TODAY, until=TODAY).notes == [note]
