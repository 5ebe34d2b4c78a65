"""Finding a note, keeping the search, and the latest notes that say what is new."""

from typing import Any

from playwright.sync_api import expect

from customers.models import Customer
from ftop.accounts.models import User
from tests.browser.conftest import Axe, PageAs
from tests.factories import NextActionFactory, NoteFactory


def test_search_is_found_kept_and_opened_from_home(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User, teammate: User
) -> None:
    NoteFactory.create(customer=customer, author=owner, text="The firewall blocks Autodiscover.")
    other = NoteFactory.create(customer=customer, author=teammate, text="Firewalls are replaced in May.")
    NextActionFactory.create(note=other, text="Send the firewall rules")
    page = page_as(owner)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("firewall")
    page.keyboard.press("Enter")
    expect(page.locator(".hit mark")).to_have_text(["Firewall", "firewall", "firewall"])
    axe(page)
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".hit").first.get_by_role("link")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("firewall by:me")
    page.keyboard.press("Enter")
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.get_by_label("Filters in use")).to_contain_text("Author: me")
    page.locator("summary", has_text="Filters").first.click()
    expect(page.get_by_label("Author", exact=True)).to_have_value("me")
    axe(page)
    page.get_by_role("link", name="Save this view").click()
    page.get_by_label("Name").fill("My firewalls")
    axe(page)
    page.get_by_role("button", name="Save view").click()
    expect(page.locator("#messages")).to_contain_text("Kept as “My firewalls”.")
    page.goto("/")
    page.get_by_role("link", name="My firewalls").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.goto("/views/")
    axe(page)
    page.get_by_role("button", name="Delete My firewalls").click()
    expect(page.get_by_text("You have saved no view.")).to_be_visible()


def test_latest_notes_say_what_is_new(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User, teammate: User
) -> None:
    NoteFactory.create_batch(30, customer=customer, author=teammate)
    page = page_as(owner)
    page.goto("/latest/")
    axe(page)
    page.get_by_role("link", name="Older notes").click()
    expect(page.locator(".hit")).to_have_count(30)
    NoteFactory.create_batch(3, customer=customer, author=teammate, text="Quite new.")
    # What the page does every half minute, and whenever somebody comes back to it.
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.get_by_role("link", name="3 new notes: show").click()
    expect(page.get_by_text("Quite new.")).to_have_count(3)


def test_search_works_without_javascript(page_as: PageAs, customer: Customer, owner: User) -> None:
    NoteFactory.create_batch(26, customer=customer, text="Proxy.")
    page = page_as(owner, java_script_enabled=False)
    page.goto("/customers/")
    box: Any = page.get_by_role("searchbox", name="Search notes")
    box.fill("proxy")
    box.press("Enter")
    expect(page.locator(".hit")).to_have_count(25)
    page.get_by_role("link", name="Older notes").click()
    expect(page.locator(".hit")).to_have_count(1)
