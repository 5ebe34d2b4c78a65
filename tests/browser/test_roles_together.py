"""What crosses roles: the RM asks, the FM answers, the RM reads; codes reach the form; outsiders see nothing."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExecSummaryRequest
from tests.browser.conftest import PageAs
from tests.browser.test_exec_summary import write
from tests.notes.exec_summaries import EXAMPLE

pytestmark = pytest.mark.usefixtures("committed_db")
Axe = Callable[[Page], None]
with_and_without_script = pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])


def editor_of(customer: Customer) -> str:
    return reverse("notes:exec_summary-create", args=[customer.key])


@with_and_without_script
def test_rm_asks_fm_answers_rm_reads(
    has_script: bool, page_as: PageAs, axe: Axe, customer: Customer, owner: User, rm: User
) -> None:
    manager = page_as(rm, java_script_enabled=has_script)
    manager.goto(customer.get_absolute_url())
    manager.get_by_role("link", name="Request Exec Summary").click()
    manager.get_by_label("Focus").fill("Before the steering committee")
    manager.get_by_role("button", name="Send the request").click()

    writer = page_as(owner, java_script_enabled=has_script)
    writer.goto("/")
    expect(writer.get_by_text("“Before the steering committee”")).to_be_visible()
    if has_script:
        axe(writer)
    else:
        writer.get_by_role("button", name="Mark as seen").click()
        writer.goto("/")
    writer.get_by_role("link", name="Write it").click()
    write(writer, EXAMPLE, has_script=has_script)
    writer.get_by_label("No escalations or issues").check()
    writer.get_by_role("button", name="Publish").click()
    expect(writer.get_by_text("It answers the request.")).to_be_visible()

    manager.goto("/")
    if has_script:
        axe(manager)
    manager.get_by_role("link", name="answered").click()
    expect(manager.get_by_text("Planning, updating firewall rules.").filter(visible=True).first).to_be_visible()
    request = ExecSummaryRequest.objects.get()
    assert (request.seen_by, request.ended_by, request.state) == (owner, owner, "answered")


@with_and_without_script
def test_codes_reach_the_form_and_leave_it(
    has_script: bool, page_as: PageAs, axe: Axe, customer: Customer, owner: User, admin: User
) -> None:
    keeper = page_as(admin, java_script_enabled=has_script)
    writer = page_as(owner, java_script_enabled=has_script)
    keeper.goto(reverse("notes:workload-create"))
    keeper.get_by_role("textbox", name="Code").fill("viva")
    keeper.get_by_role("textbox", name="Name").fill("Viva Engage")
    keeper.get_by_role("button", name="Add the code").click()
    expect(keeper.get_by_role("row", name="VIVA")).to_contain_text("Viva Engage")
    if has_script:
        axe(keeper)
    writer.goto(editor_of(customer))
    assert "Viva Engage" in writer.content()

    keeper.get_by_role("button", name="Retire VIVA").click()
    expect(keeper.get_by_role("button", name="Bring back VIVA")).to_be_visible()
    writer.goto(editor_of(customer))
    assert "Viva Engage" not in writer.content()


def test_outsider_finds_no_such_page(page_as: PageAs, axe: Axe, customer: Customer, outsider: User) -> None:
    page = page_as(outsider)
    response = page.goto(customer.get_absolute_url())
    assert response is not None
    assert response.status == 404
    assert customer.name not in page.content()
    axe(page)


@pytest.mark.parametrize(
    ("role", "scheme"), [("owner", "light"), ("owner", "dark"), ("rm", "dark"), ("leader", "light"), ("admin", "dark")]
)
def test_home_has_no_accessibility_problem(
    role: str, scheme: str, request: pytest.FixtureRequest, page_as: PageAs, axe: Axe, customer: Customer
) -> None:
    page = page_as(request.getfixturevalue(role), color_scheme=scheme)
    page.goto("/")
    axe(page)
