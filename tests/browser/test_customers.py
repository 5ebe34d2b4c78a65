"""The customer list and a customer's own forms in the browser, with and without JavaScript."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from customers.models import Customer, PriorityChange
from ftop.accounts.models import User
from tests.browser.conftest import PageAs
from tests.factories import AssignmentFactory, CustomerFactory, UserFactory

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]
LIST = "/customers/"


@pytest.fixture
def portfolio(customer: Customer, owner: User) -> None:
    for name, priority in [("Adatum", "low"), ("Fabrikam Residences", "medium"), ("Woodgrove Bank", "high")]:
        AssignmentFactory.create(customer=CustomerFactory.create(name=name, priority=priority))


def rows(page: Page) -> list[str]:
    return page.locator("#customer-table tbody th a").all_inner_texts()


def test_list_narrows_while_typing_and_keeps_the_address(
    page_as: PageAs, axe: Axe, portfolio: None, leader: User
) -> None:
    page = page_as(leader)
    page.goto(LIST)
    axe(page)
    page.get_by_label("Name or TPID").press_sequentially("fab")
    expect(page).to_have_url(re.compile(r"/customers/\?q=fab$"))
    assert rows(page) == ["Fabrikam Residences", "Fabrikam, Inc."]
    # Leaving the field must not send the form once more, against the sorting.
    page.get_by_role("link", name="Priority", exact=True).and_(page.locator("thead a")).click()
    expect(page).to_have_url(re.compile(r"/customers/\?q=fab&sort=priority$"))
    assert rows(page) == ["Fabrikam, Inc.", "Fabrikam Residences"]
    page.get_by_role("combobox", name="Priority").select_option("medium")
    expect(page).to_have_url(re.compile(r"/customers/\?q=fab&priority=medium&sort=priority$"))
    assert rows(page) == ["Fabrikam Residences"]
    expect(page.get_by_label("Name or TPID")).to_have_value("fab")


@pytest.mark.parametrize("width", [1440, 360])
def test_columns_are_chosen_and_stay(width: int, page_as: PageAs, axe: Axe, portfolio: None, leader: User) -> None:
    page = page_as(leader)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{LIST}?q=fab")
    page.locator("summary", has_text="Columns").click()
    axe(page)
    for column in ("RM", "Segment", "Industry", "Seats", "Engagement", "Deployment"):
        page.get_by_role("checkbox", name=column, exact=True).check()
    page.get_by_role("button", name="Show these").click()
    expect(page).to_have_url(re.compile(r"/customers/\?q=fab$"))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    axe(page)
    expect(page.locator("thead th")).to_have_count(15)


def test_list_going_back_shows_the_list_as_it_was(page_as: PageAs, portfolio: None, leader: User) -> None:
    page = page_as(leader)
    page.goto(f"{LIST}?q=fab")
    page.locator("thead").get_by_role("link", name="Last note").click()
    expect(page).to_have_url(re.compile("sort=note"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=fab$"))
    expect(page.get_by_role("heading", name="Customers", level=1)).to_be_visible()
    assert rows(page) == ["Fabrikam Residences", "Fabrikam, Inc."]


def test_list_works_without_javascript(page_as: PageAs, portfolio: None, leader: User) -> None:
    page = page_as(leader, java_script_enabled=False)
    page.goto(LIST)
    page.get_by_label("Name or TPID").fill("bank")
    page.get_by_role("combobox", name="Priority").select_option("high")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert rows(page) == ["Woodgrove Bank"]
    page.locator("thead").get_by_role("link", name="Last note").click()
    expect(page.get_by_label("Name or TPID")).to_have_value("bank")
    assert rows(page) == ["Woodgrove Bank"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_list_fits_a_phone(scheme: str, page_as: PageAs, axe: Axe, portfolio: None, rm: User) -> None:
    page = page_as(rm, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.goto(LIST)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("link", name="Last note", exact=True).and_(page.locator(".sort-chips a")).click()
    expect(page).to_have_url(re.compile("sort=note"))


def test_people_are_assigned_by_typeahead_of_the_role(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    UserFactory.create(full_name="Nina New", roles=["fm"])
    UserFactory.create(full_name="Nina Nobody", roles=["sme"])
    page = page_as(owner)
    page.goto(reverse("customers:assignment-list", args=[customer.key]))
    axe(page)
    page.get_by_label("Colleague").press_sequentially("nina")
    expect(page.locator("#assignable option")).to_have_count(1)
    assert page.locator("#assignable option").get_attribute("value") == "Nina New"
    page.get_by_label("Colleague").fill("Nina New")
    page.get_by_label("Primary", exact=True).check()
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_label("Colleague")).to_have_value("Nina New")
    axe(page)
    page.get_by_label("Yes, replace the primary person").check()
    page.get_by_role("button", name="Assign", exact=True).click()
    # The owner gave the lead away: the customer stays, the people page does not.
    expect(page.get_by_role("heading", level=1)).to_have_text("Fabrikam, Inc.")
    assert customer.assignments.get(is_primary=True).person.full_name == "Nina New"


def test_priority_is_changed_without_javascript(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner, java_script_enabled=False)
    page.goto(reverse("customers:priority-change", args=[customer.key]))
    page.get_by_label("Low").check()
    page.get_by_role("button", name="Change the priority").click()
    expect(page.locator("#error-summary")).to_contain_text("Say why the priority changes.")
    expect(page.get_by_label("Low")).to_be_checked()
    page.get_by_label("Why").fill("On hold until May.")
    page.get_by_role("button", name="Change the priority").click()
    expect(page.locator("#timeline")).to_contain_text("Priority changed from High to Low: On hold until May.")
    assert PriorityChange.objects.get().changed_by == owner


def test_customer_forms_have_no_accessibility_problem(
    page_as: PageAs, axe: Axe, customer: Customer, admin: User
) -> None:
    page = page_as(admin)
    for verb in ("edit", "tenants", "priority", "archive", "restore"):
        page.goto(f"{LIST}{customer.key}/{verb}/")
        axe(page)
    page.goto(f"{LIST}new/")
    page.get_by_role("button", name="Add the customer").click()
    expect(page.locator("#error-summary")).to_be_visible()
    axe(page)
