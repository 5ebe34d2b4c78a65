"""A note alone, its plain text, its body in place, and the preview of one to come."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RiskKind
from notes.models import Note, NoteRead
from notes.services.inputs import RiskInput
from notes.services.risk import open_risk
from tests.factories import (
    NOON,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteFactory,
    NoteReadFactory,
    RiskMentionFactory,
    WorkloadStatusFactory,
)

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
READ = ["note-detail", "note-text", "note-body"]


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return NoteFactory.create(
        customer=customer, author=owner, text="**Call** with Dana.", html="<p><strong>Call</strong> with Dana.</p>"
    )


def address(name: str, note: Note) -> str:
    return reverse(f"notes:{name}", args=[note.key])


@pytest.fixture
def reader(owner: User, sign_in: SignIn) -> Client:
    return sign_in(owner)


def test_note_stands_alone_with_its_text(reader: Client, note: Note) -> None:
    page = reader.get(note.get_absolute_url()).text
    assert "<h1>Overall note</h1>" in page
    assert "<p><strong>Call</strong> with Dana.</p>" in page
    assert re.search(r'<pre class="exact-text box" id="note-text">\*\*Call\*\* with Dana\.\n</pre>', page)


def test_folded_note_is_whole_on_its_page(reader: Client, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, html="<p>all of it</p>", excerpt_html="<p>part</p>")
    assert "all of it" in reader.get(note.get_absolute_url()).text


def test_note_leads_back_to_its_customer(reader: Client, note: Note, customer: Customer) -> None:
    page = reader.get(note.get_absolute_url()).text
    assert f'<a href="{customer.get_absolute_url()}">Fabrikam, Inc.</a>' in page


def test_note_shows_what_follows_from_it(reader: Client, note: Note, owner: User) -> None:
    NextActionFactory.create(note=note, text="Send the plan", owner_name="Dana")
    NextActionFactory.create(note=note, text="Call back", done_at=NOON, done_by=owner, outcome="She agrees.")
    mention = RiskMentionFactory.create(note=note, risk__title="Proxy breaks mail")
    page = reader.get(note.get_absolute_url()).text
    expected = ["Send the plan", "Dana", "She agrees.", mention.risk.title, "Reopen"]
    assert [words for words in expected if words not in page] == []


def test_summary_names_the_requests_it_answers(reader: Client, customer: Customer, rm: User) -> None:
    summary = ExecSummaryFactory.create(note__customer=customer).note
    ended = {"state": "answered", "ended_at": NOON, "ended_by": summary.author, "answered_by_note": summary}
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm, focus="QBR on Monday", **ended)
    assert "Rita Regional’s request of" in reader.get(summary.get_absolute_url()).text


def test_reader_gets_no_buttons(note: Note, leader: User, sign_in: SignIn) -> None:
    NextActionFactory.create(note=note)
    assert "next-actions/" not in sign_in(leader).get(note.get_absolute_url()).text


@pytest.mark.parametrize("rows", [1, 3])
def test_note_page_costs_eight_queries(
    reader: Client, note: Note, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    NextActionFactory.create_batch(rows, note=note)
    RiskMentionFactory.create_batch(rows, note=note)
    with django_assert_num_queries(8):
        reader.get(note.get_absolute_url())


def test_page_offers_what_the_person_may_do(
    note: Note, owner: User, admin: User, teammate: User, sign_in: SignIn
) -> None:
    verbs = ["amend", "history", "move", "withdraw"]
    offered = {}
    for person in (owner, admin, teammate):
        page = sign_in(person).get(note.get_absolute_url()).text
        offered[person] = [verb for verb in verbs if f'href="{address(f"note-{verb}", note)}"' in page]
    assert offered == {owner: verbs, admin: ["history", "move", "withdraw"], teammate: ["history"]}


# Who has read it: told by the page once it is looked at.


def test_page_tells_that_somebody_else_looks_at_it(note: Note, owner: User, leader: User, sign_in: SignIn) -> None:
    beacon = f'data-beacon-url="{address("note-read", note)}"'
    pages = [sign_in(person).get(note.get_absolute_url()).text for person in (owner, leader)]
    assert [beacon in page for page in pages] == [False, True]
    assert not NoteRead.objects.exists()


def test_looking_again_renews_the_mark(note: Note, leader: User, sign_in: SignIn) -> None:
    NoteReadFactory.create(note=note, person=leader)
    response = sign_in(leader).post(address("note-read", note), headers=HTMX)
    assert response.status_code == 204
    assert NoteRead.objects.get().read_at > NOON


def test_plain_button_marks_and_goes_away(note: Note, leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    assert "Mark as read" in client.get(note.get_absolute_url()).text
    assert client.post(address("note-read", note))["Location"] == note.get_absolute_url()
    assert "Mark as read" not in client.get(note.get_absolute_url()).text
    assert NoteRead.objects.get().person == leader


def test_text_is_the_record_with_one_newline(reader: Client, note: Note) -> None:
    response = reader.get(address("note-text", note))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content == b"**Call** with Dana.\n"


def test_body_is_the_whole_note_in_its_place(reader: Client, customer: Customer) -> None:
    note = NoteFactory.create(customer=customer, html="<p>all of it</p>", excerpt_html="<p>part</p>")
    body = reader.get(address("note-body", note), headers=HTMX).text
    assert body.strip() == (
        f'<div class="prose" id="note-{note.pk}-body" tabindex="-1" data-focus><p>all of it</p></div>'
    )


def test_body_without_htmx_is_the_note_itself(reader: Client, note: Note) -> None:
    assert reader.get(address("note-body", note))["Location"] == note.get_absolute_url()


@pytest.mark.parametrize("name", READ)
def test_outsider_finds_nothing(name: str, note: Note, outsider: User, sign_in: SignIn) -> None:
    assert sign_in(outsider).get(address(name, note)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_leader_reads(name: str, note: Note, leader: User, sign_in: SignIn) -> None:
    assert sign_in(leader).get(address(name, note), headers=HTMX).status_code == 200


@pytest.mark.parametrize("name", READ)
def test_unknown_note_is_not_found(name: str, reader: Client) -> None:
    assert reader.get(address(name, NoteFactory.build())).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_reading_takes_no_posts(name: str, reader: Client, note: Note) -> None:
    assert reader.post(address(name, note)).status_code == 405


# The preview.


@pytest.fixture
def preview(reader: Client, customer: Customer) -> Callable[..., str]:
    def _preview(text: str, *, headers: dict[str, str] | None = None, **more: str) -> str:
        data = {"text": text, "actions-TOTAL_FORMS": "1", "actions-INITIAL_FORMS": "0", **more}
        response = reader.post(reverse("notes:note-preview", args=[customer.key]), data, headers=headers)
        assert response.status_code == 200
        return response.text

    return _preview


Preview = Callable[..., str]


def test_preview_shows_the_rendered_text(preview: Preview) -> None:
    assert "<strong>Good</strong> call" in preview("**Good** call", headers=HTMX)


def test_preview_saves_nothing(preview: Preview) -> None:
    preview("**Good** call")
    assert Note.objects.count() == 0


def test_preview_is_inert(preview: Preview) -> None:
    assert "<script>" not in preview("<script>alert(1)</script>", headers=HTMX)


def test_preview_hints_where_the_note_belongs(preview: Preview) -> None:
    assert "This seems to be about Exchange Online [EXO] alone." in preview("[EXO] Pilot done.", headers=HTMX)


def test_preview_without_javascript_keeps_everything(preview: Preview) -> None:
    page = preview("**Good** call", **{"actions-0-text": "Send the plan", "no_action_reason": "Kept"})
    kept = ["<strong>Good</strong> call", ">\n**Good** call</textarea>", 'value="Send the plan"', 'value="Kept"']
    assert [words for words in kept if words not in page] == []
    assert "field-error" not in page


def test_preview_of_nothing_says_so(preview: Preview) -> None:
    assert "Nothing is written yet." in preview(" ", headers=HTMX)


def test_preview_is_for_writers(customer: Customer, leader: User, outsider: User, sign_in: SignIn) -> None:
    url = reverse("notes:note-preview", args=[customer.key])
    assert [sign_in(person).post(url, {"text": "x"}).status_code for person in (leader, outsider)] == [403, 404]


def test_preview_is_posted(reader: Client, customer: Customer) -> None:
    assert reader.get(reverse("notes:note-preview", args=[customer.key])).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_summary_costs_17_queries(
    reader: Client, customer: Customer, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Eight of every note's page, who was told; the lines and the one before; five for what happened between them."""
    before = ExecSummaryFactory.create(note__customer=customer)
    summary = ExecSummaryFactory.create(note__customer=customer, note__written_at=NOON + timedelta(days=5))
    for number in range(rows):
        WorkloadStatusFactory.create(summary=before)
        WorkloadStatusFactory.create(summary=summary, text=f"Wave {number}.")
        NoteFactory.create(customer=customer, written_at=NOON + timedelta(days=1))
        NextActionFactory.create(note=summary.note)
        risk = RiskInput(kind=RiskKind.RISK, title="Proxy", severity="low")
        open_risk(customer=customer, risk=risk, by=before.note.author, now=NOON + timedelta(days=1))
    with django_assert_num_queries(17):
        reader.get(summary.note.get_absolute_url())
