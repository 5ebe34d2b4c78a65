"""One file about one note or customer, the lines of many: the purpose first, then the file, and an entry in the log."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.exports import write
from notes.models import ExportLog, Note
from tests.factories import (
    AssignmentFactory,
    CustomerFactory,
    ExecSummaryFactory,
    NextActionFactory,
    NoteFactory,
    RiskFactory,
    RiskMentionFactory,
)
from tests.notes.exec_summaries import EXAMPLE_TEXT

SignIn = Callable[[User], Client]
PURPOSE = {"purpose": "review"}


@pytest.fixture
def note(customer: Customer, owner: User) -> Note:
    return ExecSummaryFactory.create(
        note__customer=customer, note__author=owner, note__text=EXAMPLE_TEXT, one_liner="Pilot runs."
    ).note


@pytest.fixture
def reader(owner: User, sign_in: SignIn) -> Client:
    """Somebody who has said already what the files are for."""
    client = sign_in(owner)
    client.post(reverse("notes:export_purpose-update"), PURPOSE)
    return client


def summary_address(note: Note) -> str:
    return reverse("notes:exec_summary-export", args=[note.key])


def brief_address(customer: Customer) -> str:
    return reverse("notes:customer_brief-export", args=[customer.key])


LINES = "/one-liners/export/"


def logged() -> list[tuple[object, ...]]:
    fields = ("exported_by__full_name", "kind", "file_format", "customer_ids", "note_ids", "purpose", "purpose_text")
    return list(ExportLog.objects.values_list(*fields))


def test_summary_is_downloaded_as_pdf(reader: Client, note: Note) -> None:
    response = reader.post(summary_address(note), {"format": "pdf"})
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="Exec Summary Fabrikam, Inc. 2026-03-03.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert "Planning, updating firewall rules." in PdfReader(BytesIO(response.getvalue())).pages[0].extract_text()


def test_summary_is_downloaded_as_word(reader: Client, note: Note) -> None:
    response = reader.post(summary_address(note), {"format": "docx"})
    assert response["Content-Disposition"] == 'attachment; filename="Exec Summary Fabrikam, Inc. 2026-03-03.docx"'
    assert docx.Document(BytesIO(response.getvalue())).paragraphs[0].text == "Exec Summary of Fabrikam, Inc."


def test_download_is_streamed_with_its_length(reader: Client, note: Note) -> None:
    response = reader.post(summary_address(note))
    assert response.streaming
    assert int(response["Content-Length"]) == len(response.getvalue())


def test_export_is_logged(reader: Client, note: Note, customer: Customer) -> None:
    reader.post(summary_address(note), {"format": "pdf"})
    assert logged() == [("Olivia Owner", "exec_summary", "pdf", [customer.pk], [note.pk], "review", "")]


def test_name_of_the_file_has_nothing_that_a_disk_refuses(reader: Client, note: Note) -> None:
    Customer.objects.update(name='A/B: "C" <D>|\\E?*')
    response = reader.post(summary_address(note))
    assert response["Content-Disposition"] == 'attachment; filename="Exec Summary A B C D E 2026-03-03.pdf"'


def test_purpose_is_asked_before_the_first_file(owner: User, sign_in: SignIn, note: Note) -> None:
    page = sign_in(owner).post(summary_address(note), {"format": "docx"}).text
    assert "What is it for?" in page
    assert "The Exec Summary of Fabrikam, Inc. as Word" in page
    assert "For FastTrack teams. Customer data: do not pass it on to the field." in page
    assert '<input type="hidden" name="format" value="docx">' in page
    assert not ExportLog.objects.exists()


def test_answer_brings_the_file_and_is_kept_for_the_session(owner: User, sign_in: SignIn, note: Note) -> None:
    client = sign_in(owner)
    answer = {"format": "docx", "purpose": "other", "purpose_text": "Board in Oslo"}
    first = client.post(summary_address(note), answer)
    second = client.post(summary_address(note), {"format": "pdf"})
    assert (first["Content-Type"][-8:], second["Content-Type"]) == ("document", "application/pdf")
    assert [entry[5:] for entry in logged()] == [("other", "Board in Oslo")] * 2


def test_answer_that_says_nothing_is_asked_again(owner: User, sign_in: SignIn, note: Note) -> None:
    response = sign_in(owner).post(summary_address(note), {"format": "pdf", "purpose": "other", "purpose_text": ""})
    assert response.status_code == 422
    assert "Say in a few words what the file is for." in response.text
    assert not ExportLog.objects.exists()


def test_other_session_is_asked_again(reader: Client, owner: User, note: Note) -> None:
    other = Client()
    other.force_login(owner)
    assert "What is it for?" in other.post(summary_address(note)).text


def test_overall_note_is_no_summary(reader: Client, customer: Customer) -> None:
    assert reader.post(summary_address(NoteFactory.create(customer=customer))).status_code == 404


def test_file_that_cannot_be_made_is_told_and_not_logged(
    reader: Client, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write.sys, "executable", "/bin/false")
    response = reader.post(summary_address(note), follow=True)
    assert response.redirect_chain == [(note.get_absolute_url(), 302)]
    assert "The file could not be made, and nothing left the app." in response.text
    assert not ExportLog.objects.exists()


def test_copying_asks_nothing_and_is_not_logged(owner: User, sign_in: SignIn, note: Note) -> None:
    assert sign_in(owner).get(reverse("notes:note-text", args=[note.key])).text == EXAMPLE_TEXT
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_summary_costs_seven_queries(
    rows: int, reader: Client, note: Note, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    RiskMentionFactory.create_batch(rows, note=note)
    with django_assert_num_queries(7):  # session, person, summary, mentions, and the log in its transaction
        reader.post(summary_address(note))


def test_brief_is_downloaded_and_logged_with_its_notes(reader: Client, note: Note, customer: Customer) -> None:
    last = NoteFactory.create(customer=customer)
    response = reader.post(brief_address(customer), {"format": "pdf"})
    text = PdfReader(BytesIO(response.getvalue())).pages[0].extract_text()
    assert response["Content-Disposition"].startswith('attachment; filename="Brief Fabrikam, Inc. 20')
    assert "Review meeting" in text
    assert "Newest Exec Summary" in text
    assert logged() == [("Olivia Owner", "customer_brief", "pdf", [customer.pk], [note.pk, last.pk], "review", "")]


def test_brief_asks_for_the_purpose(owner: User, sign_in: SignIn, customer: Customer) -> None:
    page = sign_in(owner).post(brief_address(customer), {"format": "docx"}).text
    assert "The brief of Fabrikam, Inc. as Word" in page
    assert f'href="{customer.get_absolute_url()}">Back</a>' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_brief_costs_twelve_queries(
    rows: int, reader: Client, note: Note, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    RiskFactory.create_batch(rows, customer=customer)
    NextActionFactory.create_batch(rows, note__customer=customer)
    with django_assert_num_queries(12):
        reader.post(brief_address(customer))


def test_lines_of_the_ticked_customers(reader: Client, owner: User, note: Note, customer: Customer) -> None:
    other, unticked = (AssignmentFactory.create(person=owner).customer for _ in range(2))
    Customer.objects.filter(pk=other.pk).update(name="Adatum", name_folded="adatum", tpid="77")
    response = reader.post(LINES, {"customer": [customer.key, other.key], "length": "short"})
    assert response.getvalue().decode("utf-8-sig") == "77\tAdatum\t\r\n2048302\tFabrikam, Inc.\tPilot runs.\r\n"
    assert logged() == [("Olivia Owner", "one_liners", "txt", [other.pk, customer.pk], [note.pk], "review", "")]
    assert unticked.name not in response.getvalue().decode()


def test_lines_of_all_that_the_list_shows(reader: Client, owner: User, note: Note) -> None:
    AssignmentFactory.create(person=owner)
    response = reader.post(LINES, {"is_all": "1", "address": "?q=fabri", "length": "long"})
    assert response.getvalue().decode("utf-8-sig") == "2048302\tFabrikam, Inc.\tPilot runs.\r\n"


def test_lines_of_customers_that_are_not_visible_are_not_given(reader: Client) -> None:
    hidden = CustomerFactory.create()
    response = reader.post(LINES, {"customer": [hidden.key]}, follow=True)
    assert "No customer was chosen." in response.text
    assert not ExportLog.objects.exists()


def test_address_that_narrows_to_nothing_is_not_taken_for_all(reader: Client, note: Note) -> None:
    response = reader.post(LINES, {"is_all": "1", "address": "?priority=urgent"}, follow=True)
    assert "No customer was chosen." in response.text


def test_lines_ask_for_the_purpose_and_keep_the_choice(
    owner: User, sign_in: SignIn, customer: Customer, note: Note
) -> None:
    page = sign_in(owner).post(LINES, {"customer": [customer.key], "length": "long", "address": "?q=fab"}).text
    assert "The one-liners of 1 customer as text" in page
    assert f'<input type="hidden" name="customer" value="{customer.key}">' in page
    assert '<input type="hidden" name="length" value="long">' in page
    assert 'href="/customers/?q=fab">Back</a>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_lines_cost_ten_queries(
    count: int, leader: User, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    summaries = ExecSummaryFactory.create_batch(count, one_liner="Pilot runs.")
    client = sign_in(leader)
    client.post(reverse("notes:export_purpose-update"), PURPOSE)
    with django_assert_num_queries(10):
        client.post(LINES, {"customer": [summary.note.customer.key for summary in summaries]})
