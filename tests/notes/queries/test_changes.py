"""What happened between two moments, group by group."""

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RiskKind
from notes.models import Note
from notes.queries.changes import Line, Period, changes_in
from notes.services.inputs import RiskInput
from notes.services.risk import close_risk, edit_risk, open_risk, reopen_risk
from tests.factories import (
    NOON,
    CustomerFactory,
    ExecSummaryFactory,
    NextActionFactory,
    NoteFactory,
    PriorityChangeFactory,
    RiskFactory,
)

UNTIL = NOON + timedelta(days=10)


def day(number: int) -> datetime:
    return NOON + timedelta(days=number)


def lines(customer: Customer, reader: User) -> dict[str, list[Line]]:
    return {group.title: list(group.lines) for group in changes_in(Period(customer, NOON, UNTIL, reader))}


def words(customer: Customer, reader: User, title: str) -> list[str]:
    return [line.words for line in lines(customer, reader).get(title, [])]


def test_nothing_happened_is_no_group(customer: Customer, owner: User) -> None:
    NoteFactory.create(customer=customer, written_at=NOON)
    NoteFactory.create(written_at=day(1))
    assert lines(customer, owner) == {}


def test_notes_of_the_period_with_their_first_lines(customer: Customer, owner: User) -> None:
    note = NoteFactory.create(
        customer=customer, written_at=day(1), happened_on=date(2026, 3, 4), text="- **Call** with Dana\nSecond line."
    )
    NoteFactory.create(customer=customer, written_at=UNTIL + timedelta(seconds=1), text="Too late.")
    gone = NoteFactory.create(customer=customer, written_at=day(1), text="Withdrawn words.")
    Note.objects.filter(pk=gone.pk).update(withdrawn_at=day(2), withdrawn_by=owner, withdraw_reason="Wrong.")
    [line] = lines(customer, owner)["Notes"]
    assert line == Line("Call with Dana", date(2026, 3, 4), "note of 4 Mar 2026", note.get_absolute_url())
    assert line.with_source == "Call with Dana (note of 4 Mar 2026)"


def test_long_first_line_is_cut_at_a_word(customer: Customer, owner: User) -> None:
    NoteFactory.create(customer=customer, written_at=day(1), text="migration " * 40)
    [said] = words(customer, owner, "Notes")
    assert (len(said) <= 162, said.endswith("migration …")) == (True, True)


def test_more_notes_than_fit_are_counted(customer: Customer, owner: User) -> None:
    NoteFactory.create_batch(15, customer=customer, written_at=day(1))
    [group] = changes_in(Period(customer, NOON, UNTIL, owner))
    assert (len(group.lines), group.more, group.count) == (12, 3, 15)


def test_risks_opened_changed_closed_and_opened_again(customer: Customer, owner: User) -> None:
    values = RiskInput(kind=RiskKind.ESCALATION, title="Mail is down", severity="medium")
    risk = open_risk(customer=customer, risk=values, by=owner, now=day(1))
    worse = RiskInput(kind=RiskKind.ESCALATION, title="Mail is down", severity="high")
    edit_risk(risk=risk, values=worse, version=1, by=owner, now=day(2))
    risk.refresh_from_db()
    close_risk(risk=risk, outcome="Proxy fixed.", by=owner, now=day(3))
    risk.refresh_from_db()
    reopen_risk(risk=risk, reason="It came back.", by=owner, now=day(4))
    assert words(customer, owner, "Risks box") == [
        "Escalation opened again: Mail is down",
        "Escalation closed: Mail is down. Proxy fixed",
        "Escalation changed: Mail is down. Severity: Medium → High",
        "Escalation opened: Mail is down",
    ]


def test_risks_of_before_and_after_and_of_others_are_left_out(customer: Customer, owner: User) -> None:
    for of, at in [(customer, NOON), (customer, UNTIL + timedelta(days=1)), (CustomerFactory.create(), day(1))]:
        open_risk(customer=of, risk=RiskInput(kind=RiskKind.RISK, title="x", severity="low"), by=owner, now=at)
    assert words(customer, owner, "Risks box") == []


def test_actions_done_in_the_period_and_overdue_at_its_end(customer: Customer, owner: User) -> None:
    note = NoteFactory.create(customer=customer, happened_on=date(2026, 2, 2), written_at=NOON)
    done = {"done_by": owner, "outcome": "Sent."}
    NextActionFactory.create(note=note, text="Done before", done_at=NOON, **done)
    NextActionFactory.create(note=note, text="Done", done_at=day(2), **done)
    NextActionFactory.create(note=note, text="Late", due_on=date(2026, 3, 12))
    NextActionFactory.create(note=note, text="Late then", due_on=date(2026, 3, 11), done_at=day(12), **done)
    NextActionFactory.create(note=note, text="Due that day", due_on=date(2026, 3, 13))
    assert words(customer, owner, "Next actions") == [
        "Overdue since 12 Mar 2026: Late (Dana Birkby (customer))",
        "Overdue since 11 Mar 2026: Late then (Dana Birkby (customer))",
        "Done: Done. Sent",
    ]


def test_priority_changes_with_their_reason(customer: Customer, owner: User) -> None:
    PriorityChangeFactory.create(customer=customer, changed_at=day(1))
    PriorityChangeFactory.create(customer=customer, changed_at=NOON, reason="Before.")
    assert words(customer, owner, "Priority") == ["Priority from High to Low: The project is paused until spring."]


def test_summaries_are_no_notes_of_the_period(customer: Customer, owner: User) -> None:
    ExecSummaryFactory.create(note__customer=customer, note__written_at=day(1))
    assert lines(customer, owner) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_query_count(
    rows: int, customer: Customer, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        note = NoteFactory.create(customer=customer, written_at=day(1))
        NextActionFactory.create(note=note, owner=owner, owner_name="")
        RiskFactory.create(customer=customer, owner=owner)
        PriorityChangeFactory.create(customer=customer, changed_at=day(1))
        open_risk(
            customer=customer,
            risk=RiskInput(kind=RiskKind.RISK, title="x", severity="low"),
            by=owner,
            now=day(1),
        )
    with django_assert_num_queries(7):
        assert len(changes_in(Period(customer, NOON, UNTIL, owner))) == 4
