from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note
from notes.queries.briefing import briefings, first_line
from notes.sheets import BriefingSheet
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    ExecSummaryFactory,
    NextActionFactory,
    NoteFactory,
    RiskFactory,
    RiskMentionFactory,
    TenantFactory,
)
from tests.notes.exec_summaries import EXAMPLE_TEXT

TODAY = date(2026, 3, 10)


def the_briefing(user: User, customer: Customer) -> BriefingSheet:
    return briefings(user, [customer.pk], today=TODAY)[0]


def summary_of(customer: Customer, **values: object) -> Note:
    return ExecSummaryFactory.create(note__customer=customer, note__text=EXAMPLE_TEXT, **values).note


def test_briefing_knows_the_facts_of_the_head(customer: Customer, owner: User, rm: User) -> None:
    Customer.objects.update(segment="s500", seats=20000, industry="Retail", health="green")
    TenantFactory.create(customer=customer)
    sheet = the_briefing(owner, customer)
    assert sheet["about"] == ["TPID 2048302", "Retail", "Western Europe", "20,000 seats", ""]
    assert sheet["facts"] == [
        ["Priority", "High"],
        ["Health", "Green"],
        ["Segment", "S500"],
        ["FM", "Olivia Owner"],
        ["RM", "Rita Regional"],
        ["Health Owner", "None"],
        ["Winner tenant", "None chosen"],
    ]


def test_briefing_has_the_newest_summary(customer: Customer, owner: User) -> None:
    summary_of(customer, note__happened_on=date(2026, 3, 1))
    newest = summary_of(customer, note__happened_on=date(2026, 3, 2), note__author=owner)
    ExecSummaryFactory.create(note__happened_on=date(2026, 3, 3))
    sheet = the_briefing(owner, customer)["summary"]
    assert sheet is not None
    assert (sheet["on"], sheet["author"], sheet["customer"]) == ("2 Mar 2026", "Olivia Owner", "Fabrikam, Inc.")
    assert sheet["sections"][0]["lines"][0].startswith("Retail company with 20K users")
    assert newest.pk in the_briefing(owner, customer)["note_ids"]


def test_briefing_without_a_summary(customer: Customer, owner: User) -> None:
    NoteFactory.create(customer=customer)
    assert the_briefing(owner, customer)["summary"] is None


def test_briefing_has_the_open_risks_by_weight(customer: Customer, owner: User) -> None:
    RiskFactory.create(customer=customer, title="Low", severity="low")
    RiskFactory.create(customer=customer, title="High", severity="high", owner_name="Dana", response="One\nTwo")
    RiskFactory.create(customer=customer, title="Closed", closed_at=NOON, closed_by=owner, outcome="Over")
    risks = the_briefing(owner, customer)["risks"]
    assert [(risk["title"], risk["owner"], risk["response"]) for risk in risks] == [
        ("High", "Dana", ["One", "Two"]),
        ("Low", "", []),
    ]


def test_briefing_marks_overdue_actions(customer: Customer, owner: User) -> None:
    for day in (10, 9):
        NextActionFactory.create(note__customer=customer, text=f"Due {day}", due_on=date(2026, 3, day))
    NextActionFactory.create(note__customer=customer, done_at=NOON, done_by=owner)
    actions = the_briefing(owner, customer)["actions"]
    assert [(action["due_on"], action["lines"], action["is_overdue"]) for action in actions] == [
        ("9 Mar 2026", ["Due 9"], True),
        ("10 Mar 2026", ["Due 10"], False),
    ]


def test_briefing_has_the_last_three_notes_by_their_first_lines(customer: Customer, owner: User) -> None:
    for day in range(1, 5):
        NoteFactory.create(
            customer=customer,
            author=owner,
            happened_on=date(2026, 3, day),
            written_at=datetime(2026, 3, 9, tzinfo=UTC),
            html=f"<p><strong>Call</strong> {day} &amp; more<br>second line</p><p>third</p>",
        )
    summary_of(customer, note__happened_on=date(2026, 3, 3))
    notes = the_briefing(owner, customer)["notes"]
    assert [(note["on"], note["kind"], note["start"]) for note in notes] == [
        ("4 Mar 2026", "Overall note", "Call 4 & more"),
        ("3 Mar 2026", "Exec Summary", "Fully Engaged, Not Deployed"),
        ("3 Mar 2026", "Overall note", "Call 3 & more"),
    ]


def test_called_out_risks_stand_by_weight(customer: Customer, owner: User) -> None:
    note = summary_of(customer)
    for severity in ("medium", "high"):
        RiskMentionFactory.create(note=note, risk__title=severity, risk__severity=severity)
    sheet = the_briefing(owner, customer)["summary"]
    assert sheet is not None
    assert [risk["title"] for risk in sheet["risks"]] == ["high", "medium"]


@pytest.mark.parametrize(
    ("has_no_risks", "said"), [(True, "No escalations or issues"), (False, "None of the open ones called out")]
)
def test_summary_without_risks_says_why(customer: Customer, owner: User, has_no_risks: bool, said: str) -> None:
    summary_of(customer, has_no_risks=has_no_risks)
    sheet = the_briefing(owner, customer)["summary"]
    assert sheet is not None
    assert sheet["risks_said"] == said


def test_briefings_keep_the_order_and_leave_out_what_is_not_visible(customer: Customer, owner: User) -> None:
    other, hidden = CustomerFactory.create(), CustomerFactory.create()
    AssignmentFactory.create(customer=other, person=owner)
    found = briefings(owner, [other.pk, hidden.pk, customer.pk], today=TODAY)
    assert [sheet["customer"] for sheet in found] == [other.name, customer.name]


@pytest.mark.parametrize("count", [1, 3])
def test_briefings_cost_six_queries(
    count: int, leader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    customers = CustomerFactory.create_batch(count)
    for customer in customers:
        AssignmentFactory.create(customer=customer)
        NextActionFactory.create_batch(count, note__customer=customer)
        RiskFactory.create_batch(count, customer=customer)
        RiskMentionFactory.create_batch(count, note=summary_of(customer))
    with django_assert_num_queries(6):
        briefings(leader, [customer.pk for customer in customers], today=TODAY)


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<ul><li>One</li><li>Two</li></ul>", "One"),
        ('<p>See <a href="https://a.example/">the plan</a> <em>today</em></p>', "See the plan today"),
        ('<p>Cut in the middle of a tag <a href="https://a.exam', "Cut in the middle of a tag"),
        ("", ""),
    ],
)
def test_first_line_is_plain(html: str, line: str) -> None:
    assert first_line(html) == line


def test_first_line_ends_at_a_word() -> None:
    assert first_line("<p>" + "word " * 60) == "word " * 39 + "word …"


def test_days_ahead_are_no_reason_to_fail(customer: Customer, owner: User) -> None:
    NoteFactory.create(customer=customer, happened_on=TODAY + timedelta(days=1), written_at=NOON + timedelta(days=9))
    assert the_briefing(owner, customer)["notes"][0]["on"] == "11 Mar 2026"
