from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Risk
from notes.queries.risk_history import Change, history_of
from notes.services.inputs import RiskInput
from notes.services.risk import close_risk, edit_risk, open_risk, reopen_risk
from tests.factories import NOON

PROXY = RiskInput(kind="issue", title="The proxy breaks sign-in", severity="high")


@pytest.fixture
def risk(customer: Customer, owner: User) -> Risk:
    return open_risk(customer=customer, risk=PROXY, by=owner, now=NOON)


def test_opening_names_who_and_when(risk: Risk) -> None:
    [step] = history_of(risk)
    assert (step.what, step.who, step.at, step.changes) == ("opened it", "Olivia Owner", NOON, ())


def test_edit_names_each_change_in_words(risk: Risk, teammate: User) -> None:
    values = replace(PROXY, kind="escalation", severity="low", category="technical", owner=teammate, response="Tested.")
    edit_risk(risk=risk, version=1, values=values, by=teammate, now=NOON)
    assert history_of(risk)[0].changes == (
        Change("Kind", "Issue", "Escalation"),
        Change("Severity", "High", "Low"),
        Change("Category", "nothing", "Technical"),
        Change("Owner", "nothing", "Tara Teammate"),
        Change("What is being done", "nothing", "Tested."),
    )


def test_owner_without_an_account_is_named(risk: Risk, owner: User) -> None:
    edit_risk(risk=risk, version=1, values=replace(PROXY, owner_name="Dana Birkby"), by=owner, now=NOON)
    assert history_of(risk)[0].changes == (Change("Owner", "nothing", "Dana Birkby"),)


def test_closing_and_reopening_keep_their_words(risk: Risk, owner: User, teammate: User) -> None:
    close_risk(risk=risk, outcome="Solved.", by=teammate, now=NOON + timedelta(days=1))
    reopen_risk(risk=risk, reason="It broke again.", by=owner, now=NOON + timedelta(days=2))
    assert [(step.what, step.who, step.at, step.words) for step in history_of(risk)[:2]] == [
        ("reopened it", "Olivia Owner", NOON + timedelta(days=2), "It broke again."),
        ("closed it", "Tara Teammate", NOON + timedelta(days=1), "Solved."),
    ]


def test_reason_of_one_step_is_not_the_reason_of_the_next(risk: Risk, owner: User) -> None:
    close_risk(risk=risk, outcome="Solved.", by=owner, now=NOON)
    reopen_risk(risk=risk, reason="It broke again.", by=owner, now=NOON)
    close_risk(risk=risk, outcome="Solved for good.", by=owner, now=NOON)
    reopen_risk(risk=risk, by=owner, now=NOON)
    assert [step.words for step in history_of(risk)] == ["", "Solved for good.", "It broke again.", "Solved.", ""]


def test_a_change_past_the_services_is_shown_without_a_name(risk: Risk) -> None:
    with connection.cursor() as cursor:  # the signature lasts as long as the transaction, and a test is one
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")
    Risk.objects.filter(pk=risk.pk).update(severity="low")
    step = history_of(risk)[0]
    assert (step.who, step.changes) == ("", (Change("Severity", "High", "Low"),))
