from datetime import date

from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from notes.models import Entitlement, EntitlementStatus, Workload
from notes.queries.entitlements import choices_for, grid_of, status_lines, with_entitlements
from tests.factories import (
    NOON,
    EntitlementFactory,
    EntitlementStatusFactory,
    TenantFactory,
    UserFactory,
    WorkloadFactory,
)


def said(entitlement: Entitlement, status: str, day: int, *, is_withdrawn: bool = False) -> EntitlementStatus:
    end = (
        {"withdrawn_at": NOON, "withdrawn_by": UserFactory.create(), "withdraw_reason": "Wrong."}
        if is_withdrawn
        else {}
    )
    values = {f"note__{name}": value for name, value in end.items()}
    return EntitlementStatusFactory.create(
        entitlement=entitlement, status=status, note__happened_on=date(2026, 2, day), **values
    )


def only_cell(customer: Customer) -> tuple[str, date | None, date | None, int]:
    (row,) = grid_of(customer).rows
    cell = row.cells[0]
    assert cell is not None
    return cell.status, cell.since, cell.said_on, cell.note_count


def test_newest_note_is_the_current_status(customer: Customer) -> None:
    entitlement = EntitlementFactory.create(tenant__customer=customer)
    said(entitlement, "blocked", 20)
    said(entitlement, "in_progress", 3)
    assert only_cell(customer) == ("blocked", date(2026, 2, 20), date(2026, 2, 20), 2)


def test_since_is_the_first_of_the_unbroken_run(customer: Customer) -> None:
    entitlement = EntitlementFactory.create(tenant__customer=customer)
    for status, day in [("blocked", 1), ("in_progress", 2), ("blocked", 9), ("blocked", 20)]:
        said(entitlement, status, day)
    assert only_cell(customer) == ("blocked", date(2026, 2, 9), date(2026, 2, 20), 4)


def test_withdrawn_note_gives_way_to_the_earlier_one(customer: Customer) -> None:
    entitlement = EntitlementFactory.create(tenant__customer=customer)
    said(entitlement, "in_progress", 3)
    said(entitlement, "no_intent", 20, is_withdrawn=True)
    assert only_cell(customer) == ("in_progress", date(2026, 2, 3), date(2026, 2, 3), 1)


def test_cell_without_notes_has_no_status(customer: Customer) -> None:
    EntitlementFactory.create(tenant__customer=customer)
    assert only_cell(customer) == ("", None, None, 0)


def test_rows_are_workloads_and_columns_tenants(customer: Customer) -> None:
    winner = TenantFactory.create(customer=customer, is_winner=True)
    other = TenantFactory.create(customer=customer)
    exo, teams = Workload.objects.get(code="EXO"), Workload.objects.get(code="TEAMS")
    EntitlementFactory.create(tenant=other, workload=teams)
    EntitlementFactory.create(tenant=winner, workload=exo)
    grid = grid_of(customer)
    assert list(grid.tenants) == [winner, other]
    assert [(row.workload.code, [cell is not None for cell in row.cells]) for row in grid.rows] == [
        ("EXO", [True, False]),
        ("TEAMS", [False, True]),
    ]


def test_grid_costs_three_queries(customer: Customer, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for count in (1, 3):
        EntitlementFactory.create_batch(count, tenant__customer=customer)
        with django_assert_num_queries(3):
            grid_of(customer)


def test_lines_put_first_what_is_blocked(customer: Customer) -> None:
    tenant = TenantFactory.create(customer=customer)
    for status, workload in [("in_progress", "EXO"), ("blocked", "TEAMS")]:
        cell = EntitlementFactory.create(tenant=tenant, workload=Workload.objects.get(code=workload))
        said(cell, status, 1)
    EntitlementFactory.create(tenant=tenant)
    found = with_entitlements(Customer.objects.all()).get(pk=customer.pk)
    assert [(line.code, line.status) for line in status_lines(found)] == [("TEAMS", "blocked"), ("EXO", "in_progress")]
    assert len(found.entitlement_rows) == 3


def test_choices_offer_what_a_tenant_owns_first(customer: Customer) -> None:
    tenant = TenantFactory.create(customer=customer)
    EntitlementFactory.create(tenant=tenant, workload=Workload.objects.get(code="CORE"))
    choices = choices_for(customer)
    assert [(choice.workload.code, choice.is_owned) for choice in choices[:2]] == [("CORE", True), ("EXO", False)]


def test_choices_leave_out_a_retired_workload_that_nobody_owns(customer: Customer) -> None:
    TenantFactory.create(customer=customer)
    retired = WorkloadFactory.create(retired_at=NOON, retired_by=UserFactory.create())
    assert retired.code not in {choice.workload.code for choice in choices_for(customer)}
