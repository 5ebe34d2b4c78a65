"""Files out of the app: the purpose once, then downloads; packs of many with a bar that moves; clipboard; paper."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExportLog, Note
from tests.browser.conftest import PageAs
from tests.factories import AssignmentFactory, ExecSummaryFactory, NextActionFactory, NoteFactory, RiskFactory
from tests.notes.exec_summaries import EXAMPLE_TEXT

pytestmark = pytest.mark.usefixtures("committed_db")
Axe = Callable[[Page], None]


@pytest.fixture
@transaction.atomic
def note(customer: Customer, owner: User) -> Note:
    return ExecSummaryFactory.create(
        note__customer=customer,
        note__author=owner,
        note__text=EXAMPLE_TEXT,
        note__html='<dl class="summary"><div class="whole"><dt>Describe the customer</dt><dd>Retail</dd></div></dl>',
        one_liner="Pilot runs.",
    ).note


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)


def test_purpose_is_asked_once_and_files_come(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User, note: Note
) -> None:
    page = page_as(owner)
    page.goto(note.get_absolute_url())
    axe(page)
    page.get_by_text("Export this Exec Summary").click()
    page.get_by_role("button", name="PDF").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is it for?")
    axe(page)
    page.get_by_label("Something else").check()
    page.get_by_role("button", name="Download").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a few words what the file is for.")
    page.get_by_label("In a few words").fill("Board in Oslo")
    with page.expect_download() as first:
        page.get_by_role("button", name="Download").click()
    assert "Planning, updating firewall rules." in text_of(first.value.path())
    page.get_by_role("link", name="Back to where you were").click()

    page.get_by_text("Export this Exec Summary").click()
    with page.expect_download() as second:
        page.get_by_role("button", name="Word").click()
    assert second.value.suggested_filename == "Exec Summary Fabrikam, Inc. 2026-03-03.docx"
    page.goto(customer.get_absolute_url())
    page.locator("summary", has_text="More for this customer").click()
    with page.expect_download() as third:
        page.get_by_role("button", name="Customer brief (PDF)").click()
    assert "Board in Oslo" in text_of(third.value.path())
    assert set(ExportLog.objects.values_list("purpose_text", flat=True)) == {"Board in Oslo"}


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_pack_of_chosen_customers(
    has_script: bool, page_as: PageAs, axe: Axe, customer: Customer, owner: User, note: Note
) -> None:
    for name in ("Adatum", "Woodgrove"):
        AssignmentFactory.create(person=owner, customer__name=name)
    page = page_as(owner, java_script_enabled=has_script)
    page.goto("/customers/")
    bar = page.locator(".pick-bar")
    expect(bar).to_be_hidden()
    page.get_by_label("Choose Adatum").check()
    if has_script:
        page.get_by_role("link", name="Priority").first.click()
        expect(bar).to_contain_text("1 chosen")
        page.get_by_label("Name or TPID").fill("Fab")
        expect(bar).to_contain_text("1 chosen, 1 of them not on this page")
    page.get_by_label("Choose Fabrikam, Inc.").check()
    bar.locator("summary").click()
    if has_script:
        axe(page)
    bar.get_by_role("button", name="Briefing pack (PDF)").click()
    page.get_by_label("Review meeting").check()
    page.get_by_role("button", name="Continue").click()
    if not has_script:
        expect(page.get_by_role("progressbar")).to_be_visible()
        page.get_by_role("button", name="Continue").click()
    button = page.get_by_role("button", name="Download the PDF file")
    expect(button).to_be_visible()
    if has_script:
        expect(button).to_be_focused()
        axe(page)
    with page.expect_download() as download:
        button.click()
    contents = text_of(download.value.path()).split("Page 1 of 3")[0]
    assert ["Fabrikam, Inc." in contents, "Adatum" in contents, "Woodgrove" in contents] == [True, True, False]


def test_lines_for_slides_are_copied(page_as: PageAs, owner: User, note: Note) -> None:
    page = page_as(owner, permissions=["clipboard-read", "clipboard-write"])
    page.goto(note.get_absolute_url())
    page.get_by_role("button", name="Copy the line of 256 characters").click()
    expect(page.locator(".said")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Pilot runs."


def test_rich_copy_pastes_as_bold_labels_and_lists(page_as: PageAs, owner: User, note: Note) -> None:
    page = page_as(owner, permissions=["clipboard-read", "clipboard-write"])
    page.goto(note.get_absolute_url())
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator(".said")).to_have_text("Copied")
    # As Outlook, Teams and Word do: what is pasted into a rich field.
    page.evaluate("document.body.innerHTML = '<div contenteditable id=\"mail\"></div>'")
    page.locator("#mail").focus()
    page.keyboard.press("Control+V")
    pasted = page.locator("#mail")
    expect(pasted.locator("> ul > li")).to_have_count(6)
    expect(pasted.locator("ul ul > li")).to_have_count(6)
    expect(pasted.locator("strong, b").first).to_have_text("EXEC SUMMARY")


def test_customer_page_prints_as_a_record(page_as: PageAs, customer: Customer, owner: User, note: Note) -> None:
    RiskFactory.create(customer=customer, title="Proxy breaks mail")
    NextActionFactory.create(note=note, text="Send the plan")
    NoteFactory.create(customer=customer, html="<p>part</p>", excerpt_html="<p>part</p>")
    page = page_as(owner, color_scheme="dark")
    page.goto(customer.get_absolute_url())
    printed = "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages)
    kept = ["Fabrikam, Inc.", "Proxy breaks mail", "Send the plan", "Newest Exec Summary", "shortened here", "1 of 1"]
    assert [words for words in kept if words not in printed] == []
    tools = ["Write Exec Summary", "Save note", "Escalated only", "Show all", "Customers", "What happened with"]
    assert [words for words in tools if words in printed] == []
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(33, 31, 27)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_exports_on_a_phone(page_as: PageAs, axe: Axe, admin: User, customer: Customer, scheme: str) -> None:
    page = page_as(admin, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.goto("/exports/purpose/")
    page.get_by_label("Preparing a call").check()
    page.get_by_role("button", name="Save").click()
    page.goto("/customers/")
    page.get_by_label("Choose Fabrikam, Inc.").check()
    axe(page)
    page.locator(".pick-bar summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    with page.expect_download():
        page.locator(".pick-bar").get_by_role("button", name="One-liners, 256 characters").click()
    page.goto("/exports/")
    expect(page.get_by_role("row", name="Ada Admin")).to_contain_text("One-liners as Text")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    axe(page)
