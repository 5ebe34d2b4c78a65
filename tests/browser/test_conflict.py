"""Two editors of one thing in the browser: nothing typed is lost, and who wins where is a choice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.services.inputs import RiskInput
from notes.services.risk import edit_risk
from tests.browser.conftest import PageAs
from tests.factories import NOON, RiskFactory

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_risk_in_the_box_on_a_phone_by_keyboard(
    scheme: str, page_as: PageAs, axe: Axe, customer: Customer, owner: User, teammate: User
) -> None:
    risk = RiskFactory.create(customer=customer, title="The proxy breaks sign-in", response="A bypass is tested.")
    page = page_as(owner, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.goto(customer.get_absolute_url())
    page.get_by_role("link", name="Edit The proxy breaks sign-in").click()
    editor = page.locator(".risk-editor")
    editor.get_by_label("Title").fill("The proxy is old")
    editor.get_by_label("What is being done").fill("Mine.")
    newer = RiskInput(kind="risk", title=risk.title, severity="high", response="The bypass works.", owner=teammate)
    edit_risk(risk=risk, version=1, values=newer, by=teammate, now=NOON)
    editor.get_by_role("button", name="Save").click()

    conflict = page.get_by_role("alert")
    expect(conflict.get_by_role("heading")).to_have_text("Tara Teammate saved this risk after you opened it")
    expect(conflict).to_be_focused()
    expect(conflict.get_by_role("group", name="What is being done")).to_contain_text("A bypass is tested.")
    expect(editor.get_by_label("Severity")).to_have_value("high")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.keyboard.press("Tab")
    expect(page.get_by_label("Take the saved one: What is being done")).to_be_focused()
    page.keyboard.press("Space")
    editor.get_by_role("button", name="Save again").click()
    expect(editor).to_have_count(0)
    risk.refresh_from_db()
    kept = (risk.title, risk.severity, risk.owner, risk.response)
    assert kept == ("The proxy is old", "high", teammate, "The bypass works.")


def test_customer_without_javascript(page_as: PageAs, customer: Customer, admin: User) -> None:
    mine, other = (page_as(admin, java_script_enabled=False) for _ in range(2))
    for page, name in ((mine, "Fabrikam GmbH"), (other, "Fabrikam AG")):
        page.goto(f"{customer.get_absolute_url()}edit/")
        page.locator("#id_name").fill(name)
    mine.locator("#id_seats").fill("55")
    other.get_by_role("button", name="Save").click()
    mine.get_by_role("button", name="Save").click()
    expect(mine.locator("#conflict h2")).to_have_text("You saved this customer in another window")
    mine.get_by_label("Take the saved one: Name").check()
    mine.get_by_role("button", name="Save again").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Fabrikam AG")
    assert Customer.objects.values_list("name", "seats").get() == ("Fabrikam AG", 55)
