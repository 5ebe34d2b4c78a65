"""The author amends a note. The sweep in tests/structure holds every role against every address and method."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note, Workload
from notes.services.inputs import ActionInput
from notes.services.note_withdraw import withdraw_note
from notes.services.workload import retire_workload
from tests.factories import NOON, TODAY, NoteFactory
from tests.notes.exec_summaries import posted
from tests.notes.published import WORKLOADS, overall, summary

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return overall(customer, owner)


@pytest.fixture
def as_author(sign_in: SignIn, owner: User) -> Client:
    return sign_in(owner)


def address(note: Note) -> str:
    noun = "exec_summary" if note.kind == "exec_summary" else "note"
    return reverse(f"notes:{noun}-amend", args=[note.key])


def typed(**changes: object) -> dict[str, object]:
    return {"version": 1, "text": "Call with Lee.", "happened_on": "2026-03-03", "reason": "", **changes}


def typed_summary(**changes: object) -> dict[str, object]:
    return posted(**{"version": 1, "reason": "", "key": None, "has_no_risks": None} | changes)


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def test_form_holds_what_the_note_says(as_author: Client, note: Note) -> None:
    page = as_author.get(address(note)).text
    held = [">\nCall with Dana.</textarea>", 'value="2026-03-03"', 'name="version" value="1"']
    assert [words for words in held if words not in page] == []


def test_amended_note_is_shown_and_says_so(as_author: Client, note: Note) -> None:
    response = as_author.post(address(note), typed(reason="It was Lee."))
    assert response["Location"] == note.get_absolute_url()
    assert said(response) == ["The note is amended. It says so, and the history keeps what it said before."]
    page = as_author.get(note.get_absolute_url()).text
    assert "Call with Lee." in page
    assert f'<a href="{reverse("notes:note-history", args=[note.key])}">amended' in page


def test_silent_amendment_is_not_marked(as_author: Client, customer: Customer, owner: User) -> None:
    note = overall(customer, owner, now=timezone.now(), happened_on=TODAY)
    response = as_author.post(address(note), typed())
    assert said(response) == ["The note is changed. Nobody else had read it yet, so it is not marked as amended."]
    assert ">amended" not in as_author.get(note.get_absolute_url()).text


def test_nothing_changed_is_said(as_author: Client, note: Note) -> None:
    response = as_author.post(address(note), typed(text="Call with Dana."))
    assert said(response) == ["The note says exactly this already; nothing was changed."]


def test_input_is_cleaned(as_author: Client, note: Note) -> None:
    as_author.post(address(note), typed(text="Call\x00 with\r\nLee. \r\n"))
    assert Note.objects.get().text == "Call with\nLee."


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"text": " "}, "Write what happened before you save."),
        ({"happened_on": "soon"}, "Give the date as year-month-day, or choose it."),
        ({"happened_on": "2026-03-04"}, "The date of the call cannot be in the future."),
        ({"reason": "x" * 1001}, "A reason holds 1,000 characters. Shorten it."),
        ({"version": ""}, "The page is out of date. Copy what you typed, and open it again."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_kept(
    as_author: Client, note: Note, change: dict[str, str], sentence: str
) -> None:
    response = as_author.post(address(note), typed(**({"reason": "Kept words"} | change)))
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert change.get("reason", "Kept words") in response.text
    assert Note.objects.get().version == 1


def test_other_tab_was_faster_shows_both_and_saves_on_demand(as_author: Client, note: Note) -> None:
    as_author.post(address(note), typed(text="From the other tab."))
    response = as_author.post(address(note), typed(text="Mine.", reason="Kept words"))
    page = text_of(response)
    assert response.status_code == 409
    assert "You saved this note in another window" in page
    shown = ["From the other tab.", ">\nMine.</textarea>", "Kept words", "Save the amendment again"]
    assert [words for words in shown if words not in page] == []
    assert Note.objects.get().text == "From the other tab."
    as_author.post(address(note), typed(text="Mine.", version=2))
    assert Note.objects.get().text == "Mine."


def test_withdrawn_meanwhile_keeps_what_was_typed(as_author: Client, note: Note, owner: User) -> None:
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=NOON)
    response = as_author.post(address(note), typed())
    assert response.status_code == 422
    assert "This note was withdrawn in the meantime" in response.text
    assert ">\nCall with Lee.</textarea>" in response.text


@pytest.mark.parametrize("write", [overall, summary])
def test_withdrawn_note_is_not_opened(
    as_author: Client, customer: Customer, owner: User, write: Callable[..., Note]
) -> None:
    note = write(customer, owner)
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=NOON)
    response = as_author.get(address(note))
    assert (response["Location"], len(said(response))) == (note.get_absolute_url(), 1)


@pytest.mark.parametrize("person, status", [("teammate", 403), ("admin", 403), ("rm", 403), ("outsider", 404)])
@pytest.mark.parametrize("write", [overall, summary])
def test_only_the_author_amends(
    customer: Customer,
    owner: User,
    sign_in: SignIn,
    request: pytest.FixtureRequest,
    person: str,
    status: int,
    write: Callable[..., Note],
) -> None:
    note = write(customer, owner)
    client = sign_in(request.getfixturevalue(person))
    assert client.post(address(note), typed() | typed_summary()).status_code == status
    assert Note.objects.get().version == 1


def test_author_who_left_the_customer_does_not_amend(owner: User, note: Note, sign_in: SignIn) -> None:
    owner.assignments.all().delete()
    assert sign_in(owner).get(address(note)).status_code == 404


@pytest.mark.parametrize("name", ["note-amend", "exec_summary-amend", "note-withdraw", "note-move", "note-history"])
def test_unknown_key_is_not_found(as_author: Client, name: str) -> None:
    assert as_author.get(reverse(f"notes:{name}", args=[NoteFactory.build().key])).status_code == 404


def test_each_kind_has_its_form(as_author: Client, customer: Customer, owner: User, note: Note) -> None:
    other = summary(customer, owner)
    crossed = [reverse("notes:note-amend", args=[other.key]), reverse("notes:exec_summary-amend", args=[note.key])]
    assert [as_author.get(url)["Location"] for url in crossed] == [address(other), address(note)]


# From the form of publishing that was saved before.


def composer(note: Note, **changes: object) -> dict[str, object]:
    values = {"key": note.key, "text": "Other words", "happened_on": "2026-03-03", "no_action_reason": "x"}
    return {**values, "actions-TOTAL_FORMS": 2, "actions-INITIAL_FORMS": 0, **changes}


def test_composer_offers_to_amend_what_it_saved_before(as_author: Client, note: Note, customer: Customer) -> None:
    response = as_author.post(reverse("notes:note-create", args=[customer.key]), composer(note), headers=HTMX)
    assert response.status_code == 409
    assert f'name="take_over" value="1" formaction="{address(note)}"' in response.text
    # Without htmx from here on, so that the button leads to the other page.
    assert "<form" in response.text
    assert 'hx-target="this"' not in response.text.split("novalidate")[0]


def test_composer_of_a_withdrawn_note_offers_a_new_one_alone(
    as_author: Client, note: Note, customer: Customer, owner: User
) -> None:
    withdraw_note(note=note, reason="Sent twice.", by=owner, now=NOON)
    response = as_author.post(reverse("notes:note-create", args=[customer.key]), composer(note))
    assert response.status_code == 409
    assert "The note of this form was withdrawn" in response.text
    assert "take_over" not in response.text
    assert "Save as a new note" in response.text


def test_words_are_taken_over_and_not_saved_yet(as_author: Client, customer: Customer, owner: User) -> None:
    saved = ActionInput(text="Send the plan", due_on=TODAY, owner=owner)
    note = overall(customer, owner, actions=[saved])
    rows = {"actions-0-text": "Send the plan", "actions-1-text": "Call Lee", "risk-title": "Mail is down"}
    response = as_author.post(address(note), composer(note, take_over="1", **rows))
    page = text_of(response)
    assert response.status_code == 200
    assert ">\nOther words</textarea>" in page
    assert 'name="version" value="1"' in page
    assert "error-summary" not in page
    # What an amendment does not take is told instead of lost; what was saved is not.
    left = page.split("Not part of an amendment", 1)[1]
    assert [words in left for words in ("Call Lee", "Mail is down", "Send the plan")] == [True, True, False]
    assert Note.objects.get().version == 1


def test_editor_offers_to_amend_what_it_published_before(as_author: Client, customer: Customer, owner: User) -> None:
    note = summary(customer, owner)
    data = posted(key=str(note.key), relationship="Other words")
    response = as_author.post(reverse("notes:exec_summary-create", args=[customer.key]), data)
    assert response.status_code == 409
    assert f'name="take_over" value="1" formaction="{address(note)}"' in response.text
    taken = as_author.post(address(note), data | {"take_over": "1", "new_risks-0-title": "Mail is down"})
    assert taken.status_code == 200
    assert ">\nOther words</textarea>" in taken.text
    assert "Mail is down" in taken.text.split("Not part of an amendment", 1)[1]


# An Exec Summary.


@pytest.fixture
def published(customer: Customer, owner: User) -> Note:
    return summary(customer, owner)


def test_summary_form_holds_sections_and_rows(as_author: Client, published: Note) -> None:
    page = text_of(as_author.get(address(published)))
    held = [f">\n{text}</textarea>" for text in WORKLOADS.values()]
    assert [words for words in held if words not in page] == []
    assert page.count("checked") == 2  # the two choices
    assert "[EXO]  Exchange Online - Planning, updating firewall rules." in page


def test_summary_is_amended(as_author: Client, published: Note) -> None:
    response = as_author.post(address(published), typed_summary(workload_EXO="Live.", reason="Went live."))
    assert response["Location"] == published.get_absolute_url()
    published.refresh_from_db()
    assert published.exec_summary.workload_statuses.get(workload__code="EXO").text == "Live."


def test_summary_says_what_is_missing(as_author: Client, published: Note) -> None:
    response = as_author.post(address(published), typed_summary(relationship="", workload_EXO="Kept words"))
    assert response.status_code == 422
    assert "Give an overview of the relationship" in response.text
    assert ">\nKept words</textarea>" in response.text


def test_summary_conflict_names_each_field(as_author: Client, published: Note) -> None:
    as_author.post(address(published), typed_summary(workload_EXO="Theirs."))
    response = as_author.post(address(published), typed_summary(engagement_status="reactive", workload_TEAMS="Mine."))
    page = text_of(response)
    assert response.status_code == 409
    # What only the other window changed is taken over; what only this one changed is nobody's question.
    assert ("Changed only there" in page, ">\nTheirs.</textarea>" in page, ">\nMine.</textarea>" in page) == (True,) * 3
    assert '<fieldset class="both">' not in page


def test_summary_field_changed_on_both_sides_asks(as_author: Client, published: Note) -> None:
    as_author.post(address(published), typed_summary(workload_EXO="Theirs."))
    both = typed_summary(workload_EXO="Mine.")
    page = as_author.post(address(published), both).text
    assert ("Theirs.</dd>" in page, "Mine.</dd>" in page) == (True, True)
    as_author.post(address(published), both | {"version": "2", "take": "workload_EXO"})
    assert "Exchange Online - Theirs." in Note.objects.get().text


def test_preview_keeps_the_name_of_the_day_and_checks_nothing(as_author: Client, published: Note) -> None:
    Workload.objects.filter(code="EXO").update(name="Exchange")
    data = typed_summary(relationship="", preview="1")
    assert "[EXO]  Exchange Online - Planning" in as_author.post(address(published), data, headers=HTMX).text
    page = as_author.post(address(published), data)
    assert (page.status_code, "error-summary" in page.text) == (200, False)


def test_row_of_a_retired_workload_stays_open(as_author: Client, published: Note, admin: User) -> None:
    retire_workload(workload=Workload.objects.get(code="EXO"), by=admin, now=NOON)
    assert 'name="workload_EXO"' in as_author.get(address(published)).text
    as_author.post(address(published), typed_summary(workload_EXO="Live."))
    assert Note.objects.get().version == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_a_fixed_number_of_queries(
    as_author: Client, customer: Customer, owner: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    texts = dict(list(WORKLOADS.items())[:rows])
    note, exec_summary = overall(customer, owner), summary(customer, owner, workloads=texts)
    with django_assert_num_queries(4):
        as_author.get(address(note))
    with django_assert_num_queries(7):
        as_author.get(address(exec_summary))


def test_date_may_go_back_but_not_beyond_the_writing(as_author: Client, note: Note) -> None:
    as_author.post(address(note), typed(happened_on=str(TODAY - timedelta(days=1))))
    assert Note.objects.get().happened_on == TODAY - timedelta(days=1)
