"""The next Exec Summary: begun with the last one, written with what happened since, read for what is new."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RiskKind
from notes.models import Draft, ExecSummary, Note
from tests.browser.conftest import PageAs
from tests.factories import RiskFactory
from tests.notes.published import overall, summary

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]


@pytest.fixture
def last(customer: Customer, owner: User) -> Note:
    """Written ten days ago; a note and an escalation since."""
    now = timezone.now() - timedelta(days=10)
    note = summary(customer, owner, now=now, happened_on=now.date())
    since = now + timedelta(days=1)
    overall(customer, owner, "Firewall rules are live.", now=since, happened_on=since.date())
    RiskFactory.create(customer=customer, kind=RiskKind.ESCALATION, title="Mail is down", opened_at=since)
    return note


def editor_of(customer: Customer) -> str:
    return reverse("notes:exec_summary-create", args=[customer.key])


def still_true(page: Page, name: str) -> None:
    page.get_by_role("checkbox", name=re.compile(f"Still true.*{name}")).check()


def test_fm_begins_with_the_last_one_and_a_reader_sees_what_is_new(
    page_as: PageAs, axe: Axe, last: Note, owner: User, leader: User
) -> None:
    page = page_as(owner)
    page.goto(editor_of(last.customer))
    count, relationship = page.locator("[data-carried-count]"), page.locator("#id_relationship")
    expect(count).to_have_text("11 of 11 to look at.")
    expect(page.get_by_label("Insert into").locator("option").first).to_have_text("Describe the customer")
    still_true(page, "EXO")
    expect(count).to_have_text("10 of 11 to look at.")
    relationship.press("Control+End")
    page.keyboard.type(" Now daily.")
    expect(count).to_have_text("9 of 11 to look at.")
    page.get_by_role("button", name=re.compile("Insert.*Firewall rules are live")).click()
    expect(relationship).to_have_value(
        re.compile(r"deployment plans\. Now daily\. Firewall rules are live\. \(note of .+\)$")
    )
    expect(page.locator("#exec-summary-against > summary .meta")).to_have_text("1")
    page.get_by_role("button", name="Start empty").click()
    expect(page.locator("#id_support_requests")).to_have_value("")
    expect(relationship).to_have_value(re.compile("Now daily"))
    page.get_by_role("button", name="Start from the last one").click()
    expect(page.locator("#id_workload_EXO")).to_have_value("Planning, updating firewall rules.")
    expect(relationship).to_have_value(re.compile("Now daily"))
    axe(page)
    still_true(page, "EXO")
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"^Saved \d"))
    page.reload()
    expect(count).to_have_text("9 of 11 to look at.")
    expect(page).to_have_url(re.compile(rf"\?draft={Draft.objects.get().key}$"))
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#carried-said")).to_contain_text("10 of 11 parts unchanged")
    assert ExecSummary.objects.latest("pk").carried.unconfirmed.isdisjoint({"EXO", "relationship"})
    expect(page.locator("details.carried[open]")).to_have_count(0)  # the author knows them
    reader = page_as(leader, viewport={"width": 360, "height": 740})
    reader.goto(page.url)
    expect(reader.locator("details.carried[open]")).to_have_count(8)
    reader.get_by_role("button", name="Hide what is unchanged").click()
    expect(reader.locator("details.carried[open]")).to_have_count(0)
    reader.locator("#changes > summary").click()
    expect(reader.locator("#changes")).to_contain_text("Escalation opened: Mail is down")
    axe(reader)
    reader.get_by_role("link", name="Compare section by section").click()
    expect(reader.locator(".diff ins")).to_contain_text("Now daily.")
    axe(reader)


def test_without_javascript_the_same_form_begins_confirms_and_publishes(
    page_as: PageAs, last: Note, owner: User
) -> None:
    page = page_as(owner, java_script_enabled=False)
    page.goto(editor_of(last.customer))
    page.locator("#id_relationship").fill("Daily calls now.")
    page.get_by_role("button", name="Start empty").click()
    expect(page.locator("#id_workload_EXO")).to_have_value("")
    page.get_by_role("button", name="Start from the last one").click()
    page.get_by_role("button", name="The rest is still true, too").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("#carried-said")).to_contain_text("10 of 11 parts unchanged")
    assert ExecSummary.objects.latest("pk").unconfirmed == []
    expect(page.locator("#summary-text").get_by_text("Daily calls now.")).to_be_visible()


def test_hint_is_put_away_until_the_next_change(page_as: PageAs, axe: Axe, last: Note, owner: User) -> None:
    page = page_as(owner)
    page.goto("/")
    expect(page.locator(".worth")).to_contain_text("escalation opened: Mail is down")
    axe(page)
    page.get_by_role("button", name=re.compile("Not now.*hide this hint")).click()
    expect(page.locator(".messages")).to_contain_text("is put away until something else changes.")
    expect(page.locator(".worth")).to_have_count(0)
    RiskFactory.create(customer=last.customer, kind=RiskKind.ESCALATION, title="Again", opened_at=timezone.now())
    page.goto(last.customer.get_absolute_url())
    expect(page.locator(".worth")).to_contain_text("escalation opened: Again")
