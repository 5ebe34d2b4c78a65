"""The Health Owner writes an Enterprise Status Note from the last one, with a new risk, and reads where it stands."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Risk
from tests.browser.conftest import PageAs
from tests.factories import EnterpriseStatusFactory, TenantFactory

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (360, "dark")])
def test_health_owner_goes_on_from_the_last_note(
    width: int, theme: str, page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    Customer.objects.filter(pk=customer.pk).update(segment="s501_s1500", health="yellow")
    winner = TenantFactory.create(customer=customer, is_winner=True)
    with transaction.atomic():  # the note and its fields, or the database refuses it
        EnterpriseStatusFactory.create(note__customer=customer, tenant=winner)
    page = page_as(owner, viewport={"width": width, "height": 900}, color_scheme=theme)
    page.goto(customer.get_absolute_url())
    part = page.get_by_role("region", name="Enterprise status")
    part.get_by_role("link", name="Write a note").click()
    overview = page.get_by_role("textbox", name="Deployment status overview")
    expect(overview).to_have_value("Half of the mailboxes moved.")
    overview.fill("All mailboxes moved.")
    page.get_by_role("radio", name="Green").check()
    page.get_by_text("Add a risk, issue or escalation").click()
    page.get_by_label("Title").fill("No sponsor since May")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Publish", exact=True).last.click()

    expect(page.get_by_text("Enterprise Status Note published.")).to_be_visible()
    expect(page.locator(".ere-green")).to_be_visible()
    axe(page)
    assert Risk.objects.open().get().title == "No sponsor since May"
    page.goto(customer.get_absolute_url())
    expect(part).to_contain_text("Next note due in 14 days")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
