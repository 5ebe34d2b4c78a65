"""Asking and answering. The sweep in tests/structure holds every role against every address and method."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RequestState
from notes.models import ExecSummaryRequest
from notes.services.exec_summary_request import answer_not_needed, withdraw_request
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
LIST = "/exec-summary-requests/"


@pytest.fixture
def waiting(customer: Customer, rm: User) -> ExecSummaryRequest:
    return ExecSummaryRequestFactory.create(customer=customer, requested_by=rm, focus="The move to Teams")


def address(verb: str, thing: Customer | ExecSummaryRequest) -> str:
    return reverse(f"notes:exec_summary_request-{verb}", args=[thing.key])


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("verb", ["see", "decline", "withdraw"])
@pytest.mark.parametrize("person", ["engineer", "leader", "other_rm", "admin"])
def test_others_may_not_answer_or_withdraw(
    verb: str, person: str, waiting: ExecSummaryRequest, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert client.post(address(verb, waiting), {"reason": "No."}).status_code == 403
    waiting.refresh_from_db()
    assert (waiting.state, waiting.seen_at) == (RequestState.OPEN, None)


@pytest.mark.parametrize("verb", ["see", "decline", "withdraw"])
def test_outsider_finds_nothing(verb: str, waiting: ExecSummaryRequest, sign_in: SignIn, outsider: User) -> None:
    assert sign_in(outsider).post(address(verb, waiting), {"reason": "No."}).status_code == 404


@pytest.mark.parametrize("verb", ["see", "decline", "withdraw"])
def test_unknown_request_is_not_found(verb: str, sign_in: SignIn, owner: User) -> None:
    where = reverse(f"notes:exec_summary_request-{verb}", args=[uuid.UUID(int=1)])
    assert sign_in(owner).post(where).status_code == 404


@pytest.mark.parametrize("person", ["owner", "leader", "admin"])
def test_only_rms_ask(person: str, customer: Customer, sign_in: SignIn, request: pytest.FixtureRequest) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert client.post(address("create", customer), {}).status_code == 403


def test_seen_is_no_page_to_read(waiting: ExecSummaryRequest, sign_in: SignIn, owner: User) -> None:
    assert sign_in(owner).get(address("see", waiting)).status_code == 405


def test_list_refuses_to_be_posted(sign_in: SignIn, rm: User) -> None:
    assert sign_in(rm).post(LIST).status_code == 405


def test_create_asks_for_any_customer(customer: Customer, sign_in: SignIn, other_rm: User) -> None:
    day = timezone.localdate() + timedelta(days=9)
    response = sign_in(other_rm).post(address("create", customer), {"focus": "QBR", "helpful_by_on": day.isoformat()})
    assert (response.status_code, response.url) == (302, customer.get_absolute_url())
    asked = ExecSummaryRequest.objects.get()
    assert (asked.requested_by, asked.focus, asked.helpful_by_on) == (other_rm, "QBR", day)


def test_create_with_nothing_but_the_wish_is_enough(customer: Customer, sign_in: SignIn, rm: User) -> None:
    assert sign_in(rm).post(address("create", customer), {}).status_code == 302


def test_create_with_a_past_day_keeps_what_was_typed(customer: Customer, sign_in: SignIn, rm: User) -> None:
    response = sign_in(rm).post(address("create", customer), {"focus": "QBR", "helpful_by_on": "2020-01-01"})
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "helpful_by_on": ["This day is in the past. Choose today or later, or leave it empty."]
    }
    assert "QBR</textarea>" in response.text


def test_create_while_one_is_open_shows_it(waiting: ExecSummaryRequest, sign_in: SignIn, rm: User) -> None:
    page = sign_in(rm).get(address("create", waiting.customer)).text
    assert "You have asked for this customer’s Exec Summary already" in page
    assert "The move to Teams" in page


def test_create_a_second_one_keeps_what_was_typed(waiting: ExecSummaryRequest, sign_in: SignIn, rm: User) -> None:
    response = sign_in(rm).post(address("create", waiting.customer), {"focus": "Something else"})
    assert (response.status_code, ExecSummaryRequest.objects.count()) == (422, 1)
    assert "Something else" in response.text


def test_create_for_an_archived_customer_is_refused(sign_in: SignIn, rm: User, admin: User) -> None:
    archived = CustomerFactory.create(archived_at=NOON, archived_by=admin)
    assert sign_in(rm).post(address("create", archived), {}).status_code == 403


def test_seen_by_the_page_answers_with_nothing(waiting: ExecSummaryRequest, sign_in: SignIn, teammate: User) -> None:
    response = sign_in(teammate).post(address("see", waiting), headers=HTMX)
    waiting.refresh_from_db()
    assert (response.status_code, waiting.seen_by) == (204, teammate)


def test_seen_by_the_button_leads_to_the_customer(waiting: ExecSummaryRequest, sign_in: SignIn, owner: User) -> None:
    response = sign_in(owner).post(address("see", waiting))
    assert (response.status_code, response.url) == (302, waiting.customer.get_absolute_url())


def test_not_needed_keeps_the_reason(waiting: ExecSummaryRequest, sign_in: SignIn, owner: User) -> None:
    response = sign_in(owner).post(address("decline", waiting), {"reason": "Nothing new since Friday."})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == (RequestState.NOT_NEEDED, "Nothing new since Friday.")
    assert said(response) == ["Rita Regional reads that no new Exec Summary is needed, and why."]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_not_needed_without_a_reason_says_so(
    headers: dict[str, str], waiting: ExecSummaryRequest, sign_in: SignIn, owner: User
) -> None:
    response = sign_in(owner).post(address("decline", waiting), {"reason": " "}, headers=headers)
    assert response.status_code == 422
    assert "Say why a new Exec Summary is not needed." in response.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_not_needed_after_a_withdrawal_keeps_what_was_typed(
    headers: dict[str, str], waiting: ExecSummaryRequest, sign_in: SignIn, owner: User, rm: User
) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    response = sign_in(owner).post(address("decline", waiting), {"reason": "Nothing new."}, headers=headers)
    assert response.status_code == 422
    assert "withdrawn in the meantime, on 3 Mar 2026" in response.text
    assert "Nothing new." in response.text


def test_withdraw_by_htmx_shows_how_it_ended(waiting: ExecSummaryRequest, sign_in: SignIn, rm: User) -> None:
    response = sign_in(rm).post(address("withdraw", waiting), {"reason": "Not needed."}, headers=HTMX)
    assert [row.state for row in response.context["requests"]] == [RequestState.WITHDRAWN]
    assert response.templates[0].name == "notes/_exec_summary_requests_changed.html"
    head = response.text.split('id="request-head" hx-swap-oob="true"')[1]
    assert "Request Exec Summary" in head


def test_withdraw_after_the_answer_says_so(waiting: ExecSummaryRequest, sign_in: SignIn, rm: User, owner: User) -> None:
    answer_not_needed(request=waiting, reason="Nothing new.", by=owner, now=NOON)
    response = sign_in(rm).post(address("withdraw", waiting))
    assert (response.status_code, response.context["form"].non_field_errors()) == (
        422,
        ["This request was answered “not needed” in the meantime, on 3 Mar 2026. Nothing was changed."],
    )


@pytest.mark.parametrize(("person", "shown"), [("owner", "waiting"), ("rm", "mine"), ("leader", "all")])
def test_list_opens_with_what_the_role_cares_about(
    person: str, shown: str, waiting: ExecSummaryRequest, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    context = sign_in(request.getfixturevalue(person)).get(LIST).context
    assert (context["shown"], context["rows"]) == (shown, [waiting])


def test_list_of_an_outsider_is_empty(waiting: ExecSummaryRequest, sign_in: SignIn, outsider: User) -> None:
    assert sign_in(outsider).get(LIST, {"show": "all"}).context["rows"] == []


def test_list_with_a_broken_address_is_the_usual_one(waiting: ExecSummaryRequest, sign_in: SignIn, rm: User) -> None:
    context = sign_in(rm).get(LIST, {"show": "nonsense", "before": "x"}).context
    assert (context["shown"], context["rows"]) == ("mine", [waiting])


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_three_queries(
    rows: int, sign_in: SignIn, rm: User, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        note = ExecSummaryFactory.create().note
        ExecSummaryRequestFactory.create(
            customer=note.customer,
            requested_by=rm,
            seen_at=NOON,
            seen_by=owner,
            state=RequestState.ANSWERED,
            ended_at=NOON,
            ended_by=owner,
            answered_by_note=note,
        )
    client = sign_in(rm)
    with django_assert_num_queries(3):
        client.get(LIST)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_waiting_takes_three_queries(
    rows: int, sign_in: SignIn, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        assignment = AssignmentFactory.create(person=owner)
        ExecSummaryRequestFactory.create(customer=assignment.customer, requested_by=UserFactory.create(roles=["rm"]))
    client = sign_in(owner)
    with django_assert_num_queries(3):
        client.get(LIST)


def test_customer_page_marks_seen_only_for_those_who_answer(
    waiting: ExecSummaryRequest, sign_in: SignIn, owner: User, leader: User
) -> None:
    beacon = f'data-beacon-url="{address("see", waiting)}"'
    assert beacon in sign_in(owner).get(waiting.customer.get_absolute_url()).text
    assert beacon not in sign_in(leader).get(waiting.customer.get_absolute_url()).text


def test_reading_the_customer_page_writes_nothing(waiting: ExecSummaryRequest, sign_in: SignIn, owner: User) -> None:
    sign_in(owner).get(waiting.customer.get_absolute_url())
    waiting.refresh_from_db()
    assert waiting.seen_at is None
