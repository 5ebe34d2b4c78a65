"""Writing Enterprise Status Notes, and what the customer page says of them."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.enums import AssignmentRole
from customers.models import Assignment, Customer, Tenant
from ftop.accounts.models import User
from notes.models import EnterpriseStatus, Note, RiskMention
from tests.factories import DraftFactory, EnterpriseStatusFactory, RiskFactory, TenantFactory

SignIn = Callable[[User], Client]


@pytest.fixture
def customer(customer: Customer) -> Customer:
    customer.segment, customer.health = "s501_s1500", "yellow"
    customer.save(update_fields=["segment", "health"])
    return customer


@pytest.fixture
def winner(customer: Customer) -> Tenant:
    return TenantFactory.create(customer=customer, is_winner=True)


def address(customer: Customer) -> str:
    return reverse("notes:enterprise_note-create", args=[customer.key])


def typed(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    values = {
        "key": uuid.uuid4(),
        "happened_on": today.isoformat(),
        "reasons": ["major_brand"],
        "status": "yellow",
        "exec_summary": "The firewall slows migration.",
        "deployment_overview": "Half of the mailboxes moved.",
        "next_update_on": (today + timedelta(days=14)).isoformat(),
        "new_risks-TOTAL_FORMS": "1",
        "new_risks-INITIAL_FORMS": "0",
    }
    return values | changes


def page_of(client: Client, url: str) -> str:
    return unescape(client.get(url).text)


def test_first_note_begins_with_major_brand(sign_in: SignIn, owner: User, customer: Customer, winner: Tenant) -> None:
    page = page_of(sign_in(owner), address(customer))
    assert page.count(" checked") == 1
    assert re.search(r'value="major_brand"[^>]* checked', page)


def test_next_update_is_proposed_from_the_cadence(
    sign_in: SignIn, owner: User, customer: Customer, winner: Tenant
) -> None:
    day = timezone.localdate() + timedelta(days=14)
    assert f'name="next_update_on" value="{day}"' in page_of(sign_in(owner), address(customer))


def test_next_one_begins_with_the_last(sign_in: SignIn, owner: User, customer: Customer, winner: Tenant) -> None:
    last = EnterpriseStatusFactory.create(note__customer=customer, tenant=winner, exec_summary="The old proxy.")
    page = page_of(sign_in(owner), address(customer))
    assert "The old proxy." in page
    assert f'<a href="{last.note.get_absolute_url()}">the note of' in page
    assert page.count("Still true") >= 4  # reason, status and the two texts


def test_changed_section_is_no_longer_carried(sign_in: SignIn, owner: User, customer: Customer, winner: Tenant) -> None:
    last = EnterpriseStatusFactory.create(note__customer=customer, tenant=winner)
    sent = typed(started_from=last.note.key, exec_summary="Something new.", next_update_on="")
    page = sign_in(owner).post(address(customer), sent).text
    assert page.count("is-carried is-changed") == 1


def test_published_note_is_the_current_status(sign_in: SignIn, owner: User, customer: Customer, winner: Tenant) -> None:
    client = sign_in(owner)
    response = client.post(address(customer), typed())
    assert response["Location"] == Note.objects.get().get_absolute_url()
    page = page_of(client, customer.get_absolute_url())
    assert '<span class="visually-hidden">Enterprise status: </span>Yellow' in page
    assert "Next note due in 14 days" in page


def test_risks_are_ticked_and_written(sign_in: SignIn, owner: User, customer: Customer, winner: Tenant) -> None:
    risk = RiskFactory.create(customer=customer)
    new = {"new_risks-0-title": "No sponsor", "new_risks-0-kind": "issue", "new_risks-0-severity": "high"}
    sign_in(owner).post(address(customer), typed(mentioned_risks=[risk.pk], **new))
    assert RiskMention.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reasons": []}, "Choose at least one reason."),
        ({"status": ""}, "Choose the Enterprise status: Red, Yellow or Green."),
        ({"exec_summary": ""}, "Say what prevents this engagement from being Green"),
        ({"deployment_overview": " "}, "Write the deployment status overview."),
        ({"next_update_on": ""}, "Give the day of the next update."),
        ({"next_update_on": "2199-01-01"}, "at most 21 days apart: choose a day up to"),
        ({"happened_on": "2199-01-01"}, "The date cannot be in the future."),
        ({"awareness": "x" * 4001}, "This holds 4,000 characters and what you wrote has 4001."),
        ({"mentioned_risks": ["77"]}, "A risk you ticked was closed in the meantime."),
    ],
)
def test_what_is_missing_is_told(
    sign_in: SignIn, owner: User, customer: Customer, winner: Tenant, changes: dict[str, Any], sentence: str
) -> None:
    response = sign_in(owner).post(address(customer), typed(**changes))
    assert response.status_code == 422
    assert sentence in unescape(response.text)
    assert not Note.objects.exists()


def test_without_a_winner_the_fault_is_told_and_the_text_kept(sign_in: SignIn, owner: User, customer: Customer) -> None:
    response = sign_in(owner).post(address(customer), typed())
    assert response.status_code == 422
    assert "Nothing was saved and your text is kept: ask an administrator" in unescape(response.text)
    assert "The firewall slows migration." in response.text


@pytest.mark.parametrize(
    ("segment", "role", "is_primary", "expected"),
    [
        ("s500", "fta", True, 200),
        ("s500", "fm", True, 403),
        ("s500", "fta", False, 403),
        ("s501_s1500", "fm", True, 200),
        ("s501_s1500", "fta", True, 403),
        ("s501_s1500", "fm", False, 403),
        ("s501_s1500", "rm", True, 403),
        ("other", "fm", True, 403),
        ("other", "fta", True, 403),
    ],
)
def test_health_owner_alone_writes(
    sign_in: SignIn, outsider: User, customer: Customer, segment: str, role: str, is_primary: bool, expected: int
) -> None:
    customer.segment = segment
    customer.save(update_fields=["segment"])
    outsider.roles = [role]
    outsider.save(update_fields=["roles"])
    Assignment.objects.create(
        customer=customer, person=outsider, role=AssignmentRole(role), is_primary=is_primary, starts_on="2026-01-01"
    )
    assert sign_in(outsider).get(address(customer)).status_code == expected


def test_others_read_who_writes_it(
    sign_in: SignIn, owner: User, leader: User, customer: Customer, winner: Tenant
) -> None:
    page = page_of(sign_in(leader), customer.get_absolute_url())
    assert "Olivia Owner writes it, as Health Owner." in page
    assert address(customer) not in page


def test_faults_lead_to_where_they_are_mended(sign_in: SignIn, admin: User, customer: Customer) -> None:
    page = page_of(sign_in(admin), customer.get_absolute_url())
    for name, sentence in (("assignment-list", "No Health Owner"), ("tenant-list", "No winner tenant")):
        assert sentence in page
        assert f'<a href="{reverse(f"customers:{name}", args=[customer.key])}">' in page


def test_other_customers_have_no_row_about_it(sign_in: SignIn, owner: User, customer: Customer) -> None:
    customer.segment = "other"
    customer.save(update_fields=["segment"])
    assert "Enterprise status" not in page_of(sign_in(owner), customer.get_absolute_url())


def test_list_and_home_say_what_is_due(sign_in: SignIn, owner: User, customer: Customer, winner: Tenant) -> None:
    client = sign_in(owner)
    for url in ("/", "/customers/?enterprise=due"):
        assert "Enterprise note due, as none was written yet" in page_of(client, url)
    client.post(address(customer), typed())
    assert customer.name not in page_of(client, "/customers/?enterprise=due").split('id="customer-table"')[1]


def test_author_amends_and_a_late_tab_sees_both(
    sign_in: SignIn, owner: User, customer: Customer, winner: Tenant
) -> None:
    client = sign_in(owner)
    client.post(address(customer), typed(**{"activity-EXO-status": "Pilot"}))
    note = Note.objects.get()
    amend = reverse("notes:enterprise_note-amend", args=[note.key])
    assert ">\nPilot</textarea>" in page_of(client, amend)
    sent = typed(version=1, status="red", reason="")
    assert client.post(amend, sent)["Location"] == note.get_absolute_url()
    assert EnterpriseStatus.objects.get().status == "red"
    response = client.post(amend, sent | {"awareness": "Late words."})
    assert (response.status_code, "Late words." in response.text) == (409, True)


def test_draft_goes_on_in_its_form(sign_in: SignIn, owner: User, customer: Customer, winner: Tenant) -> None:
    payload = [["exec_summary", "Half a thought"], ["reasons", "reactive"]]
    draft = DraftFactory.create(customer=customer, author=owner, kind="enterprise", payload=payload)
    response = sign_in(owner).get(reverse("notes:draft-detail", args=[draft.key]), follow=True)
    assert "Half a thought" in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_publishing_costs(
    count: int,
    sign_in: SignIn,
    owner: User,
    customer: Customer,
    winner: Tenant,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    risks = RiskFactory.create_batch(count, customer=customer)
    client = sign_in(owner)
    with django_assert_max_num_queries(25):
        client.post(address(customer), typed(mentioned_risks=[risk.pk for risk in risks]))
    assert Note.objects.count() == 1
