"""The inbox between two people: the count goes up without a reload, and down once it was looked at."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Notification
from notes.services.inputs import RiskInput
from tests.browser.conftest import PageAs
from tests.notes.published import overall

pytestmark = pytest.mark.usefixtures("committed_db")
Axe = Callable[[Page], None]
DOWN = RiskInput(kind="escalation", title="Mail is down", severity="high")


def test_count_follows_without_a_reload(page_as: PageAs, axe: Axe, customer: Customer, owner: User, rm: User) -> None:
    manager = page_as(rm)
    manager.clock.install()
    manager.goto("/customers/")
    search = manager.locator("main input:visible").first
    search.focus()
    note = overall(customer, owner, "The carrier refused again.", is_escalated=True, new_risks=[DOWN])

    manager.wait_for_load_state("networkidle")
    manager.clock.fast_forward("00:31")
    expect(manager.get_by_role("link", name="Inbox 1 new")).to_be_visible()
    expect(manager).to_have_title("(1) Customers · FTOP Notes")
    expect(manager.locator("#announcer")).to_have_text("Inbox: 1 new")
    expect(search).to_be_focused()

    writer = page_as(owner)
    writer.goto(note.get_absolute_url())
    expect(writer.locator("#told")).to_contain_text("not yet seen")

    manager.goto("/")
    axe(manager)
    manager.locator("#escalation-news").get_by_role("link", name="Fabrikam, Inc.").click()
    expect(manager.get_by_role("link", name="Inbox", exact=True)).to_be_visible()
    expect(manager).to_have_title("Overall note on Fabrikam, Inc. · FTOP Notes")

    writer.reload()
    expect(writer.locator("#told")).to_contain_text("seen just now")
    axe(writer)


def test_row_marked_in_place_keeps_the_focus(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User, rm: User
) -> None:
    overall(customer, owner, "The carrier refused again.", is_escalated=True, new_risks=[DOWN])
    page = page_as(rm)
    page.goto("/inbox/")
    axe(page)
    page.get_by_role("button", name="Mark as seen").click()
    expect(page.get_by_role("main").get_by_role("link", name="Fabrikam, Inc.")).to_be_focused()
    expect(page.get_by_role("link", name="Inbox", exact=True)).to_be_visible()
    assert Notification.objects.get().seen_at is not None


def test_inbox_and_following_without_script(page_as: PageAs, customer: Customer, owner: User, rm: User) -> None:
    overall(customer, owner, "The carrier refused again.", is_escalated=True, new_risks=[DOWN])
    page = page_as(rm, java_script_enabled=False)
    page.goto(customer.get_absolute_url())
    page.get_by_role("button", name="Mark as read up to here").click()
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.get_by_role("link", name="Inbox 1 new").click()
    page.get_by_role("button", name="Mark all as seen").click()
    expect(page.get_by_role("link", name="Inbox", exact=True)).to_be_visible()
    page.get_by_role("link", name="Customers you follow").click()
    page.get_by_role("button", name="Stop following Fabrikam, Inc.").click()
    expect(page.get_by_text("You follow no customer.")).to_be_visible()
