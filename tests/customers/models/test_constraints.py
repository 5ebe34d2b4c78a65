"""Every constraint of the customers' tables: what it lets pass and what it refuses."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, models, transaction

from customers.models import Customer
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    PriorityChangeFactory,
    TenantFactory,
    TimelineEventFactory,
    UserFactory,
)
from tests.factories_portfolio import StatusSpanFactory

pytestmark = pytest.mark.django_db

# Constraint, factory, what a row that passes says, what a row that is refused says.
ROWS: list[tuple[str, Any, dict[str, Any], dict[str, Any]]] = [
    ("customers_customer_tpid_digits", CustomerFactory, {"tpid": "2048317"}, {"tpid": "TP-2048"}),
    ("customers_customer_name_present", CustomerFactory, {"name": "Contoso"}, {"name": " "}),
    ("customers_customer_segment_known", CustomerFactory, {"segment": "s500"}, {"segment": "s1500"}),
    ("customers_customer_health_known", CustomerFactory, {"health": ""}, {"health": "purple"}),
    ("customers_customer_priority_known", CustomerFactory, {"priority": "low"}, {"priority": "urgent"}),
    ("customers_customer_archived_pair", CustomerFactory, {"archived_at": None}, {"archived_at": NOON}),
    ("customers_assignment_role_known", AssignmentFactory, {"role": "sme"}, {"role": "lt"}),
    (
        "customers_assignment_dates_in_order",
        AssignmentFactory,
        {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 1)},
        {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 1)},
    ),
    ("customers_tenant_name_present", TenantFactory, {"name": "Contoso"}, {"name": ""}),
    (
        "customers_tenant_domain_form",
        TenantFactory,
        {"default_domain": "contoso.example"},
        {"default_domain": "Contoso.example"},
    ),
    ("customers_prioritychange_differs", PriorityChangeFactory, {"new": "medium"}, {"new": "high"}),
    ("customers_prioritychange_reason_present", PriorityChangeFactory, {"reason": "Paused."}, {"reason": "\n"}),
    ("customers_prioritychange_reason_length", PriorityChangeFactory, {"reason": "x" * 1000}, {"reason": "x" * 1001}),
    ("customers_prioritychange_known", PriorityChangeFactory, {"new": "medium"}, {"new": "urgent"}),
    (
        "customers_statusspan_in_order",
        StatusSpanFactory,
        {"until_month": date(2026, 2, 1)},
        {"until_month": date(2026, 1, 1)},
    ),
    ("customers_statusspan_known", StatusSpanFactory, {}, {"engagement_status": ""}),
    ("customers_timelineevent_kind_known", TimelineEventFactory, {"kind": "tenant"}, {"kind": "party"}),
    ("customers_timelineevent_sentence_present", TimelineEventFactory, {"sentence": "Done."}, {"sentence": ""}),
]
NAMES = [row[0] for row in ROWS]


@pytest.mark.parametrize(("constraint", "factory", "good", "bad"), ROWS, ids=NAMES)
def test_constraint_lets_a_good_row_pass(
    constraint: str, factory: Any, good: dict[str, Any], bad: dict[str, Any]
) -> None:
    row: models.Model = factory.create(**good)

    assert row.pk


@pytest.mark.parametrize(("constraint", "factory", "good", "bad"), ROWS, ids=NAMES)
def test_constraint_refuses_a_bad_row(constraint: str, factory: Any, good: dict[str, Any], bad: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        factory.create(**bad)


@pytest.mark.parametrize("domain", ["contoso", "a b.example", "someone@contoso.example", "https://contoso.example"])
def test_tenant_domain_of_another_form_is_refused(domain: str) -> None:
    with pytest.raises(IntegrityError, match="customers_tenant_domain_form"), transaction.atomic():
        TenantFactory.create(default_domain=domain)


def test_archived_customer_with_both_halves_passes() -> None:
    CustomerFactory.create(archived_at=NOON, archived_by=UserFactory.create())

    assert Customer.objects.get().is_archived


def test_second_customer_with_a_tpid_is_refused() -> None:
    CustomerFactory.create(tpid="1")
    CustomerFactory.create(tpid="01")

    with pytest.raises(IntegrityError, match="customers_customer_tpid_unique"), transaction.atomic():
        CustomerFactory.create(tpid="1")


def test_second_tenant_with_an_id_is_refused() -> None:
    TenantFactory.create(tenant_guid=UUID(int=7))
    TenantFactory.create(tenant_guid=UUID(int=8))

    with pytest.raises(IntegrityError, match="customers_tenant_guid_unique"), transaction.atomic():
        TenantFactory.create(tenant_guid=UUID(int=7))


def test_second_winner_of_a_customer_is_refused(customer: Customer) -> None:
    TenantFactory.create(customer=customer, is_winner=True)

    with pytest.raises(IntegrityError, match="customers_tenant_one_winner"), transaction.atomic():
        TenantFactory.create(customer=customer, is_winner=True)


def test_winners_of_two_customers_pass(customer: Customer) -> None:
    TenantFactory.create(customer=customer, is_winner=True)
    TenantFactory.create(customer=customer)

    assert TenantFactory.create(is_winner=True).pk


def test_second_primary_in_a_role_is_refused(customer: Customer) -> None:
    AssignmentFactory.create(customer=customer, role="fm", is_primary=True)

    with pytest.raises(IntegrityError, match="customers_assignment_one_primary"), transaction.atomic():
        AssignmentFactory.create(customer=customer, role="fm", is_primary=True)


def test_primary_beside_one_who_left_and_one_in_another_role_passes(customer: Customer) -> None:
    AssignmentFactory.create(customer=customer, role="fm", is_primary=True, ends_on=date(2026, 1, 31))
    AssignmentFactory.create(customer=customer, role="fta", is_primary=True)

    assert AssignmentFactory.create(customer=customer, role="fm", is_primary=True).pk


def test_person_twice_in_a_role_is_refused(customer: Customer) -> None:
    person = UserFactory.create()
    AssignmentFactory.create(customer=customer, person=person, role="fm")

    with pytest.raises(IntegrityError, match="customers_assignment_no_double"), transaction.atomic():
        AssignmentFactory.create(customer=customer, person=person, role="fm")


def test_person_in_two_roles_and_again_after_an_end_passes(customer: Customer) -> None:
    person = UserFactory.create()
    AssignmentFactory.create(customer=customer, person=person, role="fm", ends_on=date(2026, 1, 31))
    AssignmentFactory.create(customer=customer, person=person, role="sme")

    assert AssignmentFactory.create(customer=customer, person=person, role="fm").pk


def test_one_status_from_a_month_on(customer: Customer) -> None:
    StatusSpanFactory.create(customer=customer)
    with pytest.raises(IntegrityError, match="customers_statusspan_once"):
        StatusSpanFactory.create(customer=customer, engagement_status="on_hold")
