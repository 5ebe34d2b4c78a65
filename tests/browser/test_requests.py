"""Asking for many, asking back, confirming and reading one by one; questions under a note."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from customers.enums import AssignmentRole
from customers.models import Customer, CustomerVisit
from ftop.accounts.models import User
from notes.models import ExecSummaryRequest, Note, NoteComment, NoteRead, RequestBatch
from tests.browser.conftest import PageAs
from tests.browser.test_exec_summary import write
from tests.factories import AssignmentFactory, CustomerFactory, ExecSummaryFactory
from tests.notes.exec_summaries import EXAMPLE

pytestmark = pytest.mark.usefixtures("committed_db")
Axe = Callable[[Page], None]


@pytest.fixture
def three(customer: Customer, owner: User) -> list[Customer]:
    """Fabrikam and two more customers of the owner; the last has a summary."""
    others = [CustomerFactory.create(name=name) for name in ("Litware", "Woodgrove")]
    for other in others:
        AssignmentFactory.create(customer=other, person=owner, role=AssignmentRole.FM, is_primary=True)
    return [customer, *others]


@transaction.atomic  # a note and its details are one
def summary_of(customer: Customer, **note: Any) -> Note:
    return ExecSummaryFactory.create(note__customer=customer, **{f"note__{name}": note[name] for name in note}).note


def swipe(page: Page, across: int) -> None:
    """One finger over the page, as a phone tells it."""
    client = page.context.new_cdp_session(page)
    start = 180 - across // 2
    for kind, points in (
        ("touchStart", [{"x": start, "y": 400}]),
        ("touchMove", [{"x": start + across, "y": 404}]),
        ("touchEnd", []),
    ):
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def place(page: Page) -> str:
    return page.locator(".run-place").first.inner_text()


def ask_for_three(manager: Page, axe: Axe) -> str:
    """By the list, as the RM; return the address of the batch."""
    manager.goto("/customers/")
    manager.get_by_label("Choose all on this page").check()
    expect(manager.get_by_text("3 chosen")).to_be_visible()
    axe(manager)
    manager.get_by_role("button", name="Ask for Exec Summaries").click()
    axe(manager)
    manager.get_by_label("Name", exact=False).first.fill("Review meeting 12 Mar")
    manager.get_by_label("Focus").fill("Where does Teams stand?")
    manager.get_by_role("button", name="Send the requests").click()
    expect(manager.get_by_text("You asked for 3 Exec Summaries.")).to_be_visible()
    axe(manager)
    return manager.url


def read_the_run(phone: Page, axe: Axe) -> None:
    """From the batch, by swiping, keys and the browser's own ways."""
    phone.get_by_role("link", name="Read one by one").click()
    expect(phone.get_by_role("heading", name="Fabrikam, Inc.")).to_be_visible()
    expect(phone.get_by_text("Planning, updating firewall rules.")).to_be_visible()
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    with phone.expect_navigation():
        swipe(phone, -160)
    assert place(phone) == "2 of 3"
    with phone.expect_navigation():
        phone.keyboard.press("j")
    assert place(phone) == "3 of 3"
    expect(phone.get_by_text("All is well.")).to_be_visible()
    with phone.expect_navigation():
        phone.keyboard.press("ArrowLeft")
    with phone.expect_navigation():
        swipe(phone, 160)
    assert place(phone) == "1 of 3"
    phone.reload()
    assert place(phone) == "1 of 3"
    phone.go_back()
    assert place(phone) == "2 of 3"


def test_rm_asks_three_fm_asks_back_writes_and_confirms_rm_reads_on_a_phone(
    page_as: PageAs, axe: Axe, three: list[Customer], owner: User, rm: User
) -> None:
    summary_of(three[2], html="<p>All is well.</p>")
    manager = page_as(rm)
    batch_url = ask_for_three(manager, axe)

    writer = page_as(owner)
    writer.goto("/")
    expect(writer.get_by_text("“Where does Teams stand?”")).to_have_count(3)
    axe(writer)
    writer.get_by_role("link", name="Ask back about Litware").click()
    writer.get_by_label("Ask Rita Regional").fill("Meetings or voice?")
    writer.get_by_role("button", name="Send").click()
    expect(writer.get_by_text("Rita Regional reads it on Home.")).to_be_visible()
    axe(writer)

    manager.goto("/")
    axe(manager)
    manager.get_by_role("link", name="Reply about Litware").click()
    manager.get_by_label("Reply").fill("Voice.")
    manager.get_by_role("button", name="Send").click()
    expect(manager.locator("#thread .line")).to_have_count(2)

    writer.goto("/")
    expect(writer.get_by_text("“Voice.”")).to_be_visible()
    writer.get_by_role("button", name=re.compile("Still true.*Woodgrove")).click()
    expect(writer.get_by_text("is still true, says")).to_be_visible()
    writer.goto(reverse("notes:exec_summary-create", args=[three[0].key]))
    write(writer, EXAMPLE)
    expect(writer.locator("[data-save-state]").first).to_contain_text("aved")
    manager.goto(batch_url)
    expect(manager.locator(".progress-line")).to_contain_text("1 drafting")
    writer.get_by_label("No escalations or issues").check()
    writer.get_by_role("button", name="Publish").click()
    expect(writer.get_by_text("It answers the request.")).to_be_visible()

    phone = page_as(rm, viewport={"width": 360, "height": 740}, has_touch=True)
    phone.goto(batch_url)
    expect(phone.locator(".progress-line")).to_contain_text("1 answered")
    axe(phone)
    read_the_run(phone, axe)
    phone.wait_for_load_state("networkidle")
    assert CustomerVisit.objects.filter(person=rm).count() == 3
    assert NoteRead.objects.filter(person=rm).count() == 2
    states = ExecSummaryRequest.objects.order_by("customer").values_list("state", flat=True)
    assert list(states) == ["answered", "open", "not_needed"]
    assert RequestBatch.objects.get().name == "Review meeting 12 Mar"


def test_single_keys_that_are_off_stay_off(page_as: PageAs, three: list[Customer], leader: User) -> None:
    leader.has_shortcuts = False
    leader.save(update_fields=["has_shortcuts"])
    page = page_as(leader)
    page.goto("/read/")
    page.keyboard.press("j")
    assert place(page) == "1 of 3"
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert place(page) == "2 of 3"


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_leader_asks_under_a_summary_fm_answers_leader_sees(
    has_script: bool, page_as: PageAs, axe: Axe, customer: Customer, owner: User, leader: User
) -> None:
    note = summary_of(customer, author=owner)
    reader = page_as(leader, java_script_enabled=has_script)
    reader.goto(note.get_absolute_url())
    reader.get_by_label("Question or comment").fill("Who is the sponsor now?")
    expect(reader.get_by_label("A question: it waits")).to_be_checked()
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_text("Who is the sponsor now?")).to_be_visible()
    if has_script:
        axe(reader)

    writer = page_as(owner, java_script_enabled=has_script)
    writer.goto("/")
    if has_script:
        axe(writer)
    writer.get_by_role("link", name="Answer about Fabrikam, Inc.").click()
    writer.get_by_label("Answer or comment").fill("The new CIO.")
    writer.get_by_role("button", name="Send").click()
    expect(writer.get_by_text("The new CIO.")).to_be_visible()
    writer.goto("/")
    expect(writer.get_by_text("Questions for you")).to_have_count(0)

    reader.goto("/")
    expect(reader.get_by_text("“The new CIO.”")).to_be_visible()
    if has_script:
        axe(reader)
    reader.get_by_role("link", name="Read the answer about Fabrikam, Inc.").click()
    expect(reader.get_by_text("The new CIO.")).to_be_visible()
    if not has_script:
        reader.get_by_role("button", name="Mark as read").click()
    reader.wait_for_load_state("networkidle")
    reader.goto("/")
    expect(reader.get_by_text("“The new CIO.”")).to_have_count(0)
    assert NoteComment.objects.count() == 2


def test_run_without_javascript(page_as: PageAs, three: list[Customer], leader: User) -> None:
    page = page_as(leader, java_script_enabled=False)
    page.goto("/customers/")
    page.get_by_role("checkbox", name="Choose Fabrikam, Inc.").check()
    page.get_by_role("checkbox", name="Choose Woodgrove").check()
    page.get_by_role("form", name="Chosen customers").get_by_role("button", name="Read one by one").click()
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_text("Fabrikam, Inc. is marked as read.")).to_be_visible()
    page.get_by_role("link", name="Next").first.click()
    expect(page.get_by_role("heading", name="Woodgrove")).to_be_visible()
    assert place(page) == "2 of 2"
    assert [visit.customer for visit in CustomerVisit.objects.all()] == [three[0]]
