from datetime import date, timedelta

import pytest
from django.utils import timezone

from customers.enums import AssignmentRole
from customers.models import Assignment, Customer, Tenant
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from tests.factories import NOON, AssignmentFactory, CustomerFactory, TenantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.FM, Role.FE, Role.SME])
def test_visible_to_assigned_people(role: Role, customer: Customer) -> None:
    CustomerFactory.create()
    person = UserFactory.create(roles=[role])
    AssignmentFactory.create(customer=customer, person=person, role=role.value)

    assert list(Customer.objects.visible_to(person)) == [customer]


@pytest.mark.parametrize("role", [Role.FTA, Role.RM, Role.LT, Role.ADMIN])
def test_visible_to_roles_that_read_all(role: Role, customer: Customer) -> None:
    other = CustomerFactory.create(name="Adventure Works")

    assert list(Customer.objects.visible_to(UserFactory.create(roles=[role]))) == [other, customer]


@pytest.mark.parametrize("role", [Role.FM, Role.FE, Role.SME])
def test_invisible_without_an_assignment(role: Role, customer: Customer) -> None:
    assert list(Customer.objects.visible_to(UserFactory.create(roles=[role]))) == []


def test_invisible_to_somebody_without_roles(customer: Customer) -> None:
    assert list(Customer.objects.visible_to(UserFactory.create(roles=[]))) == []


@pytest.mark.parametrize("roles", [[Role.FM], [Role.ADMIN]])
def test_invisible_to_somebody_who_left(roles: list[Role], customer: Customer) -> None:
    person = UserFactory.create(roles=roles, is_active=False)
    AssignmentFactory.create(customer=customer, person=person)

    assert list(Customer.objects.visible_to(person)) == []


def test_visible_with_the_sum_of_the_roles(customer: Customer) -> None:
    person = UserFactory.create(roles=[Role.FM, Role.LT])

    assert list(Customer.objects.visible_to(person)) == [customer]


@pytest.mark.parametrize(
    ("starts", "ends", "is_visible"),
    [
        (0, None, True),
        (-30, None, True),
        (1, None, False),
        (-30, -1, False),
        (-30, 0, True),
        (0, 0, True),
        (-3, 14, True),
        (1, 14, False),
    ],
)
def test_visible_only_while_the_assignment_is_in_force(
    starts: int, ends: int | None, is_visible: bool, customer: Customer, outsider: User
) -> None:
    today = timezone.localdate()
    AssignmentFactory.create(
        customer=customer,
        person=outsider,
        starts_on=today + timedelta(days=starts),
        ends_on=None if ends is None else today + timedelta(days=ends),
    )

    assert Customer.objects.visible_to(outsider).exists() == is_visible


def test_visible_once_with_several_assignments(customer: Customer, owner: User) -> None:
    AssignmentFactory.create(customer=customer, person=owner, role="sme")

    assert Customer.objects.visible_to(owner).count() == 1


def test_visible_also_when_archived(customer: Customer, owner: User, admin: User) -> None:
    Customer.objects.update(archived_at=NOON, archived_by=admin)

    assert list(Customer.objects.visible_to(owner)) == [customer]


def test_tenants_and_assignments_are_visible_with_their_customer(customer: Customer, owner: User) -> None:
    tenant, _ = TenantFactory.create(customer=customer), TenantFactory.create()
    AssignmentFactory.create()

    assert list(Tenant.objects.visible_to(owner)) == [tenant]
    assert list(Assignment.objects.visible_to(owner)) == list(customer.assignments.all())


def test_tenants_and_assignments_are_invisible_to_an_outsider(customer: Customer, owner: User, outsider: User) -> None:
    TenantFactory.create(customer=customer)

    assert not Tenant.objects.visible_to(outsider).exists()
    assert not Assignment.objects.visible_to(outsider).exists()


def test_roles_of_names_todays_roles(customer: Customer, owner: User) -> None:
    AssignmentFactory.create(customer=customer, person=owner, role="sme", ends_on=date(2026, 1, 31))

    assert customer.roles_of(owner) == {AssignmentRole.FM}


def test_roles_of_leaves_out_a_role_the_person_lost(customer: Customer, owner: User) -> None:
    owner.roles = [Role.SME]

    assert customer.roles_of(owner) == frozenset()


def test_roles_of_primary_leaves_out_the_others(customer: Customer, owner: User, teammate: User) -> None:
    assert customer.roles_of(owner, primary=True) == {AssignmentRole.FM}
    assert customer.roles_of(teammate, primary=True) == frozenset()
