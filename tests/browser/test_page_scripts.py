"""What the small scripts of every page add: keys, rows of a form, menus, copying, dragging."""

from datetime import timedelta

from playwright.sync_api import Dialog, Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note, Workload
from tests.browser.conftest import PageAs
from tests.factories import TODAY, NoteFactory, RiskFactory


def open_customer(page_as: PageAs, person: User, customer: Customer) -> Page:
    page = page_as(person)
    page.goto(customer.get_absolute_url())
    return page


def test_n_goes_to_the_note(page_as: PageAs, owner: User, customer: Customer) -> None:
    page = open_customer(page_as, owner, customer)
    page.keyboard.press("n")
    expect(page.locator("#id_text")).to_be_focused()


def test_keys_are_letters_while_writing(page_as: PageAs, owner: User, customer: Customer) -> None:
    page = open_customer(page_as, owner, customer)
    page.locator("#id_text").focus()
    page.keyboard.type("gh n?")
    expect(page.locator("#id_text")).to_have_value("gh n?")
    expect(page.locator("#keyboard-help")).to_be_hidden()


def test_question_mark_shows_the_keys(page_as: PageAs, owner: User, customer: Customer) -> None:
    page = open_customer(page_as, owner, customer)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_keys_can_be_switched_off(page_as: PageAs, owner: User, customer: Customer) -> None:
    owner.has_shortcuts = False
    owner.save(update_fields=["has_shortcuts"])
    page = open_customer(page_as, owner, customer)
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page.locator("#id_text")).not_to_be_focused()
    expect(page.locator("#keyboard-help")).to_be_hidden()


def test_ctrl_enter_pressed_twice_saves_one_note(page_as: PageAs, owner: User, customer: Customer) -> None:
    page = open_customer(page_as, owner, customer)
    page.locator("#id_text").fill("Short call, nothing new.")
    page.locator("#id_no_action_reason").fill("nothing to do")
    page.locator("#id_text").focus()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("article.note")).to_have_count(1)
    assert Note.objects.filter(customer=customer).count() == 1


def test_row_is_added_and_taken_out(page_as: PageAs, owner: User, customer: Customer) -> None:
    page = open_customer(page_as, owner, customer)
    rows = page.locator("[data-formset-row]:visible")
    before = rows.count()
    page.locator("[data-formset-add]").click()
    expect(rows).to_have_count(before + 1)
    expect(rows.last.locator("input").first).to_be_focused()
    rows.last.locator("[data-formset-remove]").click()
    expect(rows).to_have_count(before)


def test_escape_closes_the_menu_and_returns_to_its_button(page_as: PageAs, owner: User, customer: Customer) -> None:
    page = open_customer(page_as, owner, customer)
    menu = page.locator("header.top details.menu")
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_text_beyond_the_limit_is_counted(page_as: PageAs, owner: User, customer: Customer) -> None:
    page = open_customer(page_as, owner, customer)
    page.locator("#id_text").fill("x" * 19_000)
    expect(page.locator("[data-counter=id_text]")).to_have_text("1,000 characters left")
    page.locator("#id_text").fill("x" * 20_002)
    expect(page.locator("[data-counter=id_text]")).to_have_text("2 characters too many")


def test_leaving_with_unsent_text_asks_first(page_as: PageAs, owner: User, customer: Customer) -> None:
    page = open_customer(page_as, owner, customer)
    page.locator("#id_text").press_sequentially("Half a thought")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]


def test_workload_is_dragged_to_another_place(page_as: PageAs, admin: User) -> None:
    page = page_as(admin)
    page.goto("/workloads/")
    handle = page.locator("[data-reorder-row]").nth(2).locator("[data-grip]")
    expect(handle).to_be_visible()  # with its script, which comes where it is wanted
    grip = handle.bounding_box()
    target = page.locator("[data-reorder-row]").nth(0).bounding_box()
    assert grip
    assert target
    page.mouse.move(grip["x"] + 4, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(grip["x"] + 20, grip["y"] - 20, steps=5)
    page.mouse.move(target["x"] + 200, target["y"] + 4, steps=5)
    page.mouse.up()
    expect(page.locator("[data-reorder-row]").nth(0)).to_contain_text("SPO")
    page.reload()
    codes = list(Workload.objects.order_by("position").values_list("code", flat=True)[:3])
    assert codes == ["SPO", "EXO", "OLM"]


def test_theme_shows_before_it_is_saved(page_as: PageAs, owner: User) -> None:
    page = page_as(owner)
    page.goto("/people/preferences/")
    page.locator("[name=theme]").select_option("dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_refused_field_is_no_longer_marked_once_it_is_changed(page_as: PageAs, owner: User, customer: Customer) -> None:
    page = page_as(owner)
    page.goto(f"{customer.get_absolute_url()}exec-summaries/new/")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Describe the customer.")).to_have_count(2)
    page.get_by_label("Describe the customer").fill("Retail")
    page.get_by_label("Reactive").check()
    page.get_by_label("No workload under discussion").check()
    page.get_by_label("No escalations or issues").check()
    expect(page.locator(".field-error")).to_have_text(
        [
            "Choose the M365 deployment progress.",
            "Give an overview of the relationship with the customer, partner and account team.",
        ]
    )
    expect(page.locator("[aria-invalid=true], .choices.is-invalid")).to_have_count(5)
    expect(page.locator("#error-summary li")).to_have_count(6)


def test_field_pulled_larger_keeps_to_the_policy_when_the_form_comes_back(
    page_as: PageAs, owner: User, customer: Customer
) -> None:
    """htmx would write the size back as an inline style, which the policy forbids: the console must stay silent."""
    page = open_customer(page_as, owner, customer)
    page.locator("#id_text").evaluate("field => { field.style.height = '300px'; }")
    page.get_by_role("button", name="Save note").last.click()
    expect(page.get_by_role("alert")).to_contain_text("The note was not saved yet")


def test_column_beside_the_timeline_has_no_scroll_bar_and_stays_in_sight(
    page_as: PageAs, owner: User, customer: Customer
) -> None:
    for days in range(30):
        NoteFactory.create(customer=customer, happened_on=TODAY - timedelta(days=days))
    RiskFactory.create_batch(6, customer=customer, response="Somebody works on it. " * 8)
    page = page_as(owner, viewport={"width": 1440, "height": 900})
    page.goto(customer.get_absolute_url())
    side = page.locator("aside.side")
    expect(side).to_have_class("side is-placed")
    page.evaluate("scrollTo(0, 800)")
    bottom, hidden = side.evaluate("it => [it.getBoundingClientRect().bottom, it.scrollHeight - it.clientHeight]")
    assert (round(bottom), hidden) == (900 - 16, 0)
