"""What the database itself refuses of a note."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from customers.models import Customer
from notes.enums import NoteKind
from notes.models import NextAction, Note, RiskMention
from notes.models.note import OVERALL_TEXT_LIMIT
from tests.factories import (
    NOON,
    TODAY,
    CustomerFactory,
    ExecSummaryFactory,
    NextActionFactory,
    NoteFactory,
    NoteReadFactory,
    RiskMentionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def check_now() -> None:
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def committed(write: Callable[[], object]) -> None:
    """Write, and check what is otherwise checked when the transaction ends."""
    with transaction.atomic():
        write()
        check_now()


def assert_refused(constraint: str, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        committed(lambda: NoteFactory.create(**values))


def test_whole_note_passes() -> None:
    NoteFactory.create(text="x" * OVERALL_TEXT_LIMIT, happened_on=TODAY + timedelta(days=1), tags=["covid"])
    check_now()


def test_exec_summary_with_its_sections_passes() -> None:
    ExecSummaryFactory.create(note__text="x" * (OVERALL_TEXT_LIMIT + 1))
    check_now()


def test_kind_is_known() -> None:
    assert_refused("notes_note_kind_known", kind="gossip")


def test_text_is_present() -> None:
    assert_refused("notes_note_text_present", text=" \n ")


def test_overall_note_keeps_to_its_length() -> None:
    assert_refused("notes_note_text_length", text="x" * (OVERALL_TEXT_LIMIT + 1))


def test_call_is_not_in_the_future_anywhere() -> None:
    assert_refused("notes_note_happened_on_past", happened_on=TODAY + timedelta(days=2))


def test_exec_summary_without_sections_is_refused() -> None:
    assert_refused("notes_note_details_by_kind", kind=NoteKind.EXEC_SUMMARY)


def test_withdrawn_note_with_its_reason_passes() -> None:
    NoteFactory.create(withdrawn_at=NOON, withdrawn_by=UserFactory.create(), withdraw_reason="x" * 1000)
    check_now()


@pytest.mark.parametrize("missing", ["withdrawn_at", "withdrawn_by", "withdraw_reason"])
def test_withdrawing_names_who_when_and_why(missing: str) -> None:
    values = {"withdrawn_at": NOON, "withdrawn_by": UserFactory.create(), "withdraw_reason": "Sent twice."}
    del values[missing]
    assert_refused("notes_note_withdrawn_pair", **values)


def test_reason_of_withdrawing_keeps_to_its_length() -> None:
    values = {"withdrawn_at": NOON, "withdrawn_by": UserFactory.create(), "withdraw_reason": "x" * 1001}
    assert_refused("notes_note_withdraw_reason_length", **values)


def test_reading_is_marked_once_for_each_person() -> None:
    read = NoteReadFactory.create()
    NoteReadFactory.create(note=read.note)
    with pytest.raises(IntegrityError, match="notes_noteread_once"):
        committed(lambda: NoteReadFactory.create(note=read.note, person=read.person))


@pytest.mark.parametrize("alter", ["UPDATE notes_noteevent SET text = 'x'", "DELETE FROM notes_noteevent"])
def test_history_cannot_be_altered(alter: str) -> None:
    NoteFactory.create()
    with pytest.raises(InternalError, match="append_only"), connection.cursor() as cursor:
        cursor.execute(alter)


def test_key_is_used_once() -> None:
    assert_refused("notes_note_key", key=NoteFactory.create().key)


def test_note_is_never_deleted() -> None:
    note = NoteFactory.create()
    with pytest.raises(InternalError, match="Cannot delete"):
        committed(note.delete)


def test_notes_are_never_deleted_in_bulk() -> None:
    NoteFactory.create()
    with pytest.raises(InternalError, match="Cannot delete"):
        committed(Note.objects.all().delete)


def test_action_belongs_to_the_customer_of_its_note() -> None:
    with pytest.raises(IntegrityError, match="notes_nextaction_note_customer"):
        committed(lambda: NextActionFactory.create(customer=CustomerFactory.create()))


def test_mention_belongs_to_the_customer_of_its_note() -> None:
    mentions, stranger = RiskMention.objects.filter(pk=RiskMentionFactory.create().pk), NoteFactory.create()
    with pytest.raises(IntegrityError, match="notes_riskmention_note_customer"):
        committed(lambda: mentions.update(note=stranger))


def test_note_with_actions_can_move_as_a_whole(customer: Customer) -> None:
    """The composite keys are deferred: the target of `notes_note_customer_unique` may change within a transaction."""
    action = NextActionFactory.create()
    with transaction.atomic():
        Note.objects.filter(pk=action.note.pk).update(customer=customer)
        NextAction.objects.filter(pk=action.pk).update(customer=customer)
        check_now()
    action.refresh_from_db()
    assert (action.customer, action.note.customer) == (customer, customer)


def test_note_cannot_leave_its_actions_behind(customer: Customer) -> None:
    action = NextActionFactory.create()
    with pytest.raises(IntegrityError, match="notes_nextaction_note_customer"):
        committed(lambda: Note.objects.filter(pk=action.note.pk).update(customer=customer))


def test_id_and_customer_are_unique_together() -> None:
    """Nothing can break "notes_note_customer_unique", as the id is unique alone; it is what the keys point to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT contype FROM pg_constraint WHERE conname = 'notes_note_customer_unique'")
        assert cursor.fetchall() == [("u",)]


def test_day_of_writing_is_the_authors_own() -> None:
    author = UserFactory.create(time_zone="Pacific/Kiritimati")
    assert NoteFactory.create(author=author, written_at=NOON).written_on == TODAY + timedelta(days=1)
