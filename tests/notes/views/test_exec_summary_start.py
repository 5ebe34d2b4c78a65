"""The editor of a customer that has an Exec Summary already."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExecSummary, Note, Workload
from notes.services.workload import retire_workload
from tests.factories import NOON, TODAY
from tests.notes.exec_summaries import posted
from tests.notes.published import overall, summary

SignIn = Callable[[User], Client]


@pytest.fixture
def last(customer: Customer, owner: User) -> Note:
    return summary(customer, owner)


@pytest.fixture
def client_of_owner(sign_in: SignIn, owner: User) -> Client:
    return sign_in(owner)


def editor_of(customer: Customer) -> str:
    return reverse("notes:exec_summary-create", args=[customer.key])


def text_of(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


def test_editor_begins_with_the_last_summary(client_of_owner: Client, last: Note) -> None:
    page = text_of(client_of_owner.get(editor_of(last.customer)))
    assert "Planning, updating firewall rules.</textarea>" in page
    assert f'name="started_from" value="{last.key}"' in page
    assert page.count('name="still_true"') == 11
    assert "11 of 11 to look at." in page


def test_first_editor_has_no_beginning_to_speak_of(client_of_owner: Client, customer: Customer) -> None:
    page = text_of(client_of_owner.get(editor_of(customer)))
    assert ("started_from" in page, "still_true" in page, 'id="facts"' in page) == (False, False, False)


def test_start_empty_and_back_keep_what_was_typed(client_of_owner: Client, last: Note) -> None:
    typed = posted(started_from=last.key, relationship="Daily calls.", start="empty")
    emptied = client_of_owner.post(editor_of(last.customer), typed)
    page = text_of(emptied)
    assert emptied.status_code == 200
    assert ("Daily calls.</textarea>" in page, "Planning, updating" in page.split('id="facts"')[0]) == (True, False)
    back = {"key": typed["key"], "relationship": "Daily calls.", "start": "last", "started_from": ""}
    page = text_of(client_of_owner.post(editor_of(last.customer), back))
    assert ("Daily calls.</textarea>" in page, "Planning, updating firewall rules.</textarea>" in page) == (True, True)
    assert ("field-error" in page, Note.objects.count()) == (False, 1)


def test_the_rest_is_still_true(client_of_owner: Client, last: Note) -> None:
    data = posted(started_from=last.key, relationship="Daily calls.", start="rest")
    page = text_of(client_of_owner.post(editor_of(last.customer), data))
    assert "0 of 11 to look at." in page


def test_unknown_beginning_is_refused(client_of_owner: Client, last: Note) -> None:
    assert client_of_owner.post(editor_of(last.customer), posted(start="nonsense")).status_code == 400


def test_reader_cannot_begin_anything(sign_in: SignIn, last: Note, leader: User) -> None:
    assert sign_in(leader).post(editor_of(last.customer), posted(start="empty")).status_code == 403


def test_published_note_says_what_was_carried(client_of_owner: Client, last: Note) -> None:
    data = posted(started_from=last.key, support_requests="None now.", still_true=["EXO", "OLM"])
    response = client_of_owner.post(editor_of(last.customer), data | {"key": "00000000-0000-0000-0000-000000000009"})
    page = text_of(client_of_owner.get(response["Location"]))
    assert "10 of 11 parts unchanged since" in page
    assert "8 of them carried over without being confirmed" in page
    assert "What changed since" in page


def test_newer_summary_of_somebody_else_is_told(client_of_owner: Client, last: Note, teammate: User) -> None:
    day = {"happened_on": TODAY + timedelta(days=1), "now": NOON + timedelta(days=1)}
    summary(last.customer, teammate, **day, workloads={"EXO": "Done."})
    page = text_of(client_of_owner.post(editor_of(last.customer), posted(started_from=last.key, relationship="")))
    assert "A newer one was published since" in page
    assert "Tara Teammate" in page


def test_retired_workload_gives_its_words_away(client_of_owner: Client, last: Note, admin: User) -> None:
    retire_workload(workload=Workload.objects.get(code="OLM"), by=admin, now=NOON)
    page = text_of(client_of_owner.get(editor_of(last.customer)))
    assert "is not offered any more, so this was not carried over" in page
    assert 'id="lost-OLM-text">Reviewing their mobile strategy.</p>' in page


def test_facts_stand_beside_the_form_with_their_source(client_of_owner: Client, last: Note, owner: User) -> None:
    overall(last.customer, owner, "Firewall rules are live.", now=NOON + timedelta(days=1))
    page = text_of(client_of_owner.get(editor_of(last.customer)))
    assert 'data-take="Firewall rules are live. (note of 3 Mar 2026)"' in page


def test_preview_tells_what_is_new(client_of_owner: Client, last: Note) -> None:
    address = reverse("notes:exec_summary-preview", args=[last.customer.key])
    data = posted(relationship="Daily calls.")
    page = text_of(client_of_owner.post(address, data, headers={"HX-Request": "true"}))
    assert "Changes against" in page
    assert '<ins><span class="visually-hidden">[added: </span>Daily calls.' in page


@pytest.mark.parametrize("earlier", [1, 3])
def test_query_count_of_publishing_the_next_one(
    client_of_owner: Client,
    customer: Customer,
    owner: User,
    earlier: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """One more than the first one: the summary before."""
    for number in range(earlier):
        summary(customer, owner, now=NOON + timedelta(minutes=number), workloads={"EXO": f"Wave {number}."})
    before = ExecSummary.objects.select_related("note").latest("pk").note
    data = posted(started_from=before.key, relationship="Daily.", key="00000000-0000-0000-0000-000000000009")
    with django_assert_num_queries(18):
        assert client_of_owner.post(editor_of(customer), data).status_code == 302
