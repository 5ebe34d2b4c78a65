"""Administrators and sign-in in the browser: adding somebody, the first password, two tabs, the company's account."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from playwright.sync_api import BrowserContext, Locator, Page, expect

from ftop.accounts.models import User
from tests.accounts.open_id_provider import running_provider, use_provider
from tests.browser.conftest import PageAs
from tests.factories import NoteFactory, RegionFactory

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]
NewContext = Callable[..., BrowserContext]


def mailed_link() -> str:
    found = re.search(r"http://\S+/accounts/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert found
    return found[0]


def name_field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Name", exact=True)


@pytest.mark.parametrize("has_script", [True, False])
def test_admin_adds_a_person_who_sets_a_password(
    has_script: bool, page_as: PageAs, new_context: NewContext, axe: Axe, admin: User
) -> None:
    page = page_as(admin, java_script_enabled=has_script)
    page.goto("/people/")
    page.get_by_role("link", name="Add a person").click()
    name_field(page).fill("Nina New")
    page.get_by_role("button", name="Add and send the link").click()
    expect(page.get_by_role("heading", name="This was not saved yet")).to_be_visible()
    page.get_by_label("E-mail address").fill("nina.new@contoso.example")
    page.get_by_label("FastTrack Manager").check()
    page.get_by_role("button", name="Add and send the link").click()
    expect(page.get_by_text("A link to set a password is on its way to nina.new@contoso.example.")).to_be_visible()

    theirs = new_context(java_script_enabled=has_script).new_page()
    theirs.goto(mailed_link())
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Welcome, Nina New")
    if has_script:
        axe(theirs)
    theirs.get_by_role("textbox", name="New password", exact=True).fill("a quiet green river")
    theirs.get_by_role("textbox", name="New password, again").fill("a quiet green river")
    theirs.get_by_role("button", name="Set password and start").click()
    expect(theirs.get_by_role("heading", name="Hello, Nina New")).to_be_visible()
    theirs.goto("/people/preferences/")
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Preferences")


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
def test_pages_of_people_are_accessible(
    width: int, theme: str, page_as: PageAs, axe: Axe, admin: User, outsider: User
) -> None:
    User.objects.filter(pk=admin.pk).update(theme=theme, password=outsider.password)
    page = page_as(admin, viewport={"width": width, "height": 900})
    for path in [
        "/people/",
        "/people/?q=nobody",
        "/people/new/",
        f"/people/{outsider.pk}/edit/",
        "/people/preferences/",
    ]:
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_tabs_show_both_versions(page_as: PageAs, axe: Axe, admin: User, outsider: User) -> None:
    first = page_as(admin)
    first.goto(f"/people/{outsider.pk}/edit/")
    second = first.context.new_page()
    second.goto(f"/people/{outsider.pk}/edit/")
    name_field(second).fill("Oscar Second")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("Oscar Second was saved.")).to_be_visible()

    name_field(first).fill("Oscar Third")
    first.get_by_role("button", name="Save").click()

    versions = first.get_by_role("group", name="Name")
    expect(versions.locator("dd")).to_have_text(
        ["Oscar Outsider", "Oscar Third", "Oscar Second", "Take the saved one: Name"]
    )
    axe(first)
    first.get_by_role("button", name="Save again").click()
    expect(first.get_by_text("Oscar Third was saved.")).to_be_visible()


def test_preferences_take_effect_at_once(page_as: PageAs, outsider: User) -> None:
    page = page_as(outsider)
    page.goto("/people/preferences/")
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your preferences were saved.")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.expects_in_console("Error Code 401")
def test_signed_out_meanwhile_nothing_is_lost(page_as: PageAs, admin: User) -> None:
    """The next press of an htmx button asks to sign in; back from doing so in another tab it goes through."""
    page = page_as(admin)
    page.goto("/workloads/")
    session = next(cookie for cookie in page.context.cookies() if cookie["name"] == django_settings.SESSION_COOKIE_NAME)
    page.context.clear_cookies(name=session["name"])
    page.get_by_role("button", name="Move OLM up").click()
    expect(page.locator("#sign-in-again")).to_contain_text("You have been signed out")
    assert page.url.endswith("/workloads/")
    page.context.add_cookies([{"name": session["name"], "value": session["value"], "domain": "localhost", "path": "/"}])
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("tbody tr").first).to_contain_text("OLM")


@pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning")
@pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")
@pytest.mark.parametrize("has_script", [True, False])
def test_company_account_signs_in(
    has_script: bool,
    new_context: NewContext,
    axe: Axe,
    outsider: User,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    problems: list[str],
) -> None:
    with running_provider() as address:
        use_provider(address, settings=settings, monkeypatch=monkeypatch, OIDC_NAME="Contoso account")
        page = new_context(java_script_enabled=has_script).new_page()
        page.goto("/accounts/login/?next=/people/preferences/")
        if has_script:
            axe(page)
        page.get_by_role("button", name="Sign in with your Contoso account").click()
        page.wait_for_url(f"{address}/**")
        page.get_by_role("button", name="verified", exact=True).click()
        expect(page.get_by_text("oscar.outsider@ftop.example").first).to_be_attached()
        assert page.url.endswith("/people/preferences/")
    # The provider's own page takes its look from elsewhere; that is not ours to mend.
    problems[:] = [problem for problem in problems if "https://" not in problem]


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/accounts/user/",
        "/admin/accounts/region/add/",
        "/admin/notes/note/",
        "/admin/accounts/change/?event_model=notes.noteevent",
    ],
)
def test_django_admin_works_under_our_policy(path: str, page_as: PageAs, admin: User) -> None:
    """Its styles and scripts load, and none is blocked: the fixture fails on a message of the policy."""
    RegionFactory.create()
    NoteFactory.create()
    page = page_as(admin)
    page.goto(path)
    expect(page.get_by_role("link", name="FTOP Notes administration")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#header')).display") == "flex"
    page.locator(".theme-toggle").first.click()
    assert page.evaluate("document.documentElement.dataset.theme") != "auto"
