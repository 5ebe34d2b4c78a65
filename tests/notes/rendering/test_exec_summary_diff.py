from dataclasses import replace

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.rendering.exec_summary_diff import changes_between
from tests.notes.exec_summaries import EXAMPLE


def said(old: ExecSummaryContent, new: ExecSummaryContent) -> list[tuple[str, str, list[tuple[str, str]]]]:
    changes = changes_between(old, new)
    return [(c.code, c.heading, [(piece.change.value, piece.text) for piece in c.pieces]) for c in changes]


def test_equal_summaries_have_no_changes() -> None:
    assert said(EXAMPLE, EXAMPLE) == []


def test_choices_are_compared_by_their_labels() -> None:
    assert said(EXAMPLE, replace(EXAMPLE, engagement_status="reactive")) == [
        ("", "Status of the engagement", [("removed", "Fully Engaged"), ("added", "Reactive")])
    ]


def test_text_is_compared_word_by_word() -> None:
    old = replace(EXAMPLE, support_requests="Nothing today.")
    assert said(old, replace(EXAMPLE, support_requests="Nothing today. Later yes.")) == [
        ("", "Requests for support", [("same", "Nothing today."), ("added", " Later yes.")])
    ]


def test_workloads_are_changed_added_and_dropped() -> None:
    exo, olm = WorkloadLine("EXO", "Exchange Online", "Planning."), WorkloadLine("OLM", "Outlook Mobile", "Open.")
    teams = WorkloadLine("TEAMS", "Teams", "Pilot.")
    old, new = replace(EXAMPLE, workloads=(exo, olm)), replace(EXAMPLE, workloads=(replace(exo, text="Live."), teams))
    assert said(old, new) == [
        ("EXO", "Exchange Online", [("removed", "Planning."), ("added", "Live.")]),
        ("TEAMS", "Teams", [("added", "Pilot.")]),
        ("OLM", "Outlook Mobile", [("removed", "Open.")]),
    ]


def test_workload_renamed_between_the_two_is_the_same() -> None:
    old, new = (replace(EXAMPLE, workloads=(WorkloadLine("EXO", name, "Live."),)) for name in ("Exchange", "Mail"))
    assert said(old, new) == []
