"""Nothing reaches past the window sideways, whatever people typed: at the widths in between, too."""

from playwright.sync_api import Page

from customers.models import Customer
from ftop.accounts.models import User
from tests.browser.conftest import PageAs
from tests.factories import (
    AssignmentFactory,
    CustomerFactory,
    FollowFactory,
    NextActionFactory,
    NoteFactory,
    NotificationFactory,
    RiskFactory,
    UserFactory,
)

WIDTHS = (320, 360, 600, 768, 840, 900, 1024, 1440)
WORD = "Averylongwordwithoutanyblank" * 4


def too_wide(page: Page) -> list[tuple[str, int]]:
    """Where the page can be scrolled sideways: its address with the width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((page.url, width))
    return found


def test_pages_stay_inside_the_window(page_as: PageAs, customer: Customer, rm: User, admin: User) -> None:
    long = CustomerFactory.create(name=WORD, priority="medium")
    for here in (customer, long):
        fm = UserFactory.create(full_name=WORD, email=f"{WORD.lower()}{here.pk}@ftop.example", roles=["fm"])
        AssignmentFactory.create(customer=here, person=fm, role="fm")
        note = NoteFactory.create(customer=here, text=WORD, html=f"<p>{WORD}</p>")
        NextActionFactory.create(note=note, text=WORD, owner=None, owner_name=WORD)
        risk = RiskFactory.create(
            customer=here, title=WORD, owner=None, owner_name=WORD, response=WORD, kind="escalation"
        )
        NotificationFactory.create(recipient=rm, note=None, risk=risk, risk_version=1, raised_by=fm)
        NotificationFactory.create(recipient=rm, note=note, raised_by=fm)
        NotificationFactory.create(recipient=fm, note=note, told_as=["health_owner", "primary_fm"])
        FollowFactory.create(customer=here, person=rm)
    page, found = page_as(rm), []
    for address in (
        "/",
        "/inbox/",
        "/latest/",
        f"/search/?q={WORD}",
        "/following/",
        "/customers/",
        f"{customer.get_absolute_url()}risks/",
        note.get_absolute_url(),
    ):
        page.goto(address)
        found += too_wide(page)
    page.goto(customer.get_absolute_url())
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("Workload").wait_for()
    found += too_wide(page)
    page = page_as(admin)
    for address in ("/customers/", "/people/", "/workloads/", f"{customer.get_absolute_url()}people/"):
        page.goto(address)
        found += too_wide(page)
    assert found == []
