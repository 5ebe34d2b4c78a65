"""An FM logs a note on the customer page; with and without JavaScript, and with the back button."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import NextAction, Note
from tests.browser.conftest import PageAs
from tests.factories import NextActionFactory, NoteFactory

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]


def save(page: Page) -> None:
    page.locator("[data-save]").first.click()


def test_fm_logs_a_note_with_two_next_actions(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User, teammate: User
) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    axe(page)
    page.keyboard.press("n")
    page.keyboard.type("Call about the **pilot** #covid")
    page.get_by_label("Next action", exact=True).first.fill("Send the plan")
    page.get_by_label("Date", exact=True).first.fill("2026-03-10")
    page.get_by_role("button", name="Another").click()
    page.keyboard.type("Call Dana")
    page.get_by_label("Date", exact=True).nth(1).fill("2026-03-11")
    page.get_by_label("Owner", exact=True).nth(1).fill("Tara Teammate")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#note-said")).to_have_text("Note saved.")
    expect(page.locator("#timeline strong")).to_have_text("pilot")
    expect(page.locator("#next-actions .what")).to_have_text(["Send the plan", "Call Dana"])
    expect(page.locator("#id_text")).to_have_value("")
    axe(page)
    assert list(NextAction.objects.values_list("owner", flat=True)) == [owner.pk, teammate.pk]


def test_errors_keep_what_was_typed(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.locator("#id_text").fill("Kept words")
    page.get_by_label("Escalated", exact=True).check()
    save(page)
    expect(page.locator("#note-errors")).to_be_focused()
    expect(page.locator("#id_text")).to_have_value("Kept words")
    axe(page)


def test_enter_in_a_field_saves(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.locator("#id_text").fill("Short call")
    page.locator("#id_no_action_reason").fill("Information only")
    page.locator("#id_no_action_reason").press("Enter")
    expect(page.locator("#note-said")).to_have_text("Note saved.")


def test_back_button_brings_an_empty_form_and_the_way_to_the_note(
    page_as: PageAs, customer: Customer, owner: User
) -> None:
    page = page_as(owner)
    page.goto(reverse("notes:note-create", args=[customer.key]))
    page.locator("#id_text").fill("First words")
    page.locator("#id_no_action_reason").fill("Information only")
    save(page)
    expect(page.locator("#messages")).to_contain_text("Note saved.")
    page.go_back()
    expect(page.locator("#id_text")).to_have_value("")
    page.get_by_role("link", name="look at it").click()
    expect(page.locator("#note")).to_contain_text("First words")
    assert Note.objects.count() == 1


def test_action_is_done_with_an_outcome_and_taken_back(page_as: PageAs, customer: Customer, owner: User) -> None:
    action = NextActionFactory.create(note__customer=customer, text="Send the plan")
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.get_by_label("Outcome, optional").fill("Sent.")
    page.get_by_label("Outcome, optional").press("Enter")  # ticks nothing by itself
    page.get_by_role("button", name="Done: Send the plan").click()
    expect(page.locator("#next-action-said")).to_contain_text("Done: Send the plan")
    expect(page.locator(f"#action-{action.pk}")).to_contain_text("Sent.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Done: Send the plan")).to_be_visible()


def test_long_note_opens_in_its_place(page_as: PageAs, customer: Customer, owner: User) -> None:
    NoteFactory.create(customer=customer, html="<p>all of it</p>", excerpt_html="<p>part</p>")
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.get_by_role("link", name="Show all").click()
    expect(page.get_by_text("all of it")).to_be_visible()
    assert page.url.endswith(customer.get_absolute_url())


def test_filter_swaps_the_timeline_and_stands_in_the_address(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    NoteFactory.create(customer=customer, html="<p>calm</p>")
    NoteFactory.create(customer=customer, html="<p>loud</p>", is_escalated=True)
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.locator("#id_text").fill("Not lost by filtering")
    page.get_by_role("link", name="Escalated", exact=True).click()
    expect(page.get_by_text("calm")).to_have_count(0)
    expect(page.locator("#id_text")).to_have_value("Not lost by filtering")
    assert page.url.endswith("?escalated=1")
    page.get_by_text("Filter", exact=True).click()
    expect(page.get_by_label("Escalated only")).to_be_checked()
    axe(page)
    page.get_by_label("Escalated only").uncheck()
    page.locator("#id_kind").select_option("exec_summary")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No note matches this filter.")).to_be_visible()
    page.wait_for_url("**/?kind=exec_summary*")
    expect(page.locator("#timeline")).to_have_count(1)


def test_note_is_logged_without_javascript(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner, java_script_enabled=False)
    page.goto(customer.get_absolute_url())
    page.locator("#id_text").fill("Call about the **pilot**")
    page.get_by_label("Next action", exact=True).first.fill("Send the plan")
    page.get_by_label("Date", exact=True).first.fill("2026-03-10")
    page.get_by_role("button", name="Another").click()
    page.get_by_label("Next action", exact=True).nth(1).fill("Call Dana")
    page.get_by_label("Date", exact=True).nth(1).fill("2026-03-11")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#note-preview strong")).to_have_text("pilot")
    save(page)
    expect(page.locator("#messages")).to_contain_text("Note saved.")
    page.get_by_role("button", name="Done: Call Dana").click()
    expect(page.locator("#next-actions .what")).to_have_text(["Send the plan"])


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_pages_of_a_note_fit_and_are_readable(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User, width: int, scheme: str
) -> None:
    note = NoteFactory.create(customer=customer, text="x" * 300, html=f"<p>{'x' * 300}</p>", is_escalated=True)
    NextActionFactory.create(note=note)
    page = page_as(owner, viewport={"width": width, "height": 900}, color_scheme=scheme)
    composer = reverse("notes:note-create", args=[customer.key])
    for address in [customer.get_absolute_url(), note.get_absolute_url(), composer]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        axe(page)


def test_first_tap_on_a_phone_hits_what_it_aims_at(page_as: PageAs, customer: Customer, owner: User) -> None:
    """The text field must not grow under the finger when the form takes the focus."""
    page = page_as(owner, viewport={"width": 360, "height": 780})
    page.goto(reverse("notes:note-create", args=[customer.key]))
    page.get_by_label("Escalated", exact=True).check()
    expect(page.get_by_label("Title")).to_be_visible()
