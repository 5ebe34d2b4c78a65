"""A published summary beside the one before it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note
from notes.queries.exec_summaries import newest_exec_summary, summaries_of
from notes.queries.note_detail import notes_for_detail
from notes.queries.summary_changes import Reading, against_last, comparison, reading_of
from notes.services.exec_summary_carried import StartInput
from notes.services.note_read import mark_read
from tests.factories import NOON, TODAY
from tests.notes.exec_summaries import EXAMPLE
from tests.notes.published import SECTIONS, WORKLOADS, overall, summary

LATER, NEXT = NOON + timedelta(days=5), TODAY + timedelta(days=5)


@pytest.fixture
def first(customer: Customer, owner: User) -> Note:
    return summary(customer, owner)


@pytest.fixture
def second(first: Note) -> Note:
    """Engagement moved, EXO out, TEAMS in, other words about the relationship; the rest as it was brought."""
    overall(first.customer, first.author, "Call in between.", now=NOON + timedelta(days=1))
    workloads = {code: text for code, text in WORKLOADS.items() if code != "EXO"} | {"TEAMS": "Pilot."}
    content = replace(SECTIONS, engagement_status="reactive", relationship=f"{SECTIONS.relationship} Daily.")
    values = {"content": content, "workloads": workloads, "start": StartInput(first.key, still_true=["OLM"])}
    return summary(first.customer, first.author, now=LATER, happened_on=NEXT, **values)


def reading(note: Note, reader: User) -> Reading:
    return reading_of(notes_for_detail(reader).get(pk=note.pk), reader=reader)


def test_first_summary_has_nothing_before_it(first: Note, leader: User) -> None:
    found = reading(first, leader)
    assert (found.changes, found.unchanged_count, "<details" in found.html) == (None, 0, False)


def test_html_of_a_first_summary_is_that_of_the_timeline(first: Note, leader: User) -> None:
    assert reading(first, leader).html == first.html


def test_what_moved_and_what_was_worded_anew(second: Note, leader: User) -> None:
    changes = reading(second, leader).changes
    assert changes is not None
    assert changes.moves is not None
    assert changes.moves.choices == [("Status of the engagement", "Fully Engaged", "Reactive")]
    assert (changes.moves.workloads_in, changes.moves.workloads_out) == (["TEAMS"], ["EXO"])
    assert [change.heading for change in changes.words] == [
        "Overview of current relationship with customer/partner/account team"
    ]
    assert [(group.title, [line.words for line in group.lines]) for group in changes.groups] == [
        ("Notes", ["Call in between."])
    ]


def test_counts_say_how_much_was_carried(second: Note, leader: User) -> None:
    found = reading(second, leader)
    assert (found.unchanged_count, found.unconfirmed_count, found.part_count) == (8, 7, 11)


def test_unchanged_text_is_folded_for_those_who_have_read_the_one_before(
    first: Note, second: Note, leader: User
) -> None:
    assert '<details class="fold carried" open>' in reading(second, leader).html
    mark_read(note=first, by=leader, now=NOON)
    html = reading(second, leader).html
    assert html.count('<details class="fold carried">') == 7
    assert 'unchanged since <time datetime="2026-03-03">3 Mar 2026</time>, not confirmed' in html
    assert html.count("not confirmed") == 7
    assert "Pilot.</span></span>" in html


def test_its_author_has_read_the_one_before(second: Note) -> None:
    assert reading(second, second.author).is_open is False


def test_comparison_goes_from_the_earlier_to_the_later(first: Note, second: Note) -> None:
    new, old = summaries_of(first.customer)
    for pair in [(new, old), (old, new)]:
        found = comparison(*pair)
        assert (found.old, found.new, len(found.changes)) == (first, second, 4)
    assert found.unchanged[:2] == ["Describe the customer", "M365 deployment progress"]


def test_typed_words_against_the_last_summary(first: Note) -> None:
    last = newest_exec_summary(first.customer)
    same, other = against_last(last, EXAMPLE), against_last(last, replace(EXAMPLE, support_requests=""))
    assert same is not None
    assert other is not None
    assert (same.changes, [change.heading for change in other.changes]) == ([], ["Requests for support"])
    assert against_last(None, EXAMPLE) is None
