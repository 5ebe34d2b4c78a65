"""Templates and snippets: an admin keeps them, an FM inserts them beside typed words, and takes it back."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Snippet
from tests.browser.conftest import PageAs
from tests.factories import SnippetFactory

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]


def composer_of(page: Page, customer: Customer) -> Locator:
    page.goto(customer.get_absolute_url())
    return page.locator("#id_text")


def options(page: Page) -> Locator:
    return page.locator("#insert-menu [role=option]:visible")


def test_admin_edits_a_template_and_an_fm_inserts_it_into_half_typed_text(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User, admin: User
) -> None:
    page = page_as(admin)
    page.goto("/")
    page.get_by_role("link", name="Templates", exact=True).click()
    page.get_by_text("Participants · Discussion points").click()
    axe(page)
    page.get_by_role("button", name="Move Customer call down").click()
    expect(page.locator("#order-template + table tbody th").nth(1)).to_have_text("Customer call")
    page.get_by_role("link", name="Edit Customer call").click()
    page.get_by_label("Text").fill("**Who**\n-\n\n**What**\n-")
    axe(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("“Customer call” is saved.")

    page = page_as(owner)
    field = composer_of(page, customer)
    field.press_sequentially("Dana saidafter")
    field.evaluate("field => field.setSelectionRange(5, 9)")  # a selection is kept, too
    page.get_by_role("button", name="Insert").click()
    find = page.get_by_role("combobox", name="Find a template or snippet")
    expect(find).to_be_focused()
    expect(options(page).first).to_contain_text("Partner/account-team sync")
    axe(page)
    page.keyboard.type("who")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_value("Dana said\n\n**Who**\n- \n\n**What**\n- \n\nafter")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Dana saidafter")
    page.keyboard.press("Control+Shift+z")
    expect(field).to_have_value("Dana said\n\n**Who**\n- \n\n**What**\n- \n\nafter")


def test_own_snippet_by_its_letters(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto("/")
    page.locator("header.top details.menu summary").click()
    page.get_by_role("link", name="My snippets").click()
    axe(page)
    page.get_by_role("link", name="Add one").click()
    page.get_by_label("Title").fill("Weekly")
    page.get_by_role("textbox", name="Shortcut").fill("wk")
    page.get_by_role("textbox", name="Text").fill("Weekly sync with … is in place.")
    axe(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("“Weekly” was added.")

    field = composer_of(page, customer)
    field.press_sequentially("Today: ;;w")
    expect(options(page)).to_have_count(2)  # and the template of workshops
    axe(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("Weekly")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Today: Weekly sync with … is in place.")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Today: ;;w")
    page.keyboard.press("End")
    page.keyboard.type("k")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.type("Dana")  # in place of the first gap
    expect(field).to_have_value("Today: Weekly sync with Dana is in place.")


def test_letters_that_ask_for_nothing_are_just_typed(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    field = composer_of(page, customer)
    menu = page.locator("#insert-menu")
    field.press_sequentially(";;call")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    field.press_sequentially("s ;;zzz")
    page.keyboard.press("Enter")
    field.press_sequentially("for(;;call")
    expect(menu).to_be_hidden()
    expect(field).to_have_value(";;calls ;;zzz\nfor(;;call")

    owner.has_snippet_keys = False
    owner.save(update_fields=["has_snippet_keys"])
    field = composer_of(page, customer)
    with page.expect_console_message(lambda message: message.text == "typed"):
        field.press_sequentially(";;call")
        page.evaluate("setTimeout(() => console.log('typed'), 300)")
    expect(menu).to_have_count(0)


def test_exec_summary_takes_the_words_without_the_marks(page_as: PageAs, customer: Customer, owner: User) -> None:
    SnippetFactory.create(
        owner=owner, title="Marked", shortcut="mm", text="**A** *b* 2*3*4, see [plan](https://a.example/p)\n- x"
    )
    page = page_as(owner)
    page.goto(reverse("notes:exec_summary-create", args=[customer.key]))
    page.get_by_label("Overview of current relationship").fill("Good.")
    page.get_by_role("button", name="Insert").nth(1).click()
    options(page).filter(has_text="Marked").click()
    plain = "A b 2*3*4, see plan (https://a.example/p)\n- x"
    expect(page.get_by_label("Overview of current relationship")).to_have_value(f"Good.\n\n{plain}")
    page.get_by_role("button", name="Add EXO Exchange Online").click()
    page.keyboard.type(";;mm")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_label("EXO Exchange Online")).to_have_value(plain)


def test_menu_on_a_phone_keeps_the_composer_open(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner, viewport={"width": 360, "height": 780}, color_scheme="dark")
    field = composer_of(page, customer)
    field.focus()
    page.get_by_role("button", name="Insert").click()
    expect(options(page).first).to_be_visible()
    expect(page.get_by_role("button", name="Preview")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Insert")).to_be_focused()


def test_lists_fit_a_phone(page_as: PageAs, axe: Axe, owner: User, admin: User) -> None:
    SnippetFactory.create(owner=owner, title="x" * 100, shortcut="abcdefghijkl", text="y" * 300)
    SnippetFactory.create(title="x" * 100, shortcut="abcdefghijkl", text="y" * 300)
    for person, address in ((owner, "/snippets/mine/"), (admin, "/snippets/")):
        page = page_as(person, viewport={"width": 360, "height": 900}, color_scheme="dark")
        page.goto(address)
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, 360)
        axe(page)


def test_texts_can_be_copied_without_javascript(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner, java_script_enabled=False)
    page.goto(customer.get_absolute_url())
    page.get_by_role("link", name="Templates to copy").click()
    page.get_by_text("Participants · Discussion points").click()
    template = Snippet.objects.get(title="Customer call")
    expect(page.locator(f"#text-{template.pk}")).to_have_text(template.text, use_inner_text=True)


def test_snippets_are_there_after_a_form_came_back(page_as: PageAs, customer: Customer, owner: User) -> None:
    """The answer takes the place of the page's body, where the menu was."""
    page = page_as(owner)
    page.goto(reverse("notes:note-create", args=[customer.key]))
    field = page.locator("#id_text")
    field.press_sequentially(";;w")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("[data-save]").first.click()
    expect(page.locator("#note-errors")).to_be_visible()
    page.locator("#id_text").press("Control+End")
    page.locator("#id_text").press_sequentially(" ;;w")
    expect(options(page).first).to_be_visible()
