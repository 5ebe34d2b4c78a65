"""Each rule with what it hits and what it lets pass; the facts are in words that stand alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from notes.worth_a_summary import Escalation, Last, Move, Said, What, facts_in

THEN = datetime(2026, 3, 3, 12, tzinfo=UTC)
LAST = Last(date(2026, 3, 3), ["EXO"], "fully_engaged", "partially_deployed")


def days(number: float) -> datetime:
    return THEN + timedelta(days=number)


def said(*codes: str, progress: str = "", day: int = 1) -> Said:
    return Said(on=days(day).date(), at=days(day), codes=codes, progress=progress)


def facts(**happened: Any) -> list[str]:
    values: dict[str, Any] = {"priority": "high", "last": LAST, "since": THEN}
    return [fact.words for fact in facts_in(What(**values | happened))]


def progress(of: str, words: str) -> list[str]:
    return facts(last=Last(LAST.on, LAST.codes, "fully_engaged", of), notes=[said(progress=words)])


def test_nothing_happened_is_no_hint() -> None:
    assert facts() == []


def test_escalation_opened_since() -> None:
    assert facts(escalations=[Escalation("Mail is down", days(1), None)]) == ["escalation opened: Mail is down"]


def test_escalation_closed_since() -> None:
    assert facts(escalations=[Escalation("Mail is down", days(-9), days(1))]) == ["escalation closed: Mail is down"]


def test_escalation_that_came_and_went_is_told_once() -> None:
    assert facts(escalations=[Escalation("Mail is down", days(1), days(2))]) == ["escalation closed: Mail is down"]


def test_escalation_of_before_passes() -> None:
    assert facts(escalations=[Escalation("Mail is down", days(-9), days(-1))]) == []


def test_priority_changed() -> None:
    assert facts(moves=[Move("low", "high", days(1))]) == ["priority from Low to High"]


def test_priority_there_and_back_passes() -> None:
    assert facts(moves=[Move("high", "medium", days(1)), Move("medium", "high", days(2))]) == []


def test_workload_in_two_notes_that_the_summary_does_not_have() -> None:
    assert facts(notes=[said("TEAMS", "EXO"), said("TEAMS")]) == ["TEAMS newly discussed in 2 notes"]


@pytest.mark.parametrize("notes", [[said("TEAMS")], [said("EXO"), said("EXO")], [said("TEAMS", "TEAMS")]])
def test_workload_in_one_note_or_in_the_summary_passes(notes: list[Said]) -> None:
    assert facts(notes=notes) == []


def test_some_notes_and_one_workload_are_enough_together() -> None:
    notes = [said("TEAMS"), *[said() for _ in range(4)]]
    assert facts(notes=notes) == ["5 notes since", "TEAMS newly discussed"]


@pytest.mark.parametrize(("count", "expected"), [(7, []), (8, ["8 notes since"]), (30, ["30 or more notes since"])])
def test_many_notes_state_their_number(count: int, expected: list[str]) -> None:
    assert facts(notes=[said()] * count) == expected


@pytest.mark.parametrize(("count", "expected"), [(4, []), (5, ["5 notes and no Exec Summary so far"])])
def test_no_summary_yet_after_some_notes(count: int, expected: list[str]) -> None:
    assert facts(last=None, since=None, notes=[said("TEAMS")] * count) == expected


def test_without_a_summary_an_escalation_alone_is_no_reason() -> None:
    values = {"escalations": [Escalation("Mail is down", days(1), None)], "moves": [Move("low", "high", days(1))]}
    assert facts(last=None, since=None, **values) == []


def test_on_hold_and_yet_there_are_notes() -> None:
    on_hold = Last(LAST.on, LAST.codes, "on_hold", "partially_deployed")
    assert facts(last=on_hold, notes=[said()] * 3) == ["On Hold in the summary, and 3 notes since"]
    assert facts(last=on_hold, notes=[said()] * 2) == []
    assert facts(notes=[said()] * 3) == []


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ("not_deployed", "Teams went live in all plants."),
        ("not_deployed", "OneDrive was rolled out to 1,200 people."),
        ("partially_deployed", "The migration is complete."),
        ("fully_deployed", "Known folder move was rolled back on Friday."),
        ("fully_deployed", "The rollout is paused."),
    ],
)
def test_progress_contradicted_by_a_plain_statement(of: str, words: str) -> None:
    [fact] = progress(of, words)
    assert fact.endswith(f" in the summary, and a note of 4 Mar says “{words}”")


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ("not_deployed", "Teams has not gone live."),
        ("not_deployed", "Once it is rolled out to everybody, we look at Yammer."),
        ("not_deployed", "The pilot was rolled out to 20 people."),
        ("not_deployed", "Will the migration be stopped?"),
        ("not_deployed", "The rollout is paused."),
        ("partially_deployed", "Outlook Mobile went live."),
        ("partially_deployed", "The migration is almost complete, the deployment is not finished."),
        ("fully_deployed", "Teams went live last year."),
        ("fully_deployed", "Nothing was rolled back, nor will it be."),
        ("fully_deployed", "They didn’t say why it was rolled back."),
    ],
)
def test_progress_that_fits_or_is_unsure_passes(of: str, words: str) -> None:
    assert progress(of, words) == []


def test_low_priority_never_gets_a_hint() -> None:
    happened = {"escalations": [Escalation("Mail is down", days(1), None)], "notes": [said("TEAMS")] * 9}
    assert (facts(priority="low", **happened), len(facts(priority="medium", **happened))) == ([], 3)


def test_weightiest_fact_comes_first() -> None:
    notes = [said("TEAMS"), *[said() for _ in range(4)]]
    escalations = [Escalation("Mail is down", days(1), None)]
    assert facts(notes=notes, escalations=escalations) == [
        "escalation opened: Mail is down",
        "5 notes since",
        "TEAMS newly discussed",
    ]
