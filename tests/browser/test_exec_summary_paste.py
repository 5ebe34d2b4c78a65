"""A mail with an Exec Summary becomes a published one, and its copy pasted again gives the same form."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Draft, Note
from tests.browser.conftest import PageAs
from tests.notes.exec_summaries import DATA, EXAMPLE, EXAMPLE_TEXT

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]
MAIL = f"Hi Rita,\n\n{EXAMPLE_TEXT.replace('Fully Engaged', 'Fully Engaged, two calls a week')}\nBest regards\nMegan\n"


def open_editor(page: Page, customer: Customer) -> None:
    page.goto(reverse("notes:exec_summary-create", args=[customer.key]))
    page.get_by_text("Paste text", exact=True).click()


def pieces(page: Page) -> list[str]:
    return page.locator("[data-tray-pieces] [data-tray-text]").all_text_contents()


def preview(page: Page) -> str:
    return page.locator("#exec-summary-preview").text_content() or ""


def test_paste_review_publish_copy_paste(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner, permissions=["clipboard-read", "clipboard-write"])
    open_editor(page, customer)
    field = page.get_by_label("The Exec Summary as text")
    expect(field).to_be_focused()
    axe(page)
    field.fill(MAIL)
    page.get_by_role("button", name="Fill the form").click()
    expect(page.locator("#pasted")).to_be_focused()
    assert pieces(page) == ["Hi Rita,", "two calls a week", "Best regards\nMegan"]
    assert preview(page) == EXAMPLE_TEXT
    expect(page.get_by_text("From line 4 of the pasted text: “- DESCRIBE THE CUSTOMER: Retail")).to_be_visible()
    axe(page)
    # What was pasted is a draft at once, and a reload goes on with it.
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_label("Describe the customer")).to_have_value(EXAMPLE.customer_description)
    assert pieces(page) == ["Hi Rita,", "two calls a week", "Best regards\nMegan"]

    page.get_by_label("Add to which field").nth(1).select_option("[YAM] Yammer Enterprise")
    page.get_by_role("button", name="Add", exact=True).nth(1).click()
    expect(page.get_by_label("YAM Yammer Enterprise", exact=True)).to_have_value("two calls a week")
    expect(page.locator("#exec-summary-preview")).to_contain_text("[YAM]  Yammer Enterprise - two calls a week")
    page.get_by_role("button", name="Take out YAM").click()
    page.get_by_role("button", name="Leave out").first.click()
    assert pieces(page) == ["Best regards\nMegan"]
    page.get_by_text("Left out", exact=True).click()
    page.get_by_role("button", name="Bring back").click()
    assert pieces(page) == ["Best regards\nMegan", "Hi Rita,"]

    page.get_by_label("No escalations or issues").check()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="2 pieces of the pasted text are not placed").click()
    axe(page)
    page.get_by_label("Publish without these pieces").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exec Summary")
    assert Note.objects.get().text + "\n" == EXAMPLE_TEXT
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator(".said")).to_have_text("Copied")

    open_editor(page, customer)
    page.get_by_label("The Exec Summary as text").press("Control+v")
    expect(page.locator("[data-paste-html]")).not_to_have_value("")
    page.get_by_role("button", name="Fill the form").click()
    expect(page.locator("#pasted")).to_contain_text("11 fields were filled from the pasted text; nothing is left over.")
    assert preview(page) == EXAMPLE_TEXT


def test_piece_is_dragged_into_a_field(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner, viewport={"width": 1280, "height": 1400})
    open_editor(page, customer)
    page.get_by_label("The Exec Summary as text").fill("Weekly calls\n\nBye")
    page.get_by_role("button", name="Fill the form").click()
    expect(page.locator("#pasted")).to_be_focused()
    relationship = page.get_by_label("Overview of current relationship")
    relationship.fill("Good sponsor")
    expect(page.locator("[data-tray-grip]").first).to_be_visible()
    grip, target = page.locator("[data-tray-grip]").first.bounding_box(), relationship.bounding_box()
    assert grip
    assert target
    page.mouse.move(grip["x"] + 4, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(grip["x"] + 30, grip["y"] + 40, steps=5)
    page.mouse.move(target["x"] + 50, target["y"] + 15, steps=5)
    page.mouse.up()
    expect(relationship).to_have_value("Good sponsor\nWeekly calls")
    assert pieces(page) == ["Bye"]
    expect(page.locator("#exec-summary-preview")).to_contain_text("Weekly calls")
    expect(page.locator("[data-tray-link]")).to_have_text("1 not placed")
    page.get_by_role("button", name="Leave out").click()
    expect(page.locator("[data-tray-link]")).to_be_hidden()
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    assert [value for name, value in Draft.objects.get().payload if name == "left_out"] == ["Bye"]


def test_paste_and_tray_without_javascript(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner, java_script_enabled=False, viewport={"width": 360, "height": 740}, color_scheme="dark")
    open_editor(page, customer)
    text = (DATA / "exec_summaries" / "es-word-behind-the-choice.txt").read_text()
    page.get_by_label("The Exec Summary as text").fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="Fill the form").click()
    assert pieces(page) == ["total"]
    page.get_by_label("Add to which field").select_option("Describe the customer")
    with page.expect_navigation():
        page.get_by_role("button", name="Add", exact=True).click()
    assert pieces(page) == []
    assert page.get_by_label("Describe the customer").input_value() == "total"
    assert page.get_by_label("Fully Engaged").is_checked()
    page.get_by_label("Date of the summary").press("Enter")
    assert "This was not published yet" in (page.get_by_role("alert").text_content() or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tray_on_a_phone(page_as: PageAs, axe: Axe, customer: Customer, owner: User, scheme: str) -> None:
    page = page_as(owner, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    open_editor(page, customer)
    page.get_by_label("The Exec Summary as text").fill(f"{'W' * 200}\n\n{MAIL}")
    page.get_by_role("button", name="Fill the form").click()
    expect(page.locator("#not-placed")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    axe(page)
