"""Which notes a search finds, in which order and how many at a time."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RequestState
from notes.models import Note
from notes.queries import search
from notes.queries.search import SearchTooLong, latest_page, newer_count, search_page
from notes.queries.search_filter import NoteSearch
from notes.queries.timeline import TimelineFilter
from notes.search.query import read
from notes.services.note import amend_overall_note
from notes.services.note_withdraw import withdraw_note
from tests.factories import (
    NOON,
    TODAY,
    AssignmentFactory,
    CustomerFactory,
    CustomerVisitFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteFactory,
    RiskFactory,
    RiskMentionFactory,
    UserFactory,
)
from tests.notes.published import overall, summary

NOW = NOON + timedelta(days=1)


def found(user: User, typed: str = "", **asked: Any) -> list[Note]:
    page = search_page(user, NoteSearch(NOW, read(typed), **asked))
    return [hit.note for hit in page.hits]


@pytest.mark.parametrize(
    "typed", ["firewall", "FIREWALL", "fire", '"firewall rules"', "müller", "muller", "o365", "-proxy firewall"]
)
def test_note_is_found_the_moment_it_is_saved(customer: Customer, owner: User, typed: str) -> None:
    note = overall(customer, owner, "Herr Müller opens the Firewall rules for O365/E5.")
    overall(customer, owner, "The proxy of somebody else.")
    assert found(owner, typed) == [note]


@pytest.mark.parametrize("typed", ["wall", '"rules firewall"', "firewall proxy", "-firewall rules", "relationship"])
def test_what_a_note_does_not_say_does_not_find_it(customer: Customer, owner: User, typed: str) -> None:
    overall(customer, owner, "The firewall has rules.")
    summary(customer, owner)
    assert [note for note in found(owner, typed) if note.kind == "overall"] == []


def test_workload_rows_and_names_are_found(customer: Customer, owner: User) -> None:
    note = summary(customer, owner)
    assert found(owner, '"exchange online" firewall') == [note]


def test_next_actions_are_found_and_marked(customer: Customer, owner: User) -> None:
    note = NextActionFactory.create(note__customer=customer, note__author=owner, text="Send the bypass list").note
    amend = {"version": 1, "text": "Call, amended.", "happened_on": TODAY, "reason": ""}
    amend_overall_note(note=note, **amend, by=owner, now=NOON)  # type: ignore[arg-type]
    (hit,) = search_page(owner, NoteSearch(NOW, read("bypass"))).hits
    assert [words for _, words in hit.actions] == ["Send the <mark>bypass</mark> list"]


def test_amended_words_are_found_instead_of_the_old_ones(customer: Customer, owner: User) -> None:
    note = overall(customer, owner, "The firewall.")
    amend_overall_note(note=note, version=1, text="The proxy.", happened_on=TODAY, reason="", by=owner, now=NOON)
    assert (found(owner, "firewall"), found(owner, "proxy")) == ([], [note])


def test_withdrawn_note_is_not_found(customer: Customer, owner: User) -> None:
    note = overall(customer, owner, "The firewall.")
    withdraw_note(note=note, reason="Wrong customer.", by=owner, now=NOON)
    assert found(owner, "firewall") == []


def test_only_what_one_may_read_is_found(customer: Customer, owner: User, outsider: User) -> None:
    overall(customer, owner, "The firewall.")
    assert (found(outsider, "firewall"), found(outsider, author="Olivia")) == ([], [])


def test_newest_call_comes_first_page_by_page(customer: Customer, owner: User) -> None:
    notes = [
        NoteFactory.create(customer=customer, text="Proxy.", happened_on=TODAY - timedelta(days=n % 20))
        for n in range(60)
    ]
    pages, after = [], ""
    while True:
        page = search_page(owner, NoteSearch(NOW, read("proxy")), after=after)
        pages.append([hit.note for hit in page.hits])
        if not (after := page.next):
            break
    assert [len(page) for page in pages] == [25, 25, 10]
    assert [note for page in pages for note in page] == sorted(
        notes, key=lambda note: (note.happened_on, note.pk), reverse=True
    )


@pytest.mark.parametrize("newest", [3, 1000])
def test_common_words_are_found_along_the_days(
    customer: Customer, owner: User, newest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more hits than are counted; where the newest notes do not fill the page, the older ones do."""
    monkeypatch.setattr(search, "BOUND", 10)
    monkeypatch.setattr(search, "NEWEST", newest)
    notes = [
        NoteFactory.create(customer=customer, text="Proxy.", happened_on=TODAY - timedelta(days=n)) for n in range(30)
    ]
    first = search_page(owner, NoteSearch(NOW, read("proxy")))
    second = search_page(owner, NoteSearch(NOW, read("proxy")), after=first.next)
    assert (first.count, first.is_bounded) == (10, True)
    assert [hit.note for hit in [*first.hits, *second.hits]] == notes


def test_words_that_stand_everywhere_are_not_counted(
    customer: Customer, leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SAMPLE", 100)
    notes = [
        NoteFactory.create(customer=customer, text="Proxy.", happened_on=TODAY - timedelta(days=n)) for n in range(30)
    ]
    page = search_page(leader, NoteSearch(NOW, read("proxy")))
    assert (page.count, page.is_bounded) == (search.BOUND, True)
    assert [hit.note for hit in page.hits] == notes[:25]


@pytest.mark.parametrize("common_from", [1, 1000], ids=["common terms left to the notes", "all by the index"])
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("proxy firewall", [0, 1]),
        ("prox fire", [0, 1]),
        ('proxy "open firewall"', [1]),
        ("proxy firewall -open", [0]),
        ("proxy partner", [2]),
        ("proxy nowhere", []),
        ("partner OR open", [1, 2]),
    ],
)
def test_rare_words_beside_common_ones(
    customer: Customer, leader: User, typed: str, found: list[int], common_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is asked for the rare words alone, and finds the same."""
    monkeypatch.setattr(search, "SAMPLE", 100)
    monkeypatch.setattr(search, "SURELY", 4 * common_from)
    texts = ["A proxy beside a firewall.", "The proxy behind an open firewall.", "The proxy of a partner.", "Proxy."]
    notes = [
        NoteFactory.create(customer=customer, text=text, happened_on=TODAY - timedelta(days=n))
        for n, text in enumerate(texts)
    ]
    page = search_page(leader, NoteSearch(NOW, read(typed)))
    assert [hit.note for hit in page.hits] == [notes[number] for number in found]
    assert page.count == len(found)


def test_best_match_comes_first(customer: Customer, owner: User) -> None:
    often = NoteFactory.create(customer=customer, text="Proxy, proxy, proxy.", happened_on=TODAY - timedelta(days=9))
    once = NoteFactory.create(customer=customer, text="A proxy.", happened_on=TODAY)
    page = search_page(owner, NoteSearch(NOW, read("proxy")), is_by_rank=True)
    assert [hit.note for hit in page.hits] == [often, once]


def test_best_match_goes_on_where_the_page_ended(customer: Customer, owner: User) -> None:
    NoteFactory.create_batch(30, customer=customer, text="Proxy.")
    asked = NoteSearch(NOW, read("proxy"))
    first = search_page(owner, asked, is_by_rank=True)
    second = search_page(owner, asked, is_by_rank=True, after=first.next)
    assert len({hit.note.pk for hit in [*first.hits, *second.hits]}) == 30


@pytest.mark.parametrize(("after", "is_by_rank"), [("nowhere", False), ("nowhere", True), ("9" * 30, True)])
def test_a_place_that_is_none_is_refused(owner: User, after: str, is_by_rank: bool) -> None:
    with pytest.raises(ValueError, match=after):
        search_page(owner, NoteSearch(NOW, read("proxy")), after=after, is_by_rank=is_by_rank)


def test_a_search_that_takes_too_long_is_stopped(
    customer: Customer, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "TIME_OUT", 1)
    NoteFactory.create_batch(200, customer=customer, text="Proxy server. " * 60)
    with pytest.raises(SearchTooLong):
        for _ in range(200):  # a millisecond is long for a fast machine
            search_page(owner, NoteSearch(NOW, read(" ".join(["proxy server"] * 10))), is_by_rank=True)


def test_team_has_one_manager(customer: Customer, owner: User, teammate: User, rm: User, leader: User) -> None:
    User.objects.filter(pk__in=(owner.pk, teammate.pk)).update(manager=rm)
    User.objects.filter(pk=rm.pk).update(manager=leader)
    by_rm, by_owner, by_teammate = (
        NoteFactory.create(customer=customer, author=author, happened_on=date(2026, 2, day))
        for day, author in enumerate((rm, owner, teammate), 1)
    )
    NoteFactory.create(customer=customer)
    for person, notes in ((owner, [by_teammate, by_owner]), (rm, [by_teammate, by_owner, by_rm]), (leader, [by_rm])):
        person.refresh_from_db()
        assert found(person, author="team") == notes


def test_filters_work_without_words(customer: Customer, owner: User, teammate: User) -> None:
    mine = NoteFactory.create(customer=customer, author=owner, happened_on=date(2026, 2, 1), is_escalated=True)
    NoteFactory.create(customer=customer, author=teammate, happened_on=date(2026, 3, 1))
    elsewhere = AssignmentFactory.create(person=owner, customer__name="Adatum", customer__tpid="777").customer
    other = NoteFactory.create(customer=elsewhere, author=owner, happened_on=date(2026, 1, 1))
    assert found(owner, author="me") == [mine, other]
    assert found(owner, author="oli own", tpid="777") == [other]
    assert found(owner, author="team") == [mine, other]  # without a manager and people: oneself
    assert found(owner, customer="adat") == [other]
    assert found(owner, shared=TimelineFilter(is_escalated=True)) == [mine]
    assert found(owner, shared=TimelineFilter(until=date(2026, 1, 31))) == [other]


def test_risks_requests_and_next_actions_narrow(customer: Customer, owner: User) -> None:
    calling, late, done, plain = NoteFactory.create_batch(4, customer=customer)
    RiskMentionFactory.create(note=calling, risk=RiskFactory.create(customer=customer, kind="escalation"))
    NextActionFactory.create(note=late, due_on=TODAY - timedelta(days=1))
    NextActionFactory.create(note=done, done_at=NOON, done_by=owner, outcome="Sent.")
    assert (found(owner, risk="open"), found(owner, risk="escalation"), found(owner, risk="closed")) == (
        [calling],
        [calling],
        [],
    )
    assert (found(owner, next="overdue"), found(owner, next="open"), found(owner, next="done")) == (
        [late],
        [late],
        [done],
    )
    assert found(owner, request=RequestState.OPEN) == []
    ExecSummaryRequestFactory.create(customer=customer)
    assert len(found(owner, request=RequestState.OPEN)) == 4
    assert plain in found(owner, request=RequestState.OPEN)


def test_whose_customers(customer: Customer, owner: User, rm: User, leader: User) -> None:
    owner.manager = rm
    owner.save(update_fields=["manager"])
    note, other = NoteFactory.create(customer=customer), NoteFactory.create()
    assert found(leader) == [other, note]
    assert found(leader, whose="mine") == []
    assert (found(owner, whose="mine"), found(rm, whose="fms")) == ([note], [note])


def test_latest_go_by_when_they_were_written(customer: Customer, owner: User) -> None:
    notes = [
        NoteFactory.create(customer=customer, happened_on=TODAY - timedelta(days=n), written_at=NOON) for n in range(30)
    ]
    first = latest_page(owner, NoteSearch(NOW))
    second = latest_page(owner, NoteSearch(NOW), before=int(first.next))
    assert [hit.note for hit in [*first.hits, *second.hits]] == notes[::-1]


def test_new_are_those_of_others_since_the_last_visit(customer: Customer, owner: User, teammate: User) -> None:
    CustomerVisitFactory.create(customer=customer, person=owner, visited_at=NOON - timedelta(hours=2))
    for author, written_at in ((teammate, NOON), (owner, NOON), (teammate, NOON - timedelta(hours=3))):
        NoteFactory.create(customer=customer, author=author, written_at=written_at)
    assert [hit.is_new for hit in latest_page(owner, NoteSearch(NOW)).hits] == [False, False, True]


def test_newer_ones_of_others_are_counted(customer: Customer, owner: User, teammate: User) -> None:
    seen = NoteFactory.create(customer=customer, author=teammate)
    NoteFactory.create(customer=customer, author=owner)
    NoteFactory.create_batch(2, customer=customer, author=teammate)
    NoteFactory.create()
    assert newer_count(owner, NoteSearch(NOW), after=seen.pk) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_search_costs_the_same_for_more_notes(
    customer: Customer, owner: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The settings and the hits in a savepoint of this test, the notes, their actions."""
    for note in NoteFactory.create_batch(rows, customer=customer, text="Proxy."):
        NextActionFactory.create_batch(rows, note=note)
    with django_assert_num_queries(8):
        assert len(search_page(owner, NoteSearch(NOW, read("proxy"))).hits) == rows


def test_customers_of_nobody_have_no_hits(outsider: User) -> None:
    CustomerFactory.create()
    assert found(outsider) == []


def test_people_need_all_their_words(owner: User) -> None:
    UserFactory.create(full_name="Olivia Other")
    assert found(owner, author="olivia nobody") == []
