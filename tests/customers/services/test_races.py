"""Two people at the same moment: the customer's row lock lets one decide after the other."""

import pytest

from customers.enums import AssignmentRole, Priority
from customers.models import Assignment, Customer, PriorityChange, Tenant
from customers.services.assignment import PrimaryTaken, assign_person, make_primary
from customers.services.customer import update_customer
from customers.services.priority import change_priority
from customers.services.tenant import add_tenant, make_winner
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from tests.at_once import at_once
from tests.factories import NOON, TODAY, TenantFactory, UserFactory

pytestmark = pytest.mark.usefixtures("committed_db")


def anew(customer: Customer) -> Customer:
    return Customer.objects.get(pk=customer.pk)


def test_two_first_fms_at_once_make_one_primary(customer: Customer, admin: User) -> None:
    people = UserFactory.create_batch(2)

    def assign(person: User) -> Assignment:
        return assign_person(
            customer=anew(customer),
            person=person,
            role=AssignmentRole.FM,
            is_primary=False,
            starts_on=TODAY,
            ends_on=None,
            by=admin,
            now=NOON,
        )

    at_once(lambda: assign(people[0]), lambda: assign(people[1]))

    assert sorted(customer.assignments.values_list("is_primary", flat=True)) == [False, True]


def test_a_double_click_assigns_once(customer: Customer, admin: User) -> None:
    person = UserFactory.create()

    def assign() -> Assignment:
        return assign_person(
            customer=anew(customer),
            person=person,
            role=AssignmentRole.FM,
            is_primary=False,
            starts_on=TODAY,
            ends_on=None,
            by=admin,
            now=NOON,
        )

    answers = at_once(assign, assign)

    assert sum(isinstance(answer, RuleError) for answer in answers) == 1
    assert customer.assignments.count() == 1


def test_two_primaries_at_once_ask_the_second(customer: Customer, teammate: User, admin: User) -> None:
    other = Assignment.objects.create(customer=customer, person=UserFactory.create(), role="fm", starts_on=TODAY)
    first = Assignment.objects.get(person=teammate)

    answers = at_once(
        lambda: make_primary(assignment=first, by=admin, now=NOON),
        lambda: make_primary(assignment=other, by=admin, now=NOON),
    )

    assert sum(isinstance(answer, PrimaryTaken) for answer in answers) == 1
    assert customer.assignments.filter(is_primary=True).count() == 1


def test_two_priorities_at_once_tell_the_second(customer: Customer, admin: User) -> None:
    def change(to: Priority) -> PriorityChange:
        return change_priority(
            customer=anew(customer), to=to, reason="Because.", seen=Priority.HIGH, by=admin, now=NOON
        )

    answers = at_once(lambda: change(Priority.LOW), lambda: change(Priority.MEDIUM))

    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 1
    assert PriorityChange.objects.get().new == anew(customer).priority


def test_two_edits_at_once_tell_the_second(customer: Customer, admin: User) -> None:
    def edit(industry: str) -> Customer:
        return update_customer(
            customer=anew(customer),
            version=1,
            name=customer.name,
            tpid=customer.tpid,
            industry=industry,
            region=customer.region,
            seats=1,
            segment=customer.segment,
            health=customer.health,
            by=admin,
            now=NOON,
        )

    answers = at_once(lambda: edit("Retail"), lambda: edit("Banking"))

    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 1
    assert anew(customer).version == 2


def test_two_first_tenants_at_once_make_one_winner(customer: Customer, admin: User) -> None:
    def add(tenant: Tenant) -> Tenant:
        return add_tenant(
            customer=anew(customer),
            name=tenant.name,
            default_domain=tenant.default_domain,
            tenant_guid=tenant.tenant_guid,
            by=admin,
            now=NOON,
        )

    first, second = TenantFactory.build_batch(2, customer=customer)
    at_once(lambda: add(first), lambda: add(second))

    assert sorted(customer.tenants.values_list("is_winner", flat=True)) == [False, True]


def test_two_winners_at_once_leave_one(customer: Customer, admin: User) -> None:
    TenantFactory.create(customer=customer, is_winner=True)
    first, second = TenantFactory.create_batch(2, customer=customer)

    at_once(
        lambda: make_winner(tenant=first, by=admin, now=NOON),
        lambda: make_winner(tenant=second, by=admin, now=NOON),
    )

    assert customer.tenants.filter(is_winner=True).count() == 1
