"""A hashtag from the keyboard to its campaign, and the same update for two customers."""

import pytest
from playwright.sync_api import expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Draft, Note
from tests.browser.conftest import Axe, PageAs
from tests.factories import AssignmentFactory, NoteFactory

pytestmark = pytest.mark.usefixtures("committed_db")


def test_hashtag_is_described_suggested_and_followed(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User, admin: User
) -> None:
    NoteFactory.create(customer=customer, tags=["zebra"])
    manager = page_as(admin)
    manager.goto("/campaigns/")
    axe(manager)
    manager.get_by_role("link", name="Add a campaign").click()
    manager.get_by_label("Hashtag").fill("#Covid")
    manager.get_by_label("What it stands for").fill("Work from home.")
    manager.get_by_label("First day").fill("2026-01-01")
    axe(manager)
    manager.get_by_role("button", name="Add").click()
    expect(manager.get_by_role("heading", name="#covid")).to_be_visible()
    expect(manager.get_by_role("link", name="1 without one")).to_be_visible()

    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    field = page.locator("#id_text")
    field.press_sequentially("Offices are shut. #co")
    expect(page.locator("#insert-menu [role=option]:visible")).to_have_text(["#covid"])
    axe(page)
    page.keyboard.press("Enter")
    expect(field).to_have_value("Offices are shut. #covid")
    page.get_by_label("or none, because").fill("Information only")
    page.get_by_role("button", name="Save note").last.click()
    page.locator("#timeline").get_by_role("link", name="#covid").click()
    page.get_by_role("link", name="#covid of all customers").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_role("link", name="Campaign #covid").click()
    expect(page.get_by_role("link", name="1 with a note")).to_be_visible()
    axe(page)


def test_same_update_for_two_customers(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    AssignmentFactory.create(person=owner, customer__name="Adatum")
    page = page_as(owner)
    page.goto("/customers/")
    page.get_by_label("Choose Adatum").check()
    page.get_by_label("Choose Fabrikam, Inc.").check()
    page.get_by_role("button", name="Write the same update").click()
    page.get_by_label("What happened").fill("Wave 1 starts on Monday.")
    page.get_by_label("or none, because").fill("Information only")
    axe(page)
    page.get_by_role("button", name="Look at each").last.click()
    page.get_by_label("Note on Adatum").fill("Wave 1 starts on Tuesday.")
    axe(page)
    assert Draft.objects.count() == 2
    page.get_by_role("button", name="Save what is ticked").click()
    expect(page.get_by_role("heading", name="2 of 2 notes saved")).to_be_visible()
    axe(page)
    assert set(Note.objects.values_list("text", flat=True)) == {"Wave 1 starts on Monday.", "Wave 1 starts on Tuesday."}
