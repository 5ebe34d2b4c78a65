"""One request alone, its thread, confirming, reminding, and all requests of a customer."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.enums import Priority
from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import NoteKind, RequestState
from notes.models import ExecSummaryRequest, Note
from notes.services.exec_summary_request import withdraw_request
from tests.factories import NOON, DraftFactory, ExecSummaryFactory, ExecSummaryRequestFactory, RequestMessageFactory

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
KEY = str(uuid.UUID(int=7))


@pytest.fixture
def waiting(customer: Customer, rm: User) -> ExecSummaryRequest:
    return ExecSummaryRequestFactory.create(customer=customer, requested_by=rm, focus="The move to Teams")


@pytest.fixture
def summary(customer: Customer) -> Note:
    return ExecSummaryFactory.create(note__customer=customer).note


def post(client: Client, what: str, item: ExecSummaryRequest, **values: Any) -> HttpResponse:
    return client.post(reverse(f"notes:{what}", args=[item.key]), values)


def page(client: Client, item: ExecSummaryRequest) -> str:
    return client.get(item.get_absolute_url()).text


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_fm_asks_back_and_the_rm_finds_it_on_home(
    waiting: ExecSummaryRequest, owner: User, rm: User, sign_in: SignIn
) -> None:
    response = post(sign_in(owner), "request_message-create", waiting, key=KEY, text="Which workloads?")
    assert (response["Location"], said(response)) == (waiting.get_absolute_url(), ["Rita Regional reads it on Home."])
    client = sign_in(rm)
    assert client.get("/").text.count("“Which workloads?”") == 2  # to reply to, and on the request
    post(client, "request_message-create", waiting, key=str(uuid.UUID(int=8)), text="Teams alone.")
    assert "asked-back" not in client.get("/").text
    assert "“Teams alone.”" in sign_in(owner).get("/").text


def test_other_rm_does_not_write_on_the_thread(waiting: ExecSummaryRequest, other_rm: User, sign_in: SignIn) -> None:
    assert post(sign_in(other_rm), "request_message-create", waiting, key=KEY, text="Me too").status_code == 403


@pytest.mark.parametrize("text", ["", "x" * 1001])
def test_message_that_cannot_be_sent_is_kept(
    waiting: ExecSummaryRequest, owner: User, sign_in: SignIn, text: str
) -> None:
    response = post(sign_in(owner), "request_message-create", waiting, key=KEY, text=text)
    assert (response.status_code, "It was not sent yet" in response.text) == (422, True)
    assert response.context["message_form"]["text"].value() == text


def test_message_on_an_ended_request_is_kept_and_told(
    waiting: ExecSummaryRequest, owner: User, rm: User, sign_in: SignIn
) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    response = post(sign_in(owner), "request_message-create", waiting, key=KEY, text="Which workloads?")
    assert response.status_code == 422
    assert "withdrawn in the meantime" in response.text
    assert "Which workloads?</textarea>" in response.text


def test_message_without_a_key_gets_one_for_the_next_try(
    waiting: ExecSummaryRequest, owner: User, sign_in: SignIn
) -> None:
    response = post(sign_in(owner), "request_message-create", waiting, text="Which workloads?")
    assert (response.status_code, waiting.messages.count()) == (302, 1)


def test_confirming_takes_one_click(
    waiting: ExecSummaryRequest, summary: Note, owner: User, rm: User, sign_in: SignIn
) -> None:
    response = post(sign_in(owner), "exec_summary_request-confirm", waiting, note=summary.key)
    assert said(response) == ["Rita Regional reads that the last Exec Summary is still true."]
    text = page(sign_in(rm), waiting)
    assert f'not needed, <a href="{summary.get_absolute_url()}">the last one</a> is still true, says Olivia' in text


def test_confirming_an_older_one_is_told(waiting: ExecSummaryRequest, owner: User, sign_in: SignIn) -> None:
    old = ExecSummaryFactory.create(note__customer=waiting.customer, note__happened_on=NOON.date() - timedelta(days=1))
    ExecSummaryFactory.create(note__customer=waiting.customer)
    response = post(sign_in(owner), "exec_summary_request-confirm", waiting, note=old.note.key, reason="Same.")
    assert (response.status_code, "another one by now" in response.text) == (422, True)
    assert 'value="Same."' in response.text


@pytest.mark.parametrize("what", ["exec_summary_request-confirm", "request_message-create"])
@pytest.mark.parametrize("person", ["engineer", "leader", "admin"])
def test_others_do_not_answer(
    what: str,
    person: str,
    waiting: ExecSummaryRequest,
    summary: Note,
    sign_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert post(client, what, waiting, note=summary.key, key=KEY, text="No").status_code == 403
    waiting.refresh_from_db()
    assert (waiting.state, waiting.messages.count()) == (RequestState.OPEN, 0)


def test_home_offers_still_true_where_there_is_a_summary(
    waiting: ExecSummaryRequest, owner: User, sign_in: SignIn
) -> None:
    client = sign_in(owner)
    before = client.get("/").text
    ExecSummaryFactory.create(note__customer=waiting.customer)
    after = client.get("/").text
    assert ["Still true" in before, "Not needed</a>" in before] == [False, True]
    assert ["Still true" in after, "Not needed</a>" in after] == [True, False]


@pytest.fixture
def old(waiting: ExecSummaryRequest) -> ExecSummaryRequest:
    waiting.requested_at = timezone.now() - timedelta(days=4)
    waiting.save(update_fields=["requested_at"])
    return waiting


def test_reminder_is_sent_once_and_seen_by_the_fm(
    old: ExecSummaryRequest, rm: User, owner: User, sign_in: SignIn
) -> None:
    client = sign_in(rm)
    assert "Remind them once" in page(client, old)
    assert said(post(client, "exec_summary_request-remind", old)) == [
        "The FM of Fabrikam, Inc. is reminded, once: it stands on their Home."
    ]
    assert "Remind them once" not in page(client, old)
    assert "Once is all." in said(post(client, "exec_summary_request-remind", old))[-1]
    assert "A kind reminder of" in sign_in(owner).get("/").text


def test_young_request_says_when_a_reminder_can_be_sent(rm: User, customer: Customer, sign_in: SignIn) -> None:
    young = ExecSummaryRequestFactory.create(customer=customer, requested_by=rm, requested_at=timezone.now())
    text = page(sign_in(rm), young)
    assert ("You can send one reminder from" in text, "Remind them once" in text) == (True, False)


def test_low_priority_offers_no_reminder(old: ExecSummaryRequest, rm: User, sign_in: SignIn) -> None:
    Customer.objects.update(priority=Priority.LOW)
    assert "emind" not in page(sign_in(rm), old)


def test_drafting_is_shown_without_a_word_of_the_draft(
    waiting: ExecSummaryRequest, owner: User, rm: User, sign_in: SignIn
) -> None:
    draft = DraftFactory.create(
        customer=waiting.customer,
        author=owner,
        kind=NoteKind.EXEC_SUMMARY,
        started_at=NOON + timedelta(days=1),
        updated_at=NOON + timedelta(days=1),
        first_words="Secret words",
    )
    client = sign_in(rm)
    for address in (waiting.get_absolute_url(), waiting.customer.get_absolute_url(), "/", "/exec-summary-requests/"):
        text = client.get(address).text
        assert 'drafting since <time datetime="2026-03-04"' in text
        assert ("Secret words" in text, str(draft.key) in text) == (False, False)


def test_history_has_the_ended_ones_with_their_threads(
    waiting: ExecSummaryRequest, rm: User, owner: User, leader: User, sign_in: SignIn
) -> None:
    RequestMessageFactory.create(request=waiting, author=owner, text="Which workloads?")
    withdraw_request(request=waiting, by=rm, now=NOON)
    text = sign_in(leader).get(reverse("notes:exec_summary_request-history", args=[waiting.customer.key])).text
    assert ("The move to Teams" in text, "Which workloads?" in text, "withdrawn" in text) == (True, True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_history_takes_five_queries(
    rows: int, customer: Customer, rm: User, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        ask = ExecSummaryRequestFactory.create(customer=customer)
        RequestMessageFactory.create(request=ask)
    client = sign_in(rm)
    with django_assert_num_queries(5):
        client.get(reverse("notes:exec_summary_request-history", args=[customer.key]))


@pytest.mark.parametrize("rows", [1, 3])
def test_request_page_takes_five_queries(
    rows: int,
    waiting: ExecSummaryRequest,
    owner: User,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    RequestMessageFactory.create_batch(rows, request=waiting)
    client = sign_in(owner)
    with django_assert_num_queries(5):
        client.get(waiting.get_absolute_url())


def test_looking_at_the_page_marks_it_seen_for_the_fm_alone(
    waiting: ExecSummaryRequest, owner: User, rm: User, sign_in: SignIn
) -> None:
    beacon = f'data-beacon-url="{reverse("notes:exec_summary_request-see", args=[waiting.key])}"'
    assert (beacon in page(sign_in(owner), waiting), beacon in page(sign_in(rm), waiting)) == (True, False)


def test_editor_shows_what_was_replied(waiting: ExecSummaryRequest, owner: User, rm: User, sign_in: SignIn) -> None:
    RequestMessageFactory.create(request=waiting, author=rm, text="Voice alone.")
    editor = reverse("notes:exec_summary-create", args=[waiting.customer.key])
    assert "“Voice alone.”" in sign_in(owner).get(editor).text


def test_confirming_what_ended_meanwhile_is_told_and_the_sentence_kept(
    waiting: ExecSummaryRequest, summary: Note, owner: User, rm: User, sign_in: SignIn
) -> None:
    withdraw_request(request=waiting, by=rm, now=NOON)
    response = post(sign_in(owner), "exec_summary_request-confirm", waiting, note=summary.key, reason="Same.")
    assert response.status_code == 422
    assert "withdrawn in the meantime" in response.text
    assert '<span class="as-typed">Same.</span>' in response.text


def test_who_is_asked_back_replies_before_reminding(
    old: ExecSummaryRequest, owner: User, rm: User, sign_in: SignIn
) -> None:
    RequestMessageFactory.create(request=old, author=owner)
    text = page(sign_in(rm), old)
    assert ("They wait for your reply." in text, "Remind them once" in text) == (True, False)
