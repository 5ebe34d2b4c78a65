from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.models import Risk
from notes.services.inputs import RiskInput
from notes.services.risk import close_risk, edit_risk, open_risk, reopen_risk
from tests.factories import NOON, TODAY, CustomerFactory, RiskFactory

LATER = NOON + timedelta(days=2)
PROXY = RiskInput(kind="issue", title="The proxy breaks sign-in", severity="high", category="technical")


@pytest.fixture
def act(owner: User) -> Callable[..., Risk]:
    """Call a service as the FM, at noon unless told otherwise."""

    def _act(function: Callable[..., Risk], **arguments: Any) -> Risk:
        return function(**{"by": owner, "now": NOON, **arguments})

    return _act


@pytest.fixture
def risk(act: Callable[..., Risk], customer: Customer) -> Risk:
    return act(open_risk, customer=customer, risk=PROXY)


def events() -> list[tuple[str, str]]:
    return list(TimelineEvent.objects.order_by("id").values_list("kind", "sentence"))


def test_open_names_who_and_when(risk: Risk, owner: User) -> None:
    assert (risk.opened_by, risk.opened_at, risk.category, risk.version) == (owner, NOON, "technical", 1)


def test_open_stands_on_the_timeline(risk: Risk) -> None:
    assert events() == [("risk_opened", "Issue opened, severity high: The proxy breaks sign-in")]


def test_open_without_title_is_refused(act: Callable[..., Risk], customer: Customer) -> None:
    with pytest.raises(RuleError, match="Say in a few words") as refusal:
        act(open_risk, customer=customer, risk=replace(PROXY, title=" "))
    assert refusal.value.field == "title"


def test_open_with_two_owners_is_refused(act: Callable[..., Risk], customer: Customer, owner: User) -> None:
    with pytest.raises(RuleError, match="one owner"):
        act(open_risk, customer=customer, risk=replace(PROXY, owner=owner, owner_name="Dana"))


def test_open_for_an_archived_customer_is_refused(act: Callable[..., Risk], admin: User) -> None:
    with pytest.raises(RuleError, match="archived"):
        act(open_risk, customer=CustomerFactory.create(archived_at=NOON, archived_by=admin), risk=PROXY)


def test_edit_changes_the_words_and_the_version(act: Callable[..., Risk], risk: Risk) -> None:
    act(edit_risk, risk=risk, version=1, values=replace(PROXY, response="A bypass is being tested."))
    risk.refresh_from_db()
    assert (risk.response, risk.version, risk.opened_at) == ("A bypass is being tested.", 2, NOON)


def test_edit_is_no_event_of_the_timeline(act: Callable[..., Risk], risk: Risk) -> None:
    act(edit_risk, risk=risk, version=1, values=replace(PROXY, severity="low"))
    assert len(events()) == 1


def test_edit_of_a_stale_version_shows_the_current_one(act: Callable[..., Risk], risk: Risk) -> None:
    act(edit_risk, risk=risk, version=1, values=replace(PROXY, severity="low"))
    with pytest.raises(StaleVersion) as refusal:
        act(edit_risk, risk=risk, version=1, values=replace(PROXY, severity="medium"))
    assert (refusal.value.current.severity, Risk.objects.get().severity) == ("low", "low")


def test_edit_of_a_closed_risk_is_refused(act: Callable[..., Risk], risk: Risk) -> None:
    act(close_risk, risk=risk, outcome="Solved.")
    with pytest.raises(RuleError, match="Reopen it"):
        act(edit_risk, risk=risk, version=2, values=PROXY)


def test_close_names_who_when_and_how(act: Callable[..., Risk], risk: Risk, owner: User) -> None:
    act(close_risk, risk=risk, outcome="The proxy was replaced.", now=LATER)
    risk.refresh_from_db()
    assert (risk.closed_at, risk.closed_by, risk.outcome, risk.version) == (
        LATER,
        owner,
        "The proxy was replaced.",
        2,
    )


def test_close_stands_on_the_timeline(act: Callable[..., Risk], risk: Risk) -> None:
    act(close_risk, risk=risk, outcome="The proxy was replaced.", now=LATER)
    assert TimelineEvent.objects.filter(happened_on=TODAY + timedelta(days=2)).get().sentence == (
        "Issue closed: The proxy breaks sign-in. Outcome: The proxy was replaced."
    )


@pytest.mark.parametrize("outcome", ["", " \r\n"])
def test_close_without_outcome_is_refused_at_the_field(act: Callable[..., Risk], risk: Risk, outcome: str) -> None:
    with pytest.raises(RuleError, match="needs an outcome") as refusal:
        act(close_risk, risk=risk, outcome=outcome)
    assert refusal.value.field == "outcome"


def test_close_twice_is_once(act: Callable[..., Risk], risk: Risk) -> None:
    act(close_risk, risk=risk, outcome="Solved.")
    act(close_risk, risk=risk, outcome="Solved.\r\n", now=LATER)
    risk.refresh_from_db()
    assert (risk.closed_at, len(events())) == (NOON, 2)


def test_close_after_somebody_else_did_is_refused(act: Callable[..., Risk], risk: Risk, teammate: User) -> None:
    act(close_risk, risk=risk, outcome="Solved.", by=teammate)
    with pytest.raises(RuleError, match="Somebody closed this risk in the meantime"):
        act(close_risk, risk=risk, outcome="Solved, I think.")
    risk.refresh_from_db()
    assert (risk.closed_by, risk.outcome) == (teammate, "Solved.")


def test_reopen_takes_the_end_back(act: Callable[..., Risk], risk: Risk) -> None:
    act(close_risk, risk=risk, outcome="Solved.")
    act(reopen_risk, risk=risk)
    risk.refresh_from_db()
    assert (risk.closed_at, risk.closed_by, risk.outcome, risk.version, risk.opened_at) == (None, None, "", 3, NOON)


def test_reopen_tells_the_reason_on_the_timeline(act: Callable[..., Risk], risk: Risk) -> None:
    act(close_risk, risk=risk, outcome="Solved.")
    act(reopen_risk, risk=risk, reason="It broke again.")
    assert events()[-1] == (
        "risk_reopened",
        "Issue reopened: The proxy breaks sign-in. Reason: It broke again.",
    )


def test_reopen_an_open_risk_changes_nothing(act: Callable[..., Risk], risk: Risk) -> None:
    act(reopen_risk, risk=risk, reason="It broke again.")
    assert (Risk.objects.get().version, len(events())) == (1, 1)


def test_closing_for_an_archived_customer_is_refused(act: Callable[..., Risk], admin: User) -> None:
    risk = RiskFactory.create(customer=CustomerFactory.create(archived_at=NOON, archived_by=admin))
    with pytest.raises(RuleError, match="archived"):
        act(close_risk, risk=risk, outcome="Solved.")
