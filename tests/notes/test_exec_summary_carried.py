from dataclasses import replace
from datetime import date

from notes.exec_summary_carried import Carried, carried_over, parts_of, still_carried, written_on
from notes.exec_summary_content import WorkloadLine
from tests.notes.exec_summaries import EXAMPLE

FEB, MARCH = date(2026, 2, 1), date(2026, 3, 3)
ONE_ROW = replace(EXAMPLE, workloads=(WorkloadLine("EXO", "Exchange Online", "Planning."),), support_requests="")
SINCE = dict.fromkeys(parts_of(ONE_ROW), FEB)


def test_parts_are_what_says_something() -> None:
    assert list(parts_of(ONE_ROW)) == [
        "customer_description",
        "engagement_status",
        "deployment_progress",
        "relationship",
        "EXO",
    ]


def test_parts_stand_since_their_summary_or_an_earlier_one() -> None:
    since = written_on(ONE_ROW, day=MARCH, carried=Carried({"EXO": FEB}))
    assert (since["EXO"], since["relationship"]) == (FEB, MARCH)


def test_equal_words_are_carried_and_others_are_not() -> None:
    after = replace(ONE_ROW, relationship="Daily calls.", engagement_status="on_hold")
    carried = carried_over(after, before=ONE_ROW, since=SINCE, looked_at=[])
    assert carried.since == {"customer_description": FEB, "deployment_progress": FEB, "EXO": FEB}


def test_name_of_a_renamed_workload_changes_nothing() -> None:
    after = replace(ONE_ROW, workloads=(WorkloadLine("EXO", "Exchange", "Planning."),))
    assert "EXO" in carried_over(after, before=ONE_ROW, since=SINCE, looked_at=[]).since


def test_parts_nobody_looked_at_are_unconfirmed() -> None:
    looked_at = ["customer_description", "deployment_progress", "relationship", "unknown"]
    carried = carried_over(ONE_ROW, before=ONE_ROW, since=SINCE, looked_at=looked_at)
    assert carried.unconfirmed == {"engagement_status", "EXO"}


def test_amended_part_is_carried_no_more() -> None:
    carried = Carried({"EXO": FEB, "relationship": FEB}, frozenset({"EXO", "relationship"}))
    after = replace(ONE_ROW, relationship="Daily calls.")
    assert still_carried(carried, before=ONE_ROW, after=after) == Carried({"EXO": FEB}, frozenset({"EXO"}))


def test_oldest_day_and_whether_it_is_the_only_one() -> None:
    both = Carried({"EXO": FEB, "relationship": MARCH})
    assert (both.oldest, both.is_one_day, Carried().oldest, Carried({"EXO": FEB}).is_one_day) == (
        FEB,
        False,
        None,
        True,
    )
