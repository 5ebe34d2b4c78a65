"""Nothing typed is lost: killed tabs, ended sign-ins, dead networks, two windows, the back button."""

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Route, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Draft, Note
from tests.browser.conftest import PageAs
from tests.factories import NoteFactory

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]


def write(page: Page, text: str) -> None:
    """Type at the end of the note, as a person does."""
    page.locator("#id_text").press("Control+End")
    page.keyboard.type(text)


def saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"^Saved \d"))


def give_a_reason(page: Page) -> None:
    page.get_by_label("or none, because").fill("Information only")


def another_tab(page: Page, address: str) -> Page:
    tab = page.context.new_page()
    tab.goto(address)
    return tab


def test_killed_tab_loses_nothing(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.wait_for_timeout(300)
    assert not Draft.objects.exists()  # looking at a form stores nothing
    write(page, "First half,")
    saved(page)
    write(page, " second half")
    page.close()  # a second later it would have been saved
    again = page.context.new_page()
    again.goto(customer.get_absolute_url())
    expect(again.locator("#messages")).to_contain_text("kept in this browser")
    again.reload()
    axe(again)
    again.get_by_role("link", name="Continue").click()
    expect(again.locator("#id_text")).to_have_value("First half, second half")
    expect(again.locator("#drafts .draft-row")).to_be_hidden()
    give_a_reason(again)
    again.get_by_role("button", name="Save note").last.click()
    expect(again.locator("#note-said")).to_have_text("Note saved.")
    assert (Note.objects.get().key, Draft.objects.open().count()) == (Draft.objects.get().key, 0)


def test_reload_goes_on_where_one_was(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    write(page, "Call about Teams")
    page.get_by_label("Next action", exact=True).first.fill("Send the plan")
    page.get_by_role("button", name="Another").click()
    page.keyboard.type("Call Dana")
    saved(page)
    page.reload()
    expect(page.locator("#id_text")).to_have_value("Call about Teams")
    expect(page.get_by_label("Next action", exact=True).nth(1)).to_have_value("Call Dana")
    write(page, " and Yammer")
    saved(page)
    assert dict(Draft.objects.get().payload)["text"] == "Call about Teams and Yammer"


@pytest.mark.expects_in_console("Error Code 401")
def test_sign_in_that_ends_at_autosave_and_at_publishing(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    owner.set_password("a long pass phrase")
    owner.save()
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    Session.objects.all().delete()
    write(page, "Written while signed out")
    dialog = page.locator("#sign-in-again")
    expect(dialog).to_be_visible()
    axe(page)
    sign_in_again(page, owner, "wrong")
    expect(dialog).to_contain_text("do not belong together")
    sign_in_again(page, owner, "a long pass phrase")
    saved(page)
    give_a_reason(page)
    saved(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save note").last.click()
    sign_in_again(page, owner, "a long pass phrase")
    expect(page.locator("#note-said")).to_have_text("Note saved.")
    assert Note.objects.get().text == "Written while signed out"


def sign_in_again(page: Page, person: User, password: str) -> None:
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(password)
    page.locator("#sign-in-again").get_by_role("button", name="Sign in").click()


@pytest.mark.expects_in_console("ERR_INTERNET_DISCONNECTED", "htmx:")
def test_dead_network_keeps_the_words_and_sends_one_note(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.context.set_offline(True)
    write(page, "Written in a train")
    give_a_reason(page)
    expect(page.locator("[data-save-state]")).to_contain_text("Not saved: no connection.")
    page.get_by_role("button", name="Save note").last.click()
    expect(page.locator("[data-send-state]")).to_contain_text("Trying again in")
    axe(page)
    page.context.set_offline(False)
    expect(page.locator("#note-said")).to_have_text("Note saved.")
    assert Note.objects.get().text == "Written in a train"


@pytest.mark.expects_in_console("status of 50", "Error Code 50")
@pytest.mark.parametrize("status", [500, 502])
def test_server_in_trouble_is_asked_again(page_as: PageAs, customer: Customer, owner: User, status: int) -> None:
    """The answer of the first try is lost after the note was written: still there is one."""
    tries: list[str] = []

    def stumble(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) == 1:
            route.fetch()
            route.fulfill(status=status, body="")
        else:
            route.continue_()

    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.route("**/notes/new/", stumble)
    write(page, "Sent twice")
    give_a_reason(page)
    page.get_by_role("button", name="Save note").last.dblclick()
    expect(page.locator("#note-said")).to_contain_text("there is one of it")
    assert (Note.objects.count(), len(tries)) == (1, 2)


def test_two_windows_show_both_versions(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    write(page, "Start")
    saved(page)
    other = another_tab(page, f"{reverse('notes:note-create', args=[customer.key])}?draft={Draft.objects.get().key}")
    other.locator("#id_text").fill("Start, from the other window")
    other.get_by_label("or none, because").fill("Waiting for the customer")
    saved(other)
    page.locator("#id_text").fill("Start, from here")
    panel = page.locator("#draft-conflict")
    expect(panel).to_contain_text("Start, from the other window")
    expect(panel).to_contain_text("taken over: or none, because")
    axe(page)
    assert dict(Draft.objects.get().payload)["text"] == "Start, from the other window"  # nothing is overwritten
    panel.get_by_label("Both, one below the other").check()
    panel.get_by_role("button", name="Go on with this").click()
    both = "Start, from here\n\nStart, from the other window"
    expect(page.locator("#id_text")).to_have_value(both)
    expect(page.get_by_label("or none, because")).to_have_value("Waiting for the customer")
    assert dict(Draft.objects.get().payload)["text"] == both


@pytest.mark.expects_in_console("ERR_FAILED")
def test_somebody_else_on_the_same_browser_sees_nothing(
    page_as: PageAs, customer: Customer, owner: User, teammate: User
) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    page.route("**/save/", lambda route: route.abort())
    write(page, "For my eyes")
    expect(page.locator("[data-save-state]")).to_contain_text("Not saved")
    sign_in_as(page.context, teammate)
    tab = another_tab(page, customer.get_absolute_url())
    tab.wait_for_timeout(500)
    expect(tab.locator("body")).not_to_contain_text("For my eyes")
    tab.goto(reverse("notes:draft-list"))
    expect(tab.locator("body")).to_contain_text("Nothing is waiting.")
    page.unroute("**/save/")
    give_a_reason(page)  # the page of the first person is still open
    expect(page.locator("[data-save-state]")).to_contain_text("somebody else is signed in")
    page.close()
    sign_in_as(tab.context, owner)
    tab.goto(customer.get_absolute_url())
    expect(tab.locator("#messages")).to_contain_text("kept in this browser")
    assert [(draft.author, draft.first_words) for draft in Draft.objects.all()] == [(owner, "For my eyes")]


def sign_in_as(context: BrowserContext, person: User) -> None:
    """Another person's session in the same browser."""
    client = Client()
    client.force_login(person)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}])


def test_leaving_with_unsaved_words_asks(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    write(page, "Half a sentence")
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.accept())
        page.goto("/")
    assert asked.value.type == "beforeunload"


def test_drafts_are_discarded_and_brought_back(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(reverse("notes:exec_summary-create", args=[customer.key]))
    page.get_by_label("Describe the customer").fill("Retail company")
    page.get_by_label("Reactive").check()
    saved(page)
    page.goto("/")
    axe(page)
    page.get_by_role("button", name="Discard").click()
    expect(page.locator(".draft-row.is-gone")).to_contain_text("Draft discarded.")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_label("Describe the customer")).to_have_value("Retail company")
    expect(page.get_by_label("Reactive")).to_be_checked()
    page.goto(reverse("notes:draft-list"))
    page.get_by_role("button", name="Discard").click()
    expect(page.locator(".draft-row.is-gone")).to_contain_text("Draft discarded.")
    page.reload()
    axe(page)
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_role("link", name="Continue")).to_be_visible()


def test_small_form_stands_as_it_was_typed(page_as: PageAs, customer: Customer, owner: User) -> None:
    address = reverse("notes:risk-create", args=[customer.key])
    page = page_as(owner)
    page.goto(address)
    page.get_by_label("Title").fill("Firewall blocks Teams")
    page.get_by_label("Severity").select_option("High")
    page.close()
    again = another_tab_of(page.context, address)
    expect(again.get_by_label("Title")).to_have_value("Firewall blocks Teams")
    expect(again.get_by_label("Severity")).to_have_value("high")
    again.locator("[data-save], button.btn-primary").first.click()
    expect(again.locator("#messages")).to_contain_text("Firewall blocks Teams")
    again.goto(address)
    expect(again.get_by_label("Title")).to_have_value("")


def another_tab_of(context: BrowserContext, address: str) -> Page:
    tab = context.new_page()
    tab.goto(address)
    return tab


def test_signed_out_without_javascript_gets_the_words_back(page_as: PageAs, customer: Customer, owner: User) -> None:
    owner.set_password("a long pass phrase")
    owner.save()
    page = page_as(owner, java_script_enabled=False)
    page.goto(customer.get_absolute_url())
    page.locator("#id_text").fill("Written without a script")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save note").last.click()
    page.get_by_label("E-mail address").fill(owner.email)
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("#kept-post")).to_contain_text("Written without a script")
    page.get_by_role("button", name="Show it in the form").click()
    expect(page.locator("#id_text")).to_have_value("Written without a script")
    page.locator("#id_no_action_reason").fill("Information only")
    page.get_by_role("button", name="Save note").last.click()
    assert Note.objects.get().text == "Written without a script"


def test_draft_discarded_in_another_window_goes_on_as_its_own(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    write(page, "Begun")
    saved(page)
    discarded = Draft.objects.get()
    tab = another_tab(page, reverse("notes:draft-list"))
    tab.get_by_role("button", name="Discard").click()
    expect(tab.locator(".draft-row.is-gone")).to_contain_text("Draft discarded.")
    write(page, " and written on")
    expect(page.locator("#composer [name=key]")).not_to_have_value(str(discarded.key))
    page.reload()
    expect(page.locator("#id_text")).to_have_value("Begun and written on")
    assert [draft.first_words for draft in Draft.objects.open()] == ["Begun and written on"]


def test_amendment_is_kept_while_one_types(page_as: PageAs, axe: Axe, customer: Customer, owner: User) -> None:
    note = NoteFactory.create(customer=customer, author=owner, text="As published.")
    page = page_as(owner)
    page.goto(reverse("notes:note-amend", args=[note.key]))
    page.get_by_label("Note", exact=True).fill("As published, and more.")
    saved(page)
    page.reload()
    expect(page.get_by_label("Note", exact=True)).to_have_value("As published, and more.")
    axe(page)
    page.locator("[data-save]").first.click()
    expect(page.locator("#note")).to_contain_text("As published, and more.")
    assert Draft.objects.count() == 0
