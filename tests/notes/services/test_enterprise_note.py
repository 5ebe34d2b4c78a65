import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from customers.models import Customer, Tenant
from customers.services.tenant import make_winner
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.enterprise_content import EnterpriseContent
from notes.models import EnterpriseStatus, Note, Risk
from notes.services.enterprise_note import amend_enterprise_note, publish_enterprise_note
from notes.services.inputs import RiskInput
from notes.services.note_move import move_note
from notes.services.note_withdraw import withdraw_note
from notes.services.publishing import AlreadyPublished
from tests.factories import NOON, TODAY, CustomerFactory, RiskFactory, TenantFactory

CONTENT = EnterpriseContent(
    reasons=("major_brand",),
    status="yellow",
    exec_summary="The firewall slows migration.",
    deployment_overview="Half of the mailboxes moved.",
    next_update_on=TODAY + timedelta(days=14),
)


@pytest.fixture
def customer(customer: Customer) -> Customer:
    customer.segment, customer.health = "s501_s1500", "yellow"
    customer.save(update_fields=["segment", "health"])
    return customer


@pytest.fixture
def winner(customer: Customer) -> Tenant:
    return TenantFactory.create(customer=customer, is_winner=True)


def publish(customer: Customer, by: User, content: EnterpriseContent = CONTENT, **changes: Any) -> Note:
    values: dict[str, Any] = {
        "key": uuid.uuid4(),
        "happened_on": TODAY,
        "mentioned_risks": [],
        "new_risks": [],
        "now": NOON,
    }
    return publish_enterprise_note(customer=customer, content=content, by=by, **(values | changes))


def derived(customer: Customer) -> tuple[date | None, str, date | None]:
    customer.refresh_from_db()
    return customer.last_enterprise_note_on, customer.enterprise_status, customer.next_enterprise_note_on


def test_note_is_about_the_winner_tenant(customer: Customer, winner: Tenant, owner: User) -> None:
    TenantFactory.create(customer=customer)
    note = publish(customer, owner)
    assert (note.enterprise_status.tenant, note.kind) == (winner, "enterprise")


def test_customer_shows_the_newest_note(customer: Customer, winner: Tenant, owner: User) -> None:
    publish(customer, owner)
    earlier = replace(CONTENT, status="red", next_update_on=TODAY)
    publish(customer, owner, earlier, happened_on=TODAY - timedelta(days=5))
    assert derived(customer) == (TODAY, "yellow", TODAY + timedelta(days=14))
    assert customer.last_overall_note_on is None


def test_no_winner_is_told(customer: Customer, owner: User) -> None:
    TenantFactory.create(customer=customer)
    with pytest.raises(RuleError, match="has no winner tenant"):
        publish(customer, owner)


def test_other_segment_is_refused(customer: Customer, winner: Tenant, owner: User) -> None:
    customer.segment = "other"
    with pytest.raises(RuleError, match="S1500 customers only"):
        publish(customer, owner)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reasons": ()}, "at least one reason"),
        ({"status": ""}, "Choose the Enterprise status"),
        ({"exec_summary": " "}, "what prevents this engagement"),
        ({"deployment_overview": ""}, "deployment status overview"),
        ({"awareness": "x" * 4001}, "holds 4,000 characters"),
        ({"next_update_on": TODAY}, "after the day of this one"),
        ({"next_update_on": TODAY + timedelta(days=22)}, "at most 21 days apart: choose a day up to 24 Mar 2026"),
    ],
)
def test_what_is_wrong_is_told(
    customer: Customer, winner: Tenant, owner: User, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RuleError, match=sentence):
        publish(customer, owner, replace(CONTENT, **changes))


def test_21_days_are_allowed(customer: Customer, winner: Tenant, owner: User) -> None:
    assert publish(customer, owner, replace(CONTENT, next_update_on=TODAY + timedelta(days=21))).pk


def test_measured_health_allows_a_quarter_whatever_the_status(customer: Customer, winner: Tenant, owner: User) -> None:
    customer.health = "green"
    assert publish(customer, owner, replace(CONTENT, status="red", next_update_on=date(2026, 6, 30))).pk


def test_quarter_ends_with_the_next_one(customer: Customer, winner: Tenant, owner: User) -> None:
    customer.health = "blue"
    with pytest.raises(RuleError, match="at least once a quarter: choose a day up to 30 Jun 2026"):
        publish(customer, owner, replace(CONTENT, next_update_on=date(2026, 7, 1)))


def test_risks_go_into_the_risks_box(customer: Customer, winner: Tenant, owner: User) -> None:
    known = RiskFactory.create(customer=customer, title="Firewall")
    new = RiskInput(kind="issue", title="No sponsor", severity="high")
    note = publish(customer, owner, mentioned_risks=[known], new_risks=[new])
    assert sorted(note.risk_mentions.values_list("risk__title", flat=True)) == ["Firewall", "No sponsor"]
    assert Risk.objects.open().filter(customer=customer).count() == 2


def test_same_form_again_is_the_same_note(customer: Customer, winner: Tenant, owner: User) -> None:
    key = uuid.uuid4()
    assert publish(customer, owner, key=key) == publish(customer, owner, key=key)
    with pytest.raises(AlreadyPublished):
        publish(customer, owner, replace(CONTENT, awareness="New CIO"), key=key)


def test_withdrawn_note_gives_way_to_the_earlier_one(customer: Customer, winner: Tenant, owner: User) -> None:
    publish(customer, owner, replace(CONTENT, status="red"), happened_on=TODAY - timedelta(days=3))
    withdraw_note(note=publish(customer, owner), reason="Wrong.", by=owner, now=NOON)
    assert derived(customer)[:2] == (TODAY - timedelta(days=3), "red")


def test_only_note_withdrawn_leaves_nothing(customer: Customer, winner: Tenant, owner: User) -> None:
    withdraw_note(note=publish(customer, owner), reason="Wrong.", by=owner, now=NOON)
    assert derived(customer) == (None, "", None)


def test_note_keeps_its_tenant_when_another_wins(customer: Customer, winner: Tenant, owner: User, admin: User) -> None:
    note = publish(customer, owner)
    make_winner(tenant=TenantFactory.create(customer=customer), by=admin, now=NOON)
    assert EnterpriseStatus.objects.get(note=note).tenant == winner


def test_note_about_a_tenant_cannot_move(customer: Customer, winner: Tenant, owner: User) -> None:
    note = publish(customer, owner)
    with pytest.raises(RuleError, match="cannot move"):
        move_note(note=note, to=CustomerFactory.create(), reason="Wrong place.", by=owner, now=NOON)


def amend(note: Note, by: User, content: EnterpriseContent, version: int = 1) -> Note:
    values: dict[str, Any] = {"happened_on": TODAY, "reason": "Wrong colour.", "now": NOON}
    return amend_enterprise_note(note=note, version=version, content=content, by=by, **values)


def test_author_amends(customer: Customer, winner: Tenant, owner: User) -> None:
    note = amend(publish(customer, owner), owner, replace(CONTENT, status="red", awareness="New CIO"))
    assert (note.version, EnterpriseStatus.objects.get().awareness) == (2, "New CIO")
    assert "- STATUS: Red" in note.text
    assert derived(customer)[1] == "red"


def test_amending_to_the_same_is_no_version(customer: Customer, winner: Tenant, owner: User) -> None:
    assert amend(publish(customer, owner), owner, CONTENT).version == 1


def test_older_version_is_refused(customer: Customer, winner: Tenant, owner: User) -> None:
    note = publish(customer, owner)
    amend(note, owner, replace(CONTENT, status="red"))
    with pytest.raises(StaleVersion):
        amend(note, owner, replace(CONTENT, status="green"))
