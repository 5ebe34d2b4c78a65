import uuid
from datetime import date
from typing import Any

import pytest

from customers.models import Customer, Tenant
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.models import Entitlement, EntitlementStatus, Note, Workload
from notes.services.entitlement_note import Line, amend_entitlement_note, publish_entitlement_notes
from notes.services.note_move import move_note
from notes.services.note_withdraw import withdraw_note
from notes.services.publishing import AlreadyPublished
from tests.at_once import at_once
from tests.factories import NOON, TODAY, CustomerFactory, EntitlementFactory, TenantFactory

GOOD = (
    "Due to a firewall not properly forwarding traffic, the customer will not deploy because they cannot connect to "
    "mailboxes."
)


@pytest.fixture
def tenant(customer: Customer) -> Tenant:
    return TenantFactory.create(customer=customer, name="Fabrikam", default_domain="fabrikam.example")


def line(tenant: Tenant, code: str = "EXO", reason: str = GOOD) -> Line:
    return Line(tenant, Workload.objects.get(code=code), reason)


def publish(customer: Customer, by: User, *lines: Line, **changes: Any) -> list[Note]:
    values: dict[str, Any] = {"key": uuid.uuid4(), "happened_on": TODAY, "status": "blocked", "now": NOON}
    return publish_entitlement_notes(customer=customer, lines=lines, by=by, **(values | changes))


def test_good_example_of_the_guidance_goes_in(customer: Customer, tenant: Tenant, owner: User) -> None:
    (note,) = publish(customer, owner, line(tenant))
    assert note.text == f"[EXO] Exchange Online - Blocked\nTenant: Fabrikam (fabrikam.example)\n\n{GOOD}"
    assert (note.workload_codes, note.entitlement_status.reason) == (["EXO"], GOOD)


def test_first_note_of_a_cell_puts_it_in_the_grid(customer: Customer, tenant: Tenant, owner: User) -> None:
    publish(customer, owner, line(tenant))
    assert list(Entitlement.objects.values_list("tenant", "workload__code", "seats")) == [(tenant.pk, "EXO", None)]


def test_recorded_seats_stay(customer: Customer, tenant: Tenant, owner: User) -> None:
    EntitlementFactory.create(tenant=tenant, workload=Workload.objects.get(code="EXO"), seats=300)
    publish(customer, owner, line(tenant))
    assert Entitlement.objects.get().seats == 300


def test_several_cells_get_a_note_each(customer: Customer, tenant: Tenant, owner: User) -> None:
    notes = publish(customer, owner, line(tenant, "EXO"), line(tenant, "TEAMS", "No answer to 3 attempts."))
    assert [(n.workload_codes, n.entitlement_status.reason) for n in notes] == [
        (["EXO"], GOOD),
        (["TEAMS"], "No answer to 3 attempts."),
    ]


def test_one_wrong_line_saves_none(customer: Customer, tenant: Tenant, owner: User) -> None:
    with pytest.raises(RuleError, match="intent and why"):
        publish(customer, owner, line(tenant), line(tenant, "TEAMS", " "))
    assert not Note.objects.exists()


def test_same_form_again_is_the_same_notes(customer: Customer, tenant: Tenant, owner: User) -> None:
    key, lines = uuid.uuid4(), (line(tenant, "EXO"), line(tenant, "TEAMS"))
    first = publish(customer, owner, *lines, key=key)
    assert publish(customer, owner, *lines, key=key) == first


def test_two_clicks_at_once_save_once(committed_db: None, customer: Customer, tenant: Tenant, owner: User) -> None:
    key, lines = uuid.uuid4(), (line(tenant, "EXO"), line(tenant, "TEAMS"))
    at_once(lambda: publish(customer, owner, *lines, key=key), lambda: publish(customer, owner, *lines, key=key))
    assert Note.objects.count() == 2


def test_same_form_with_other_words_is_refused(customer: Customer, tenant: Tenant, owner: User) -> None:
    key = uuid.uuid4()
    publish(customer, owner, line(tenant), key=key)
    with pytest.raises(AlreadyPublished):
        publish(customer, owner, line(tenant, reason="They will deploy in May because the firewall is new."), key=key)


def test_nothing_chosen_is_refused(customer: Customer, owner: User) -> None:
    with pytest.raises(RuleError, match="at least one workload"):
        publish(customer, owner)


def test_tenant_of_another_customer_is_refused(customer: Customer, owner: User) -> None:
    with pytest.raises(RuleError, match="no tenant of Fabrikam"):
        publish(customer, owner, line(TenantFactory.create(customer=CustomerFactory.create())))


def test_reason_over_the_limit_is_refused(customer: Customer, tenant: Tenant, owner: User) -> None:
    with pytest.raises(RuleError, match="holds 400 characters and this one has 401"):
        publish(customer, owner, line(tenant, reason="x" * 401))


def test_unknown_status_is_refused(customer: Customer, tenant: Tenant, owner: User) -> None:
    with pytest.raises(RuleError, match="Choose the status"):
        publish(customer, owner, line(tenant), status="fine")


def test_entitlement_note_is_no_overall_note(customer: Customer, tenant: Tenant, owner: User) -> None:
    publish(customer, owner, line(tenant))
    customer.refresh_from_db()
    assert customer.last_overall_note_on is None


def test_note_about_a_tenant_cannot_move(customer: Customer, tenant: Tenant, owner: User) -> None:
    (note,) = publish(customer, owner, line(tenant))
    with pytest.raises(RuleError, match="about a tenant of the customer, so it cannot move"):
        move_note(note=note, to=CustomerFactory.create(), reason="Wrong place.", by=owner, now=NOON)


def amend(note: Note, by: User, **changes: Any) -> Note:
    values: dict[str, Any] = {"version": 1, "status": "in_progress", "text": GOOD, "happened_on": TODAY, "reason": ""}
    return amend_entitlement_note(note=note, by=by, now=NOON, **(values | changes))


def test_author_amends_status_and_reason(customer: Customer, tenant: Tenant, owner: User) -> None:
    (note,) = publish(customer, owner, line(tenant))
    amended = amend(note, owner, text="The firewall is new, so they deploy #exo.")
    status = EntitlementStatus.objects.get()
    assert (status.status, status.reason) == ("in_progress", "The firewall is new, so they deploy #exo.")
    assert (amended.version, amended.tags) == (2, ["exo"])
    assert amended.text.startswith("[EXO] Exchange Online - In progress\n")


def test_amending_to_the_same_is_no_version(customer: Customer, tenant: Tenant, owner: User) -> None:
    (note,) = publish(customer, owner, line(tenant))
    assert amend(note, owner, status="blocked").version == 1


def test_older_version_is_refused(customer: Customer, tenant: Tenant, owner: User) -> None:
    (note,) = publish(customer, owner, line(tenant))
    amend(note, owner)
    with pytest.raises(StaleVersion):
        amend(note, owner, text="Other words because of the firewall.")


def test_somebody_else_does_not_amend(customer: Customer, tenant: Tenant, owner: User, teammate: User) -> None:
    (note,) = publish(customer, owner, line(tenant))
    with pytest.raises(RuleError, match="Only the author amends"):
        amend(note, teammate)


def test_withdrawn_note_keeps_its_cell(customer: Customer, tenant: Tenant, owner: User) -> None:
    (note,) = publish(customer, owner, line(tenant), happened_on=date(2026, 3, 1))
    withdraw_note(note=note, reason="Wrong tenant.", by=owner, now=NOON)
    assert Entitlement.objects.count() == 1
