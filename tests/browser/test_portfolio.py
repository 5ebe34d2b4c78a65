"""A leader looks at the portfolio and opens what is behind a number."""

from django.utils import timezone
from playwright.sync_api import expect

from customers.models import Customer
from ftop.accounts.models import User
from tests.browser.conftest import Axe, PageAs
from tests.factories import NoteFactory, RiskFactory
from tests.factories_portfolio import StatusSpanFactory


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
    expect(page.get_by_role("combobox", name="Engagement")).to_have_value("reactive")
    axe(page)
    page.go_back()
    page.get_by_role("region", name="Open in the Risks boxes").get_by_role("link", name="1").click()
    expect(page.get_by_role("link", name="Proxy")).to_be_visible()
    axe(page)
    page.locator("summary", has_text="Columns").click()
    axe(page)
    page.get_by_role("checkbox", name="Owner", exact=True).uncheck()
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("columnheader", name="Owner")).to_have_count(0)
    expect(page.get_by_role("columnheader", name="Severity")).to_be_visible()


def test_customers_of_rows_are_chosen_and_read(page_as: PageAs, axe: Axe, customer: Customer, leader: User) -> None:
    for title, customer_id in (("Proxy", customer.pk), ("DNS", customer.pk), ("Budget", None)):
        other = {"customer_id": customer_id} if customer_id else {"customer__name": "Woodgrove"}
        RiskFactory.create(title=title, **other)
    page = page_as(leader)
    page.goto("/portfolio/risks/")
    page.get_by_role("link", name="What").first.click()
    expect(page.get_by_role("columnheader", name="What")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("tbody th")).to_have_text(["Budget", "DNS", "Proxy"])
    page.get_by_label("Choose Fabrikam, Inc.").first.check()
    expect(page.get_by_label("Choose Fabrikam, Inc.").last).to_be_checked()
    bar = page.locator(".pick-bar")
    expect(bar).to_contain_text("1 chosen")
    page.get_by_label("Choose all on this page").check()
    expect(bar).to_contain_text("2 chosen")
    page.get_by_label("Choose Woodgrove").uncheck()
    axe(page)
    bar.get_by_role("button", name="Read one by one").click()
    expect(page.get_by_role("heading", level=1, name="Fabrikam, Inc.")).to_be_visible()
    expect(page.get_by_text("1 of 1").first).to_be_visible()


def test_over_time_by_chart_and_by_table_on_a_phone(
    page_as: PageAs, axe: Axe, customer: Customer, leader: User
) -> None:
    this_month = timezone.localdate().replace(day=1)
    StatusSpanFactory.create(customer=customer, engagement_status="reactive", from_month=this_month)
    NoteFactory.create(customer=customer, happened_on=this_month, written_at=timezone.now(), workload_codes=["EXO"])
    page = page_as(leader)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/portfolio/")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(page.get_by_role("img", name="Engagement by month")).to_be_visible()
    table = page.get_by_text("Table: engagement by month")
    table.focus()
    page.keyboard.press("Enter")
    axe(page)
    page.get_by_role("row", name="Reactive").get_by_role("link", name="1").click()
    expect(page.get_by_role("link", name="Fabrikam, Inc.")).to_be_visible()
    expect(page.get_by_label("At the end of")).to_have_value(f"{this_month:%Y-%m}")
    page.go_back()
    page.get_by_role("row", name="EXO").get_by_role("link", name="1").click()
    expect(page.get_by_role("heading", name="Notes that speak of a workload: EXO")).to_be_visible()
    axe(page)


def test_portfolio_is_taken_out(page_as: PageAs, axe: Axe, customer: Customer, leader: User) -> None:
    page = page_as(leader)
    page.goto("/portfolio/?priority=high")
    page.locator("summary", has_text="Export").click()
    axe(page)
    page.get_by_role("button", name="Excel").click()
    page.get_by_label("Review meeting").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith(".xlsx")
