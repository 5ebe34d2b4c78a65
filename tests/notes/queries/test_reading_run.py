from datetime import timedelta

import pytest

from customers.models import Customer, CustomerVisit
from customers.queries.customer_list import SORTS, CustomerFilter, customers_for
from ftop.accounts.models import User
from notes.models import Note
from notes.queries.reading_run import Place, Reading, batch_customers, chosen_customers, place_in, reading_of
from notes.services.note_read import mark_read
from tests.factories import (
    NOON,
    TODAY,
    CustomerFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteCommentFactory,
    NoteFactory,
    RequestBatchFactory,
    RiskFactory,
)

DAY = timedelta(days=1)
NOW = NOON + 10 * DAY


@pytest.fixture
def three(db: None) -> list[Customer]:
    days = [TODAY, None, TODAY - DAY]
    return [
        CustomerFactory.create(name=name, last_overall_note_on=day)
        for name, day in zip(("Adatum", "Coho", "Woodgrove"), days, strict=True)
    ]


def visited(customer: Customer, person: User) -> None:
    CustomerVisit.objects.create(customer=customer, person=person, visited_at=NOON)


def read(customer: Customer, person: User) -> Reading:
    return reading_of(person, customer.key, batch=None, now=NOW)


def test_place_in_the_middle_knows_its_neighbours(three: list[Customer], leader: User) -> None:
    first, second, third = (customer.key for customer in three)
    place = place_in(customers_for(leader, asked=CustomerFilter()), key=second)
    assert place == Place(second, position=2, total=3, previous=first, next=third)


def test_without_a_key_it_is_the_first(three: list[Customer], leader: User) -> None:
    place = place_in(customers_for(leader, asked=CustomerFilter()), key=None)
    assert place == Place(three[0].key, position=1, total=3, previous=None, next=three[1].key)


@pytest.mark.parametrize("sort", SORTS)
def test_run_goes_as_the_list_is_sorted(three: list[Customer], leader: User, sort: str) -> None:
    customers = customers_for(leader, asked=CustomerFilter(sort=sort))
    walked, place = [], place_in(customers, key=None)
    while place:
        walked.append(place.key)
        place = place_in(customers, key=place.next) if place.next else None
    assert walked == [customer.key for customer in customers]


def test_customer_outside_the_run_has_no_place(three: list[Customer], leader: User) -> None:
    customers = customers_for(leader, asked=CustomerFilter(search="coho"))
    assert place_in(customers, key=three[0].key) is None
    assert place_in(customers.none(), key=None) is None


def test_run_of_a_batch_is_its_customers_by_name(three: list[Customer], rm: User) -> None:
    batch = RequestBatchFactory.create(asked_by=rm)
    for customer in (three[2], three[0]):
        ExecSummaryRequestFactory.create(customer=customer, batch=batch, requested_by=rm)
    assert list(batch_customers(rm, batch)) == [three[0], three[2]]


def test_run_of_chosen_ones_shows_what_one_may_read(three: list[Customer], leader: User, outsider: User) -> None:
    keys = [three[2].key, three[0].key]
    assert list(chosen_customers(leader, keys, sort="name")) == [three[0], three[2]]
    assert list(chosen_customers(outsider, keys, sort="name")) == []


def test_new_is_what_others_wrote_since(customer: Customer, owner: User, rm: User) -> None:
    visited(customer, rm)
    NoteFactory.create(customer=customer, author=owner, written_at=NOON - DAY)
    backdated = NoteFactory.create(
        customer=customer, author=owner, written_at=NOON + DAY, happened_on=TODAY - 30 * DAY, text="It moved.\nA lot."
    )
    NoteFactory.create(customer=customer, author=rm, written_at=NOON + DAY)
    NoteFactory.create(
        customer=customer,
        author=owner,
        written_at=NOON + DAY,
        withdrawn_at=NOW,
        withdrawn_by=owner,
        withdraw_reason="-",
    )
    reading = read(customer, rm)
    assert [(note, note.first_lines) for note in reading.new_notes] == [(backdated, "It moved.\nA lot.")]  # type: ignore[attr-defined]
    assert (reading.since, reading.has_news) == (NOON, True)


def test_first_visit_shows_the_newest_three(customer: Customer, owner: User, rm: User) -> None:
    notes = [NoteFactory.create(customer=customer, author=owner, happened_on=TODAY - n * DAY) for n in range(4)]
    reading = read(customer, rm)
    assert (list(reading.new_notes), reading.since, reading.has_more_notes) == (notes[:3], None, False)


def test_many_new_notes_are_cut_and_it_is_said(customer: Customer, owner: User, rm: User) -> None:
    visited(customer, rm)
    NoteFactory.create_batch(9, customer=customer, author=owner, written_at=NOON + DAY)
    reading = read(customer, rm)
    assert (len(reading.new_notes), reading.has_more_notes) == (8, True)


def test_risks_opened_and_closed_since_are_new(customer: Customer, owner: User, rm: User) -> None:
    visited(customer, rm)
    old = RiskFactory.create(customer=customer)
    new = RiskFactory.create(customer=customer, opened_at=NOON + DAY)
    ended = {"closed_by": owner, "outcome": "Solved."}
    closed = RiskFactory.create(customer=customer, closed_at=NOON + DAY, **ended)
    RiskFactory.create(customer=customer, opened_at=NOON - 2 * DAY, closed_at=NOON - DAY, **ended)
    reading = read(customer, rm)
    assert (reading.new_risks, reading.closed_risks, set(reading.open_risks)) == ([new], [closed], {old, new})


def test_summary_is_the_newest_with_its_thread(customer: Customer, owner: User, rm: User) -> None:
    ExecSummaryFactory.create(note__customer=customer, note__happened_on=TODAY - DAY)
    summary = ExecSummaryFactory.create(note__customer=customer, note__author=owner).note
    line = NoteCommentFactory.create(note=summary)
    reading = read(customer, rm)
    assert (reading.summary, list(reading.thread)) == (summary, [line])
    assert summary not in reading.new_notes


@pytest.mark.parametrize(("written_at", "is_new"), [(NOON - DAY, False), (NOON + DAY, True)])
def test_summary_is_new_by_the_last_visit(customer: Customer, rm: User, written_at: object, is_new: bool) -> None:
    visited(customer, rm)
    ExecSummaryFactory.create(note__customer=customer, note__written_at=written_at)
    assert read(customer, rm).is_summary_new is is_new


def test_summary_read_on_its_own_page_is_not_new(customer: Customer, rm: User) -> None:
    summary: Note = ExecSummaryFactory.create(note__customer=customer).note
    assert read(customer, rm).is_summary_new
    mark_read(note=summary, by=rm, now=NOON)
    assert not read(customer, rm).is_summary_new


def test_own_summary_is_never_new(customer: Customer, owner: User) -> None:
    ExecSummaryFactory.create(note__customer=customer, note__author=owner)
    assert not read(customer, owner).is_summary_new


def test_open_actions_are_shown(customer: Customer, rm: User, owner: User) -> None:
    action = NextActionFactory.create(note__customer=customer)
    NextActionFactory.create(note__customer=customer, done_at=NOON, done_by=owner)
    assert read(customer, rm).actions == [action]


def test_requests_are_those_of_the_batch_or_ones_own_open_ones(customer: Customer, rm: User, other_rm: User) -> None:
    batch = RequestBatchFactory.create(asked_by=other_rm)
    asked = ExecSummaryRequestFactory.create(customer=customer, batch=batch, requested_by=other_rm)
    mine = ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)
    assert read(customer, rm).requests == [mine]
    assert reading_of(rm, customer.key, batch=batch, now=NOW).requests == [asked]
