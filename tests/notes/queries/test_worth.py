"""What the rules look at, read along with customers, and for whom."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.enums import AssignmentRole
from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import NoteKind, RiskKind
from notes.models import Note, SummaryHintDismissal
from notes.queries.worth import Hint, hint_of, with_hints, with_worth
from notes.services.summary_hint import dismiss_hint
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    ExecSummaryFactory,
    NoteFactory,
    PriorityChangeFactory,
    RiskFactory,
)

SINCE = NOON + timedelta(days=1)
LATER = NOON + timedelta(days=2)


def hint(customer: Customer, person: User) -> Hint | None:
    return hint_of(with_worth(Customer.objects.filter(pk=customer.pk), person).get())


def words(customer: Customer, person: User) -> list[str]:
    found = hint(customer, person)
    return [fact.words for fact in found.facts] if found else []


@pytest.fixture
def last(customer: Customer) -> Note:
    note = ExecSummaryFactory.create(note__customer=customer, note__workload_codes=["EXO"]).note
    Customer.objects.filter(pk=customer.pk).update(last_exec_summary_at=note.written_at)
    return note


def written(customer: Customer, **values: Any) -> Note:
    return NoteFactory.create(customer=customer, written_at=SINCE, **values)


def test_customer_with_a_fresh_summary_has_no_hint(last: Note, owner: User) -> None:
    assert words(last.customer, owner) == []


def test_escalation_opened_since_and_none_of_before(last: Note, owner: User) -> None:
    RiskFactory.create(customer=last.customer, kind=RiskKind.ESCALATION, title="Of before")
    RiskFactory.create(customer=last.customer, kind=RiskKind.RISK, title="A risk", opened_at=SINCE)
    RiskFactory.create(customer=last.customer, kind=RiskKind.ESCALATION, title="Mail is down", opened_at=SINCE)
    assert words(last.customer, owner) == ["escalation opened: Mail is down"]


def test_escalation_closed_since(last: Note, owner: User) -> None:
    ended = {"closed_at": SINCE, "closed_by": owner, "outcome": "Fixed."}
    RiskFactory.create(customer=last.customer, kind=RiskKind.ESCALATION, title="Mail is down", **ended)
    assert words(last.customer, owner) == ["escalation closed: Mail is down"]


def test_priority_changed_since(last: Note, owner: User) -> None:
    change = {"customer": last.customer, "changed_by": owner, "reason": "Board decided."}
    PriorityChangeFactory.create(old="high", new="low", changed_at=NOON - timedelta(days=1), **change)
    PriorityChangeFactory.create(old="low", new="medium", changed_at=SINCE, **change)
    assert words(last.customer, owner) == ["priority from Low to Medium"]


def test_notes_since_count_for_workloads_and_withdrawn_ones_do_not(last: Note, owner: User) -> None:
    written(last.customer, workload_codes=["TEAMS", "EXO"])
    gone = written(last.customer, workload_codes=["TEAMS"])
    assert words(last.customer, owner) == ["TEAMS newly discussed in 2 notes"]
    Note.objects.filter(pk=gone.pk).update(withdrawn_at=SINCE, withdrawn_by=owner, withdraw_reason="Wrong.")
    assert words(last.customer, owner) == []


def test_sentence_about_progress_is_found_in_a_long_note(last: Note, owner: User) -> None:
    text = "Call with Dana.\n\n- Network next week. Teams (all sites)\n- Mail went live on Monday!  Next call Tuesday."
    written(last.customer, text=text)
    [fact] = words(last.customer, owner)
    assert fact == "Not Deployed in the summary, and a note of 3 Mar says “Mail went live on Monday!”"


def test_no_summary_yet_counts_all_notes(customer: Customer, owner: User) -> None:
    NoteFactory.create_batch(5, customer=customer)
    assert words(customer, owner) == ["5 notes and no Exec Summary so far"]


def test_hint_is_for_those_who_may_write_or_ask_here(
    last: Note,
    owner: User,
    architect: User,
    rm: User,
    engineer: User,
    sme: User,
    other_rm: User,
    leader: User,
    admin: User,
) -> None:
    RiskFactory.create(customer=last.customer, kind=RiskKind.ESCALATION, opened_at=SINCE)
    people = [owner, architect, rm, engineer, sme, other_rm, leader, admin]
    assert [bool(hint(last.customer, person)) for person in people] == [True] * 3 + [False] * 5


@pytest.mark.parametrize("values", [{"priority": "low"}, {"archived_at": NOON}])
def test_low_and_archived_customers_have_none(last: Note, owner: User, admin: User, values: dict[str, Any]) -> None:
    RiskFactory.create(customer=last.customer, kind=RiskKind.ESCALATION, opened_at=SINCE)
    by = {"archived_by": admin} if "archived_at" in values else {}
    Customer.objects.filter(pk=last.customer_id).update(**values, **by)
    assert words(last.customer, owner) == []


def test_hint_put_away_comes_back_with_the_next_change(last: Note, owner: User, rm: User) -> None:
    customer = last.customer
    RiskFactory.create(customer=customer, kind=RiskKind.ESCALATION, opened_at=SINCE)
    shown = hint(customer, owner)
    assert shown is not None
    dismiss_hint(customer=customer, up_to=shown.up_to, by=owner, now=LATER)
    assert (hint(customer, owner), hint(customer, rm) is not None) == (None, True)
    RiskFactory.create(customer=customer, kind=RiskKind.ESCALATION, title="Again", opened_at=LATER)
    assert words(customer, owner) == ["escalation opened: Again"]


def test_putting_away_twice_keeps_one_row_and_never_the_future(customer: Customer, owner: User) -> None:
    for days in (0, 9):
        dismiss_hint(customer=customer, up_to=NOON + timedelta(days=days), by=owner, now=LATER)
    assert SummaryHintDismissal.objects.get().up_to == LATER


@pytest.mark.parametrize("rows", [1, 3])
def test_hints_cost_no_query_of_their_own(
    rows: int, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        customer = CustomerFactory.create()
        AssignmentFactory.create(customer=customer, person=owner, role=AssignmentRole.FM)
        NoteFactory.create_batch(5, customer=customer, kind=NoteKind.OVERALL)
    mine = Customer.objects.filter(notes__isnull=False).distinct()
    with django_assert_num_queries(1):
        found = with_hints(with_worth(mine, owner))
    assert [bool(customer.summary_hint) for customer in found] == [True] * rows  # type: ignore[attr-defined]
