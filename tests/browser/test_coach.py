"""The coach while somebody writes: hint, offer, reason, and the switch of the administrator."""

from playwright.sync_api import expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import CoachDismissal, Note, Risk
from tests.browser.conftest import Axe, PageAs
from tests.factories import DraftFactory

TEXT = "The carrier refused again, so we escalated it. The partner is unresponsive."


def test_hint_helps_or_is_put_away(page_as: PageAs, axe: Axe, customer: Customer, owner: User, admin: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.locator("#id_text").press_sequentially(TEXT)
    lane = page.locator("[data-coach-lane]")
    expect(lane.get_by_role("status")).to_contain_text("2 hints on what you write")
    expect(lane.locator("mark")).to_have_text(["unresponsive", "escalated"])
    expect(page.locator("#id_text")).to_be_focused()
    axe(page)

    lane.get_by_text("The Risks box does not mention this").click()
    lane.get_by_role("link", name="Add to the Risks box").click()
    expect(page.get_by_label("Title")).to_have_value("The carrier refused again, so we escalated it.")
    expect(page.get_by_label("Escalated")).to_be_checked()
    expect(lane.locator(".coach-hint")).to_have_count(1)

    lane.get_by_text("How often did you try, and whom?").click()
    lane.get_by_role("button", name="Put away").click()
    expect(lane.get_by_role("alert")).to_contain_text("Say in a few words why the hint does not fit")
    lane.get_by_label("Why this hint does not fit").fill("They are on holiday.")
    lane.get_by_label("Why this hint does not fit").press("Enter")
    expect(lane).to_be_empty()
    expect(page.locator("#id_text")).to_be_focused()
    assert (CoachDismissal.objects.get().reason, Note.objects.count()) == ("They are on holiday.", 0)

    page.get_by_label("or none, because").fill("Information only")
    page.get_by_role("button", name="Save note").last.click()
    expect(page.locator("#note-said")).to_be_visible()
    assert Risk.objects.get().title == "The carrier refused again, so we escalated it."

    manager = page_as(admin)
    manager.goto("/coach/")
    axe(manager)
    manager.get_by_text("Why it was put away").click()
    expect(manager.locator(".coach-reasons")).to_contain_text("They are on holiday.")
    manager.get_by_role("button", name="Switch off the rule “How often did you try, and whom?”").click()
    expect(manager.locator("#messages")).to_contain_text("The rule is off")

    page.locator("#id_text").press_sequentially("The partner is unresponsive. The proxy is an issue.")
    expect(lane.get_by_role("status")).to_contain_text("1 hint on what you write")
    lane.get_by_text("The Risks box does not mention this").click()
    with page.context.expect_page() as opened:
        lane.get_by_role("link", name="Add to the Risks box").click()
    expect(opened.value.get_by_label("Title")).to_have_value("The proxy is an issue.")


def test_draft_that_goes_on_has_its_hints_at_once(page_as: PageAs, customer: Customer, owner: User) -> None:
    draft = DraftFactory.create(customer=customer, author=owner, first_words=TEXT)
    page = page_as(owner)
    page.goto(draft.get_absolute_url())
    expect(page.locator("[data-coach-lane]").get_by_role("status")).to_contain_text("2 hints on what you write")


def test_hints_of_an_exec_summary(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(f"{customer.get_absolute_url()}exec-summaries/new/")
    page.locator("[name=relationship]").press_sequentially("Same as before")
    expect(page.locator(".coach-hint")).to_contain_text("This section says nothing")
    axe(page)
    page.locator("[name=relationship]").fill("Weekly calls. The partner escalated it.")
    page.get_by_text("The Risks box does not mention this").click()
    page.get_by_role("link", name="Add to the Risks box").click()
    expect(page.locator("[name=new_risks-0-title]")).to_have_value("The partner escalated it.")
    expect(page.locator("[name=new_risks-0-kind]")).to_have_value("escalation")
    expect(page.locator(".coach-hint")).to_have_count(0)
