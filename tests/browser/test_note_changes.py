"""A note after it was published: amended, read, withdrawn, moved; with and without JavaScript."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from customers.models import Customer, CustomerVisit
from ftop.accounts.models import User
from notes.models import Note, NoteRead
from tests.browser.conftest import PageAs
from tests.factories import AssignmentFactory, CustomerFactory, DraftFactory
from tests.notes.published import overall, summary

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]
with_and_without_script = pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])


def save(page: Page) -> None:
    page.locator("[data-save]").first.click()


def open_menu(page: Page, item: str) -> None:
    page.locator("#main details.menu > summary").click()
    page.get_by_role("link", name=item, exact=True).click()


@with_and_without_script
def test_author_amends_and_withdraws_and_the_rm_reads_what_is_left(
    has_script: bool, page_as: PageAs, axe: Axe, customer: Customer, owner: User, rm: User
) -> None:
    note = overall(customer, owner, "Call with Dana.")
    look = axe if has_script else lambda page: None
    author = page_as(owner, java_script_enabled=has_script)
    author.goto(note.get_absolute_url())
    look(author)
    open_menu(author, "Amend")
    author.get_by_label("Note", exact=True).fill("Call with Lee.")
    author.get_by_label("Why you amend it").fill("It was Lee.")
    look(author)
    save(author)
    expect(author.locator("#messages")).to_contain_text("The note is amended.")

    manager = page_as(rm, java_script_enabled=has_script)
    manager.goto(customer.get_absolute_url())
    manager.get_by_role("link", name="amended").click()
    expect(manager.locator("del")).to_contain_text("Dana.")
    expect(manager.locator("ins")).to_contain_text("Lee.")
    expect(manager.get_by_text("It was Lee.")).to_be_visible()
    look(manager)

    author.goto(note.get_absolute_url())
    open_menu(author, "Withdraw")
    author.get_by_label("Why").fill("Sent twice.")
    look(author)
    save(author)
    expect(author.locator("#note-withdrawn")).to_contain_text("Withdrawn by Olivia Owner")
    expect(author.locator("#note .prose")).to_have_text("Call with Lee.")
    look(author)

    manager.goto(customer.get_absolute_url())
    expect(manager.locator("#timeline .withdrawn")).to_contain_text("Sent twice.")
    look(manager)
    manager.locator("#timeline .withdrawn h4 a").click()
    expect(manager.locator("#note-withdrawn")).to_be_visible()
    assert "Lee" not in manager.content()
    look(manager)


def test_words_of_another_window_amend_the_saved_note(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    """The same draft stands in two windows; one of them publishes it."""
    typed = {"text": "First words", "no_action_reason": "Information only", "happened_on": "2026-03-03"}
    rows = {"actions-TOTAL_FORMS": "0", "actions-INITIAL_FORMS": "0"}
    draft = DraftFactory.create(customer=customer, author=owner, payload=[*typed.items(), *rows.items()])
    first = page_as(owner)
    first.goto(draft.get_absolute_url())
    page = first.context.new_page()
    page.goto(draft.get_absolute_url())
    save(first)
    expect(first.locator("#messages")).to_contain_text("Note saved.")
    page.locator("#id_text").fill("Better words")
    expect(page.locator("[data-save-state]")).to_contain_text("saved as a note in another window")
    save(page)
    axe(page)
    page.get_by_role("button", name="Amend the saved note with these words").click()
    expect(page.locator("#taken-over")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value("Better words")
    axe(page)
    save(page)
    expect(page.locator("#note .prose")).to_have_text("Better words")
    assert Note.objects.count() == 1


def test_two_tabs_amend_and_nothing_is_lost(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    note = summary(customer, owner)
    first, second = page_as(owner), page_as(owner)
    for page, words in ((first, "Live."), (second, "Paused.")):
        page.goto(reverse("notes:exec_summary-amend", args=[note.key]))
        page.get_by_label("EXO Exchange Online").fill(words)
        expect(page.locator("#exec-summary-preview")).to_contain_text(f"Exchange Online - {words}")
    save(first)
    expect(first.locator("#messages")).to_be_visible()
    save(second)
    expect(second.locator("#conflict")).to_contain_text("Live.")
    expect(second.get_by_label("EXO Exchange Online")).to_have_value("Paused.")
    axe(second)
    second.get_by_role("button", name="Save the amendment again").click()
    expect(second.locator("#note .workloads")).to_contain_text("Paused.")
    second.goto(reverse("notes:note-history", args=[note.key]))
    expect(second.locator(".history del").first).to_contain_text("Live.")
    axe(second)


@pytest.mark.parametrize("width", [360, 1440])
def test_note_moves_to_the_right_customer(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User, width: int
) -> None:
    other = CustomerFactory.create(name="Tailspin Toys")
    AssignmentFactory.create(customer=other, person=owner)
    note = overall(customer, owner, "x" * 300)
    page = page_as(owner, viewport={"width": width, "height": 900}, color_scheme="dark")
    page.goto(note.get_absolute_url())
    open_menu(page, "Move")
    page.get_by_label("Which customer does it belong to?").fill("tail")
    page.get_by_role("button", name="Search").click()
    axe(page)
    page.get_by_role("link", name="Tailspin Toys").click()
    page.get_by_label("Why it moves").fill("Wrong customer")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    axe(page)
    save(page)
    expect(page.locator(".crumb")).to_have_text("Tailspin Toys")
    page.goto(reverse("notes:note-history", args=[note.key]))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    expect(page.locator(".history")).to_contain_text("moved it here from Fabrikam, Inc.")
    page.goto(customer.get_absolute_url())
    expect(page.locator("#timeline .event")).to_contain_text("moved to another customer: Wrong customer.")


@with_and_without_script
def test_who_looks_is_marked_once_they_look(
    has_script: bool, page_as: PageAs, customer: Customer, owner: User, rm: User
) -> None:
    note = overall(customer, owner)
    page = page_as(rm, java_script_enabled=has_script)
    for thing, button in ((note, "Mark as read"), (customer, "Mark as read up to here")):
        if has_script:
            with page.expect_response(lambda response: response.request.method == "POST") as told:
                page.goto(thing.get_absolute_url())
            assert told.value.status == 204
            expect(page.get_by_role("button", name=button)).to_have_count(0)
        else:
            page.goto(thing.get_absolute_url())
            page.get_by_role("button", name=button).click()
    assert NoteRead.objects.get().person == rm
    assert CustomerVisit.objects.get(customer=customer).person == rm
