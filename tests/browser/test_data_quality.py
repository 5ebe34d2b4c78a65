"""An RM finds what is wrong, mends it, comes back; and somebody who leaves hands over."""

import pytest
from playwright.sync_api import expect

from customers.models import Assignment, Customer
from ftop.accounts.models import User
from notes.models import NextAction, Risk
from tests.browser.conftest import Axe, PageAs
from tests.factories import NextActionFactory, RiskFactory, UserFactory

pytestmark = pytest.mark.usefixtures("committed_db")


def test_row_is_mended_and_gone(page_as: PageAs, axe: Axe, customer: Customer, owner: User, rm: User) -> None:
    RiskFactory.create(customer=customer, title="Proxy", owner=None, owner_name="")
    page = page_as(rm)
    page.goto("/")
    page.get_by_role("link", name="Data quality").click()
    axe(page)
    page.get_by_role("link", name="Open risks with an owner").click()
    axe(page)
    page.get_by_role("link", name="Edit the risk of Fabrikam, Inc.").click()
    page.get_by_label("Owner").fill("Olivia Owner")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Every open risk has an owner.")).to_be_visible()
    assert Risk.objects.get().owner == owner


def test_whoever_leaves_hands_over(page_as: PageAs, axe: Axe, customer: Customer, owner: User, rm: User) -> None:
    NextActionFactory.create(note__customer=customer, owner=owner, owner_name="", text="Send the plan")
    successor = UserFactory.create(full_name="Sue Successor", roles=["fm"])
    page = page_as(rm)
    page.goto(f"{customer.get_absolute_url()}people/")
    page.get_by_role("link", name="End of Olivia Owner").click()
    page.get_by_label("Who takes over").fill("Sue Successor")
    axe(page)
    page.get_by_role("button", name="Set the last day").click()
    expect(page.locator("#messages")).to_contain_text("The last day of Olivia Owner is set.")
    page.goto(customer.get_absolute_url())
    expect(page.locator("#timeline")).to_contain_text("Olivia Owner handed on to Sue Successor: 1 next action.")
    assert (NextAction.objects.get().owner, Assignment.objects.get(person=successor).is_primary) == (successor, True)
