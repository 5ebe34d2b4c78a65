from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.models import Note, Workload
from notes.rendering.exec_summary_reader import read
from notes.services.exec_summary_amendment import amend_exec_summary
from notes.services.workload import retire_workload
from tests.factories import NOON, TODAY, RiskFactory
from tests.notes.exec_summaries import EXAMPLE
from tests.notes.published import SECTIONS, WORKLOADS, summary

LATER = NOON + timedelta(days=1)


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return summary(customer, owner)


def amend(note: Note, **changes: Any) -> Note:
    values: dict[str, Any] = {
        "version": 1,
        "happened_on": note.happened_on,
        "content": SECTIONS,
        "workloads": WORKLOADS,
        "is_without_workloads": False,
        "reason": "",
        "by": note.author,
        "now": LATER,
    }
    amended = amend_exec_summary(note=note, **(values | changes))
    amended.refresh_from_db()
    return amended


def rows(note: Note) -> list[tuple[str, str, str]]:
    return list(note.exec_summary.workload_statuses.values_list("workload__code", "name", "text"))


def test_sections_are_written_anew_in_text_and_fields(note: Note) -> None:
    content = replace(SECTIONS, engagement_status="reactive", support_requests="None now #covid")
    amended = amend(note, content=content)
    assert (amended.exec_summary.engagement_status, amended.exec_summary.support_requests) == (
        "reactive",
        "None now #covid",
    )
    assert read(amended.text) == replace(EXAMPLE, engagement_status="reactive", support_requests="None now #covid")
    assert (amended.version, amended.amended_at, amended.tags) == (2, LATER, ["covid"])
    assert "Reactive" in amended.html


def test_rows_are_changed_added_and_dropped(note: Note) -> None:
    amended = amend(note, workloads={"TEAMS": "Pilot.", "EXO": "Live.", "OLM": WORKLOADS["OLM"]})
    assert rows(amended) == [
        ("EXO", "Exchange Online", "Live."),
        ("OLM", "Outlook Mobile", WORKLOADS["OLM"]),
        ("TEAMS", "Teams", "Pilot."),
    ]
    assert amended.workload_codes == ["EXO", "OLM", "TEAMS"]


def test_row_that_stays_keeps_its_row_and_the_name_of_its_day(note: Note) -> None:
    before = note.exec_summary.workload_statuses.get(workload__code="EXO").pk
    Workload.objects.filter(code="EXO").update(name="Exchange")
    amended = amend(note, workloads=WORKLOADS | {"EXO": "Live.", "TEAMS": "Pilot."})
    row = amended.exec_summary.workload_statuses.get(workload__code="EXO")
    assert (row.pk, row.name, row.text) == (before, "Exchange Online", "Live.")
    assert "[EXO]  Exchange Online - Live." in amended.text


def test_row_of_a_retired_workload_stays_and_is_edited(note: Note, admin: User) -> None:
    retire_workload(workload=Workload.objects.get(code="EXO"), by=admin, now=LATER)
    amended = amend(note, workloads=WORKLOADS | {"EXO": "Live.", "OLM": "Decided."})
    assert rows(amended)[:2] == [("EXO", "Exchange Online", "Live."), ("OLM", "Outlook Mobile", "Decided.")]


def test_new_row_of_a_retired_workload_is_refused(note: Note, admin: User) -> None:
    retire_workload(workload=Workload.objects.get(code="TEAMS"), by=admin, now=LATER)
    with pytest.raises(RuleError) as refusal:
        amend(note, workloads=WORKLOADS | {"TEAMS": "Pilot."})
    assert refusal.value.field == "workload_TEAMS"


def test_last_row_goes_with_the_tick(note: Note) -> None:
    amended = amend(note, workloads={}, is_without_workloads=True)
    assert (rows(amended), amended.workload_codes) == ([], [])


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"content": replace(SECTIONS, relationship="")}, "relationship"),
        ({"workloads": {}}, "is_without_workloads"),
        ({"happened_on": TODAY + timedelta(days=1)}, "happened_on"),
    ],
    ids=["section", "rows", "date"],
)
def test_what_publishing_asks_for_is_asked_again(note: Note, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleError) as refusal:
        amend(note, **changes)
    assert refusal.value.field == field


def test_what_it_says_of_the_risks_box_stays(customer: Customer, owner: User) -> None:
    risk = RiskFactory.create(customer=customer)
    for note, said in (
        (summary(customer, owner, mentioned_risks=[risk]), False),
        (summary(customer, owner, has_no_risks=False, happened_on=TODAY - timedelta(days=1)), True),
    ):
        amended = amend(note, workloads={"EXO": "Live."})
        assert ("None of the open ones called out" in amended.html) == said


def test_same_content_is_no_new_version(note: Note) -> None:
    assert amend(note, workloads=WORKLOADS | {"TEAMS": " "}).version == 1


def test_double_submit_is_one_version(note: Note) -> None:
    amend(note, workloads={"EXO": "Live."})
    assert amend(note, workloads={"EXO": "Live."}).version == 2


def test_stale_version_is_refused(note: Note) -> None:
    amend(note, workloads={"EXO": "Live."})
    with pytest.raises(StaleVersion):
        amend(note)
    assert rows(note) == [("EXO", "Exchange Online", "Live.")]


def test_words_of_somebody_else_are_refused(note: Note, admin: User) -> None:
    with pytest.raises(RuleError, match="Only the author"):
        amend(note, by=admin, workloads={"EXO": "Live."})
