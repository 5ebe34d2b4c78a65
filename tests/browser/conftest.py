"""The real browser of these tests: an installed Chromium, watched for errors while it works.

`page_as(person)` opens a page signed in as somebody, `page` one signed out, `axe(page)` asserts that a page has no
accessibility problem. A script error, a broken Content-Security-Policy or a missing static file fails the test.
"""

import os
import shutil
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError
from pytest_django.live_server_helper import LiveServer

from ftop.accounts.models import User

# Playwright keeps an event loop running in the thread of the tests, where Django would refuse to use its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Django writes head and body of an answer one after the other, and the second waits up to 40 ms until the browser has
# acknowledged the first.
WSGIRequestHandler.disable_nagle_algorithm = True

IS_CI = os.environ.get("CI") == "true"
# What a sticky bar covers can be scrolled to, which axe does not know: so the bar lies in its own place meanwhile.
LIE_DOWN = """(position) => {
    document.querySelectorAll(".sticky-actions").forEach((bar) => { bar.style.position = position; });
}"""
# The same Chromium without what only a window needs comes first: it takes a fifth less of the machine.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# All violations; of what passed, and of media that a page might play, nothing is gathered: that took most of the time.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}

PageAs = Callable[..., Page]


def installed_browser() -> str | None:
    """Return the browser to start: $BROWSER_PATH, then one on the PATH; None leaves it to Playwright."""
    if chosen := os.environ.get("BROWSER_PATH"):
        return chosen
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail what is skipped where it must not be: a green run without the browser tests proves nothing."""
    report = yield
    if IS_CI and report.skipped and report.nodeid.startswith("tests/browser/"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Any) -> dict[str, Any]:
    path = installed_browser()
    if path is None and not Path(playwright.chromium.executable_path).exists():
        pytest.skip("No Chromium found. Install one (Debian: apt-get install chromium) or set BROWSER_PATH to it.")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": path, "args": [*FLAGS, *as_root]}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Let `page.goto("/…")` mean the server of the tests."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"reduced_motion": "reduce"}


class Problems(list[str]):
    """What the console said, without what was expected."""

    def __init__(self, expected: tuple[str, ...]) -> None:
        super().__init__()
        self.expected = expected

    def append(self, said: str) -> None:
        if not any(part in said for part in self.expected):
            super().append(said)


@pytest.fixture
def problems(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Collect what went wrong in any browser context of the test; there must be nothing when it ends.

    axe tries out inline styles of its own, which the policy rightly blocks, and the browser may say so much later.
    So inline styles count until axe first runs; `axe` looks before it starts. What a test brings about on purpose it
    names: `@pytest.mark.expects_in_console("ERR_INTERNET_DISCONNECTED")`.
    """
    marker = request.node.get_closest_marker("expects_in_console")
    found = Problems(marker.args if marker else ())
    yield found
    tries_styles = "axe" in request.fixturenames
    assert [said for said in found if not (tries_styles and said.startswith("Applying inline style"))] == []


@pytest.fixture
def new_context(
    live_server: LiveServer, new_context: Callable[..., BrowserContext], problems: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Open contexts that are watched. A page that closes may save a draft: the database is emptied after that only."""
    opened: list[BrowserContext] = []

    def on_console(message: ConsoleMessage) -> None:
        address = message.location["url"]
        # An answer of 4xx is often the point of a test; a static file that is not there never is.
        is_refusal = message.text.startswith("Failed to load resource: the server responded with a status of 4")
        # htmx logs a request that a newer one of the same form replaced (hx-sync); a lost one says sendError as well.
        is_replaced = message.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
        if message.type == "error" and not is_replaced and not (is_refusal and "/static/" not in address):
            problems.append(f"{message.text} ({address})")

    def on_error(error: WebError) -> None:
        problems.append(str(error.error))

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        opened.append(context)
        context.set_default_timeout(10_000)
        context.on("console", on_console)
        context.on("weberror", on_error)
        return context

    yield watched
    for context in opened:
        # A page that asks for its counts just now would complain of the network that is taken from it.
        context.cookies()  # An answer: what was said before it has been heard.
        context.remove_listener("console", on_console)
        context.remove_listener("weberror", on_error)
        context.set_offline(True)
    wait_until_idle()


def wait_until_idle() -> None:
    """Wait for what the server is still doing in the database of the tests."""
    busy = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
    )
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(busy)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)


@pytest.fixture
def page_as(live_server: LiveServer, new_context: Callable[..., BrowserContext]) -> PageAs:
    """Open a page signed in as a person; `java_script_enabled=False` and other options go to the browser."""

    def open_page(person: User, **options: Any) -> Page:
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = new_context(**options)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return context.new_page()

    return open_page


@pytest.fixture
def axe(problems: list[str]) -> Callable[[Page], None]:
    """Assert that axe finds nothing to complain about on the page as it stands."""

    has_run = False

    def check(page: Page) -> None:
        nonlocal has_run
        if not has_run:
            # The console speaks in order: once this is heard, so is everything that was said before.
            with page.expect_console_message(lambda message: message.text == "axe begins"):
                page.evaluate("console.log('axe begins')")
            assert problems == []
            has_run = True
        page.evaluate(LIE_DOWN, "static")
        results = Axe().run(page, options=RULES)
        page.evaluate(LIE_DOWN, "")
        assert results.violations_count == 0, results.generate_report()

    return check
