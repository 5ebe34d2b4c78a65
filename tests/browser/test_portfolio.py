"""A leader looks at the portfolio and opens what is behind a number."""

from playwright.sync_api import expect

from customers.models import Customer
from ftop.accounts.models import User
from tests.browser.conftest import Axe, PageAs
from tests.factories import RiskFactory


def test_numbers_open_what_is_behind_them(page_as: PageAs, axe: Axe, customer: Customer, leader: User) -> None:
    Customer.objects.update(engagement_status="reactive", deployment_progress="partially_deployed")
    RiskFactory.create(customer=customer, title="Proxy", kind="escalation", severity="high")
    page = page_as(leader)
    page.goto("/")
    page.get_by_role("link", name="Portfolio", exact=True).click()
    expect(page.get_by_text("1 customer. Every number opens what is behind it.")).to_be_visible()
    axe(page)
    page.get_by_role("region", name="What the newest Exec Summaries say").get_by_role("link", name="1").click()
    expect(page.get_by_role("link", name="Fabrikam, Inc.")).to_be_visible()
    expect(page.get_by_label("Engagement")).to_have_value("reactive")
    axe(page)
    page.go_back()
    page.get_by_role("region", name="Open in the Risks boxes").get_by_role("link", name="1").click()
    expect(page.get_by_role("link", name="Proxy")).to_be_visible()
    axe(page)
