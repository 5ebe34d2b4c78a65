"""An FM writes the seed's example through the form, and the copied text equals it; with and without JavaScript."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.exec_summary_content import ExecSummaryContent
from notes.models import Note, Risk
from tests.browser.conftest import PageAs
from tests.factories import ExecSummaryRequestFactory, RiskFactory
from tests.notes.exec_summaries import EXAMPLE, EXAMPLE_TEXT

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]


def editor_of(customer: Customer) -> str:
    return reverse("notes:exec_summary-create", args=[customer.key])


def write(page: Page, content: ExecSummaryContent, *, has_script: bool = True) -> None:
    page.get_by_label("Describe the customer").fill(content.customer_description)
    page.get_by_label("Fully Engaged").check()
    page.get_by_label("Not Deployed").check()
    page.get_by_label("Overview of current relationship").fill(content.relationship)
    for line in content.workloads:
        if has_script:
            page.get_by_role("button", name=f"Add {line.code} {line.name}").click()
        page.get_by_label(f"{line.code} {line.name}", exact=True).fill(line.text)
    page.get_by_label("Requests for support").fill(content.support_requests)


def preview_text(page: Page) -> str:
    return page.locator("#exec-summary-preview").text_content() or ""


def test_fm_writes_the_seeds_example_and_copies_it(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner, permissions=["clipboard-read", "clipboard-write"])
    page.goto(editor_of(customer))
    axe(page)
    write(page, EXAMPLE)
    expect(page.locator("#exec-summary-preview")).to_have_text(EXAMPLE_TEXT, use_inner_text=False)
    assert preview_text(page) == EXAMPLE_TEXT
    page.get_by_label("No escalations or issues").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exec Summary")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator(".said")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == EXAMPLE_TEXT
    axe(page)


def test_fm_writes_the_seeds_example_without_javascript(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner, java_script_enabled=False)
    page.goto(editor_of(customer))
    write(page, EXAMPLE, has_script=False)
    with page.expect_navigation():
        page.get_by_role("button", name="Preview").click()
    assert preview_text(page) == EXAMPLE_TEXT
    page.get_by_label("No escalations or issues").check()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="Plain text").click()
    assert page.locator("pre").text_content() == EXAMPLE_TEXT


def test_what_is_missing_is_linked_and_nothing_typed_is_lost(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    page = page_as(owner)
    page.goto(editor_of(customer))
    page.get_by_label("Requests for support").fill("Engineering engagement")
    page.get_by_role("button", name="Add SPO SharePoint Online").click()
    page.get_by_label("SPO SharePoint Online").fill("Planning")
    page.get_by_role("button", name="Add YAM Yammer Enterprise").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    expect(page.get_by_label("YAM Yammer Enterprise")).to_be_visible()
    page.get_by_role("link", name="Choose the status of the engagement.").click()
    expect(page.get_by_label("On Hold")).to_be_focused()
    expect(page.get_by_label("SPO SharePoint Online")).to_have_value("Planning")
    expect(page.get_by_label("Requests for support")).to_have_value("Engineering engagement")


def test_workload_taken_out_by_mistake_comes_back_with_its_text(
    page_as: PageAs, customer: Customer, owner: User
) -> None:
    page = page_as(owner)
    page.goto(editor_of(customer))
    add = page.get_by_role("button", name="Add TEAMS Teams")
    add.press("Enter")
    row = page.get_by_label("TEAMS Teams", exact=True)
    expect(row).to_be_focused()
    row.fill("Pilot with 50 users")
    page.get_by_role("button", name="Take out TEAMS").press("Enter")
    expect(row).to_be_hidden()
    expect(page.locator("#exec-summary-preview")).not_to_contain_text("Pilot")
    add.press("Enter")
    expect(row).to_have_value("Pilot with 50 users")


def test_risks_are_called_out_and_added_in_the_same_save(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    RiskFactory.create(customer=customer, title="Proxy breaks Autodiscover")
    RiskFactory.create(customer=customer, title="Second site has no local IT")
    page = page_as(owner)
    page.goto(editor_of(customer))
    write(page, EXAMPLE)
    page.get_by_label("Second site has no local IT").uncheck()
    page.get_by_text("Add a risk, issue or escalation").click()
    for number, title in enumerate(["Works council objects", "Partner is short of people"]):
        if number:
            page.get_by_role("button", name="Another").click()
        row = page.locator("[data-formset-row]:visible").nth(number)
        row.get_by_label("Title").fill(title)
        row.get_by_label("Kind").select_option("Escalation")
        row.get_by_label("Owner").fill("Dana Birkby (customer)")
    axe(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".called-out li")).to_have_count(3)
    assert sorted(Risk.objects.values_list("title", flat=True)) == [
        "Partner is short of people",
        "Proxy breaks Autodiscover",
        "Second site has no local IT",
        "Works council objects",
    ]


def test_back_button_brings_a_form_begun_with_the_summary_and_the_way_to_it(
    page_as: PageAs, customer: Customer, owner: User
) -> None:
    page = page_as(owner)
    page.goto(editor_of(customer))
    write(page, EXAMPLE)
    page.get_by_label("No escalations or issues").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exec Summary")
    page.go_back()
    expect(page.locator("#exec-summary-start")).to_contain_text("11 of 11 to look at.")
    page.get_by_role("link", name="look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exec Summary")
    assert Note.objects.count() == 1


def test_request_is_answered_from_the_editor(page_as: PageAs, customer: Customer, owner: User) -> None:
    request = ExecSummaryRequestFactory.create(customer=customer, focus="Is the pilot alive?")
    page = page_as(owner)
    page.goto(editor_of(customer))
    expect(page.get_by_text("Is the pilot alive?")).to_be_visible()
    write(page, EXAMPLE)
    page.get_by_label("No escalations or issues").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("It answers the request.")).to_be_visible()
    request.refresh_from_db()
    assert request.answered_by_note == Note.objects.get()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_editor_on_a_phone(page_as: PageAs, axe: Axe, customer: Customer, owner: User, scheme: str) -> None:
    Customer.objects.update(name="Bundesanstalt für Landwirtschaftsinformationssysteme-und-Verwaltungsdigitalisierung")
    RiskFactory.create(customer=customer, title="W" * 180)
    page = page_as(owner, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.goto(editor_of(customer))
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    axe(page)


def test_preview_that_falls_behind_says_so_and_catches_up(
    page_as: PageAs, customer: Customer, owner: User, problems: list[str]
) -> None:
    page = page_as(owner)
    page.goto(editor_of(customer))
    page.context.set_offline(True)
    page.get_by_label("Describe the customer").fill("Retail")
    stale = page.locator("[data-stale]")
    expect(stale).to_contain_text("Not up to date. The server could not be reached.")
    page.context.set_offline(False)
    page.get_by_label("Requests for support").fill("None yet")
    expect(page.locator("#exec-summary-preview")).to_contain_text("DESCRIBE THE CUSTOMER: Retail")
    expect(stale).to_be_hidden()
    # The browser complained about the network that was taken away.
    assert [problem for problem in problems if "ERR_INTERNET_DISCONNECTED" in problem or "htmx:" in problem] == problems
    problems.clear()
