"""The constraints and triggers of Exec Summaries, each passing and failing by name."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.validation import rules_of_database
from notes.enums import NoteKind
from notes.models import ExecSummary, Workload, WorkloadStatus
from tests.factories import NOON, ExecSummaryFactory, NoteFactory, WorkloadFactory, WorkloadStatusFactory

pytestmark = pytest.mark.django_db


def settle() -> None:
    """Ask the deferred triggers now."""
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def assert_refused(constraint: str, factory: Any, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory.create(**values)
        settle()


def test_summary_with_all_its_answers_passes() -> None:
    summary = ExecSummaryFactory.create(support_requests="x" * 4000)
    WorkloadStatusFactory.create(summary=summary, text="x" * 2000)
    settle()
    assert ExecSummary.objects.get().workload_statuses.count() == 1


def test_engagement_status_known() -> None:
    assert_refused("notes_execsummary_engagement_known", ExecSummaryFactory, engagement_status="busy")


def test_deployment_progress_known() -> None:
    assert_refused("notes_execsummary_deployment_known", ExecSummaryFactory, deployment_progress="")


@pytest.mark.parametrize("field", ["customer_description", "relationship"])
def test_text_present(field: str) -> None:
    """Blanks are cleaned away before the database looks."""
    assert_refused("notes_execsummary_text_present", ExecSummaryFactory, **{field: " \r\n "})


@pytest.mark.parametrize("field", ["customer_description", "relationship", "support_requests"])
def test_text_length(field: str) -> None:
    assert_refused("notes_execsummary_text_length", ExecSummaryFactory, **{field: "x" * 4001})


def test_exec_summary_belongs_to_a_note_of_its_kind() -> None:
    note = NoteFactory.create(kind=NoteKind.OVERALL)
    assert_refused("notes_execsummary_note_kind", ExecSummaryFactory, note=note)


def test_note_of_the_kind_needs_its_sections() -> None:
    assert_refused("notes_note_details_by_kind", NoteFactory, kind=NoteKind.EXEC_SUMMARY)


def test_note_does_not_become_a_summary_later() -> None:
    note = NoteFactory.create(kind=NoteKind.OVERALL)
    with pytest.raises(IntegrityError, match="notes_note_details_by_kind"), transaction.atomic():
        type(note).objects.update(kind=NoteKind.EXEC_SUMMARY)
        settle()


def test_workload_stands_in_a_summary_once() -> None:
    status = WorkloadStatusFactory.create()
    assert_refused("notes_workloadstatus_once", WorkloadStatusFactory, summary=status.summary, workload=status.workload)


def test_workload_stands_in_several_summaries() -> None:
    workload = WorkloadFactory.create()
    WorkloadStatusFactory.create_batch(2, workload=workload)
    assert workload.statuses.count() == 2


@pytest.mark.parametrize("text", ["", " \n", "x" * 2001], ids=["empty", "blank", "too long"])
def test_workload_text_length(text: str) -> None:
    assert_refused("notes_workloadstatus_text_length", WorkloadStatusFactory, text=text)


def test_retired_workload_takes_no_new_line(admin: User) -> None:
    retired = WorkloadFactory.create(retired_at=NOON, retired_by=admin)
    assert_refused("notes_workloadstatus_active", WorkloadStatusFactory, workload=retired)


def test_line_of_a_workload_retired_later_can_be_amended(admin: User) -> None:
    status = WorkloadStatusFactory.create()
    Workload.objects.filter(pk=status.workload.pk).update(retired_at=NOON, retired_by=admin)
    status.text = "Rolled out."
    status.save(update_fields=["text"])
    assert WorkloadStatus.objects.get().text == "Rolled out."


def test_refusal_by_a_trigger_is_told_in_the_callers_words(admin: User) -> None:
    retired = WorkloadFactory.create(retired_at=NOON, retired_by=admin)
    summary = ExecSummaryFactory.create()
    sentences = {"notes_workloadstatus_active": "A workload was retired a moment ago."}
    with pytest.raises(RuleError, match="retired a moment ago"), transaction.atomic(), rules_of_database(sentences):
        WorkloadStatusFactory.create(summary=summary, workload=retired)


def test_unchanged_parts_with_their_days_and_who_waits_pass() -> None:
    summary = ExecSummaryFactory.create(
        unchanged_since={"relationship": "2026-02-01", "EXO": "2026-03-03"}, unconfirmed=["EXO"]
    )
    assert (summary.carried.since, summary.carried.unconfirmed) == (
        {"relationship": date(2026, 2, 1), "EXO": date(2026, 3, 3)},
        {"EXO"},
    )


@pytest.mark.parametrize("value", [[], {"EXO": "March"}, {"EXO": 3}, {"EXO": None}, {"EXO": {"on": "2026-02-01"}}])
def test_unchanged_parts_without_a_day_are_refused(value: object) -> None:
    assert_refused("notes_execsummary_unchanged_days", ExecSummaryFactory, unchanged_since=value)


def test_only_what_was_carried_waits_to_be_confirmed() -> None:
    assert_refused("notes_execsummary_unconfirmed_known", ExecSummaryFactory, unconfirmed=["EXO"])


def test_sentences_of_the_carried_parts() -> None:
    for values, sentence in [
        ({"unchanged_since": {"EXO": "?"}}, "Each unchanged part names the day since when it stands."),
        ({"unconfirmed": ["EXO"]}, "Only what was carried over unchanged can wait to be confirmed."),
    ]:
        with pytest.raises(RuleError, match=sentence), transaction.atomic(), rules_of_database():
            ExecSummaryFactory.create(**values)
