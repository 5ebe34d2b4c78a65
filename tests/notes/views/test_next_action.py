from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import NextAction
from tests.factories import NOON, NextActionFactory

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
ACTS = ["complete", "reopen"]


@pytest.fixture
def action(customer: Customer) -> NextAction:
    return NextActionFactory.create(note__customer=customer, text="Send the plan")


@pytest.fixture
def done(customer: Customer, owner: User) -> NextAction:
    return NextActionFactory.create(
        note__customer=customer, text="Send the plan", done_at=NOON, done_by=owner, outcome="Sent."
    )


@pytest.fixture
def writer(owner: User, sign_in: SignIn) -> Client:
    return sign_in(owner)


def address(act: str, action: NextAction) -> str:
    return reverse(f"notes:next_action-{act}", args=[action.pk])


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_one_click_marks_it_done(writer: Client, action: NextAction, owner: User, customer: Customer) -> None:
    response = writer.post(address("complete", action))
    action.refresh_from_db()
    assert (action.is_done, action.done_by, action.outcome) == (True, owner, "")
    assert response["Location"] == customer.get_absolute_url()
    assert said(response) == ["Done: “Send the plan” You can reopen it on its note."]


def test_outcome_is_kept_and_cleaned(writer: Client, action: NextAction) -> None:
    writer.post(address("complete", action), {"outcome": " Sent.\x00\r\n"})
    action.refresh_from_db()
    assert action.outcome == "Sent."


def test_htmx_gets_the_open_ones_and_a_way_back(writer: Client, action: NextAction, customer: Customer) -> None:
    other = NextActionFactory.create(note__customer=customer, text="Call back")
    fragment = writer.post(address("complete", action), headers=HTMX).text
    assert fragment.count(address("complete", other)) == 1
    assert address("complete", action) not in fragment
    assert address("reopen", action) in fragment
    assert f'<li id="action-{action.pk}" class="done" hx-swap-oob="true">' in fragment


def test_long_outcome_is_refused_and_kept(writer: Client, action: NextAction) -> None:
    response = writer.post(address("complete", action), {"outcome": "x" * 501}, headers=HTMX)
    assert response.status_code == 422
    assert f'value="{"x" * 501}"' in response.text
    assert "An outcome holds 500 characters. Shorten it." in response.text


def test_long_outcome_is_refused_in_plain_words(writer: Client, action: NextAction) -> None:
    response = writer.post(address("complete", action), {"outcome": "x" * 501})
    action.refresh_from_db()
    assert not action.is_done
    assert said(response) == ["An outcome holds 500 characters. Shorten it."]


def test_from_the_note_it_leads_back_to_the_note(writer: Client, action: NextAction) -> None:
    response = writer.post(address("complete", action), {"from_note": "1"})
    assert response["Location"] == action.note.get_absolute_url()


def test_reopening_takes_it_back(writer: Client, done: NextAction) -> None:
    response = writer.post(address("reopen", done))
    done.refresh_from_db()
    assert (done.is_done, done.outcome) == (False, "")
    assert said(response) == ["Open again: “Send the plan”"]


def test_reopening_by_htmx_puts_it_back_into_the_list(writer: Client, done: NextAction) -> None:
    fragment = writer.post(address("reopen", done), headers=HTMX).text
    assert address("complete", done) in fragment
    assert f'<li id="action-{done.pk}" class="late" hx-swap-oob="true">' in fragment


@pytest.mark.parametrize("rows", [1, 3])
def test_done_costs_the_same_for_more_actions(
    writer: Client, action: NextAction, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    NextActionFactory.create_batch(rows, note=action.note)
    with django_assert_num_queries(9):
        writer.post(address("complete", action), headers=HTMX)


@pytest.mark.parametrize("act", ACTS)
def test_teammate_may(act: str, done: NextAction, teammate: User, sign_in: SignIn) -> None:
    assert sign_in(teammate).post(address(act, done)).status_code == 302


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["leader", "rm", "admin"])
def test_reader_may_not(act: str, role: str, done: NextAction, request: pytest.FixtureRequest, sign_in: SignIn) -> None:
    assert sign_in(request.getfixturevalue(role)).post(address(act, done)).status_code == 403
    done.refresh_from_db()
    assert done.outcome == "Sent."


@pytest.mark.parametrize("act", ACTS)
def test_outsider_finds_nothing(act: str, done: NextAction, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).post(address(act, done)).status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_unknown_action_is_not_found(act: str, writer: Client) -> None:
    assert writer.post(reverse(f"notes:next_action-{act}", args=[999_999])).status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_it_is_posted(act: str, writer: Client, done: NextAction) -> None:
    assert writer.get(address(act, done)).status_code == 405
