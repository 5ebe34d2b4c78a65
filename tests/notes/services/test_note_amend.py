from datetime import timedelta
from typing import Any

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.models import Note
from notes.services.inputs import ActionInput
from notes.services.note import amend_overall_note
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY, CustomerFactory, CustomerVisitFactory, NoteReadFactory
from tests.notes.published import overall, summary

LATER = NOON + timedelta(days=1)
SOON = NOON + timedelta(minutes=10)


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return overall(customer, owner, actions=[ActionInput(text="Send the plan", due_on=TODAY, owner=owner)])


def amend(note: Note, **changes: Any) -> Note:
    values: dict[str, Any] = {"text": "Call with Dana about #covid.", "happened_on": note.happened_on, "reason": ""}
    values |= {"version": 1, "by": note.author, "now": LATER} | changes
    amended = amend_overall_note(note=note, **values)
    amended.refresh_from_db()
    return amended


def refusal(note: Note, **changes: Any) -> tuple[str, str]:
    with pytest.raises(RuleError) as error:
        amend(note, **changes)
    note.refresh_from_db()
    assert (note.version, note.text) == (1, "Call with Dana.")
    return error.value.field, error.value.message


def test_words_are_rendered_anew(note: Note) -> None:
    amended = amend(note, text="**Call** about EXO #covid")
    assert (amended.text, amended.version) == ("**Call** about EXO #covid", 2)
    assert "<strong>Call</strong>" in amended.html
    assert (amended.tags, amended.workload_codes) == (["covid"], ["EXO"])


def test_short_text_in_place_of_a_long_one_is_shown_whole(customer: Customer, owner: User) -> None:
    assert amend(overall(customer, owner, "word " * 400)).excerpt_html == ""


def test_next_actions_are_not_touched(note: Note) -> None:
    assert [action.text for action in amend(note).next_actions.all()] == ["Send the plan"]


def test_author_key_and_moment_of_writing_stay(note: Note) -> None:
    amended = amend(note)
    assert (amended.author, amended.key, amended.written_at) == (note.author, note.key, NOON)


def test_amended_later_says_so(note: Note) -> None:
    assert amend(note).amended_at == LATER


def test_amended_soon_and_unread_is_silent(note: Note) -> None:
    amended = amend(note, now=SOON)
    assert (amended.version, amended.amended_at) == (2, None)


def test_ten_minutes_are_the_limit(note: Note) -> None:
    moment = SOON + timedelta(seconds=1)
    assert amend(note, now=moment).amended_at == moment


def test_read_by_somebody_else_says_so(note: Note, rm: User) -> None:
    NoteReadFactory.create(note=note, person=rm)
    assert amend(note, now=SOON).amended_at == SOON


def test_customer_page_seen_by_somebody_else_since_says_so(note: Note, rm: User) -> None:
    CustomerVisitFactory.create(customer=note.customer, person=rm, visited_at=NOON)
    assert amend(note, now=SOON).amended_at == SOON


def test_customer_page_seen_before_the_writing_is_no_reading(note: Note, rm: User) -> None:
    CustomerVisitFactory.create(customer=note.customer, person=rm, visited_at=NOON - timedelta(seconds=1))
    assert amend(note, now=SOON).amended_at is None


def test_authors_own_looks_do_not_count(note: Note, owner: User) -> None:
    NoteReadFactory.create(note=note, person=owner)
    CustomerVisitFactory.create(customer=note.customer, person=owner, visited_at=SOON)
    assert amend(note, now=SOON).amended_at is None


@pytest.mark.parametrize("text", ["Call with Dana.", "Call with Dana. \r\n"])
def test_same_words_are_no_new_version(note: Note, text: str) -> None:
    assert amend(note, text=text).version == 1


def test_double_submit_is_one_version(note: Note) -> None:
    amend(note)
    assert amend(note).version == 2


def test_stale_version_is_refused_with_what_is_saved(note: Note) -> None:
    amend(note, text="From another tab.")
    with pytest.raises(StaleVersion) as refusal:
        amend(note)
    assert refusal.value.current.text == "From another tab."


def test_history_keeps_each_version_with_its_reason(note: Note) -> None:
    amend(note, reason="The name was wrong.")
    rows = note.events.select_related("pgh_context").order_by("pgh_id")
    assert [(row.text, row.pgh_context.metadata.get("reason")) for row in rows] == [
        ("Call with Dana.", None),
        ("Call with Dana about #covid.", "The name was wrong."),
    ]


def test_date_of_the_customer_may_go_down(note: Note) -> None:
    before = TODAY - timedelta(days=3)
    amend(note, happened_on=before)
    assert Customer.objects.get().last_overall_note_on == before


def test_summary_keeps_its_own_date(note: Note, customer: Customer, owner: User) -> None:
    summary(customer, owner, now=SOON)
    amend(note, happened_on=TODAY - timedelta(days=3))
    assert Customer.objects.get().last_overall_note_on == TODAY
    assert Customer.objects.get().last_exec_summary_at == SOON


def test_call_after_the_day_of_writing_is_refused(note: Note) -> None:
    field, sentence = refusal(note, happened_on=TODAY + timedelta(days=1))
    assert (field, sentence) == (
        "happened_on",
        "The call cannot be later than the day you wrote the note, 3 Mar 2026.",
    )


def test_date_stays_where_the_author_has_moved_to_another_zone(customer: Customer, owner: User) -> None:
    """It was the 4th already where the note was written."""
    owner.time_zone = "Pacific/Kiritimati"
    note = overall(customer, owner, happened_on=TODAY + timedelta(days=1))
    note.author.time_zone = "UTC"
    note.author.save(update_fields=["time_zone"])
    assert amend(note).version == 2


@pytest.mark.parametrize(
    "changes, field",
    [({"text": " "}, "text"), ({"text": "x" * 20_001}, "text"), ({"reason": "x" * 1001}, "reason")],
)
def test_what_is_missing_or_too_long_is_refused(note: Note, changes: dict[str, str], field: str) -> None:
    assert refusal(note, **changes)[0] == field


def test_words_of_somebody_else_are_refused(note: Note, admin: User, teammate: User) -> None:
    assert {refusal(note, by=person)[1] for person in (admin, teammate)} == {
        "Only the author amends a note: nobody rewrites another person's words."
    }


def test_withdrawn_note_is_refused(note: Note, owner: User) -> None:
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=LATER)
    assert refusal(note)[1] == "This note was withdrawn in the meantime, on 4 Mar 2026. Nothing was changed."


def test_note_of_an_archived_customer_is_refused(note: Note, admin: User) -> None:
    Customer.objects.update(archived_at=NOON, archived_by=admin)
    assert "archived" in refusal(note)[1]


def test_note_that_moved_meanwhile_is_refused(customer: Customer, owner: User) -> None:
    note = overall(customer, owner)
    Note.objects.update(customer=CustomerFactory.create())
    assert "moved to another customer a moment ago" in refusal(note)[1]
