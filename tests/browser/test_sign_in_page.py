"""The first page anybody sees, as a browser sees it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from ftop.accounts.models import User
from tests.browser.conftest import PageAs


def test_signed_out_visitor_is_asked_to_sign_in(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/people/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    axe(page)


def test_signed_in_person_stays_signed_in(page_as: PageAs, owner: User) -> None:
    page = page_as(owner)
    page.goto("/people/preferences/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Preferences")


def test_inline_script_is_blocked(page: Page, problems: list[str]) -> None:
    page.goto("/accounts/login/")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'attacked'";
        document.body.append(script);
    }""")
    expect(page).not_to_have_title("attacked")
    assert ["script-src" in problem for problem in problems] == [True]
    problems.clear()
