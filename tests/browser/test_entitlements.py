"""An FM notes the same for two workloads, changes one of them in the second step, and reads the grid."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import EntitlementStatus, Workload
from tests.browser.conftest import PageAs
from tests.factories import EntitlementFactory, TenantFactory

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
def test_fm_notes_two_workloads_at_once(
    width: int, theme: str, page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    tenant = TenantFactory.create(customer=customer, name="Fabrikam", default_domain="fabrikam.example", is_winner=True)
    for code in ("EXO", "TEAMS"):
        EntitlementFactory.create(tenant=tenant, workload=Workload.objects.get(code=code))
    page = page_as(owner, viewport={"width": width, "height": 900}, color_scheme=theme)
    page.goto(customer.get_absolute_url())
    page.get_by_role("region", name="Entitlements").get_by_role("link", name="Write a note").click()
    page.get_by_role("checkbox", name="EXO Exchange Online").check()
    page.get_by_role("checkbox", name="TEAMS Teams").check()
    expect(page.get_by_role("button", name="The customer has no intent to deploy")).to_be_hidden()
    page.get_by_role("radio", name="Blocked").check()
    text = page.get_by_label("Intent and why")
    text.fill("Call with Dana.")
    page.get_by_role("button", name="Due to …, the customer is unable").click()
    expect(text).to_have_value("Call with Dana. Due to …, the customer is unable to deploy because ….")
    axe(page)
    text.fill("Due to the old firewall, the customer is unable to deploy.")
    page.get_by_role("button", name="Save", exact=True).last.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Is this true for each?")
    page.get_by_label("Intent and why, TEAMS Teams of Fabrikam").fill("No answer to 3 attempts by mail to the lead.")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Save what is ticked").click()

    expect(page.get_by_text("2 Entitlement Status Notes saved, one for each workload.")).to_be_visible()
    assert EntitlementStatus.objects.count() == 2
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("row", name="TEAMS").get_by_role("link", name="Blocked").click()
    expect(page.get_by_text("No answer to 3 attempts by mail to the lead.")).to_be_visible()
    axe(page)
