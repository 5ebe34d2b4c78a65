from datetime import date, timedelta
from typing import Any

import pytest

from customers.enums import AssignmentRole
from customers.models import Assignment, Customer, TimelineEvent
from customers.services.assignment import PrimaryTaken, assign_person
from customers.services.customer import archive_customer
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from tests.factories import NOON, TODAY, AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def nina() -> User:
    return UserFactory.create(full_name="Nina New", roles=[Role.FM, Role.SME])


def assign(customer: Customer, person: User, by: User, **changed: Any) -> Assignment:
    asked: dict[str, Any] = {
        "role": AssignmentRole.FM,
        "is_primary": False,
        "starts_on": TODAY,
        "ends_on": None,
    }
    return assign_person(customer=customer, person=person, **(asked | changed), by=by, now=NOON)


def told() -> list[str]:
    return list(TimelineEvent.objects.order_by("id").values_list("sentence", flat=True))


@pytest.mark.parametrize("role", [AssignmentRole.FM, AssignmentRole.FTA, AssignmentRole.RM])
def test_first_person_of_a_leading_role_is_primary(role: AssignmentRole, customer: Customer, admin: User) -> None:
    person = UserFactory.create(full_name="Nina New", roles=[role.value])

    assert assign(customer, person, admin, role=role).is_primary
    assert told() == [f"Nina New assigned as {role.label}, primary, from 3 Mar 2026."]


@pytest.mark.parametrize("role", [AssignmentRole.FE, AssignmentRole.SME])
def test_first_person_of_another_role_is_not_primary(role: AssignmentRole, customer: Customer, admin: User) -> None:
    person = UserFactory.create(full_name="Nina New", roles=[role.value])

    assert not assign(customer, person, admin, role=role).is_primary
    assert told() == [f"Nina New assigned as {role.label}, from 3 Mar 2026."]


def test_second_person_is_not_primary(customer: Customer, owner: User, nina: User) -> None:
    assert not assign(customer, nina, owner).is_primary


def test_first_after_the_primary_one_left_is_primary(customer: Customer, admin: User, nina: User) -> None:
    AssignmentFactory.create(customer=customer, is_primary=True, ends_on=TODAY - timedelta(days=1))

    assert assign(customer, nina, admin).is_primary


def test_cover_is_never_primary(customer: Customer, admin: User, nina: User) -> None:
    assert not assign(customer, nina, admin, ends_on=date(2026, 3, 20)).is_primary
    assert told() == ["Nina New assigned as FastTrack Manager, from 3 Mar 2026 to 20 Mar 2026."]


def test_person_who_starts_later_is_not_primary_yet(customer: Customer, admin: User, nina: User) -> None:
    assert not assign(customer, nina, admin, starts_on=TODAY + timedelta(days=1)).is_primary


@pytest.mark.parametrize("days", [{"ends_on": date(2026, 3, 20)}, {"starts_on": date(2026, 3, 4)}])
def test_primary_with_an_end_or_a_later_start_is_refused(
    days: dict[str, date], customer: Customer, admin: User, nina: User
) -> None:
    with pytest.raises(RuleError) as refused:
        assign(customer, nina, admin, is_primary=True, **days)

    assert refused.value.field == "is_primary"


def test_replacing_the_primary_unasked_is_refused(customer: Customer, owner: User, nina: User) -> None:
    with pytest.raises(PrimaryTaken) as taken:
        assign(customer, nina, owner, is_primary=True)

    assert taken.value.current.person == owner
    assert taken.value.message == (
        "Olivia Owner is the primary FastTrack Manager now. Confirm below to replace them; they stay assigned."
    )
    assert customer.assignments.count() == 1


def test_replacing_the_primary_leaves_them_assigned(customer: Customer, owner: User, nina: User) -> None:
    assign(customer, nina, owner, is_primary=True, replacing=customer.assignments.get().pk)

    rows = customer.assignments.order_by("id").values_list("person", "is_primary", "ends_on")
    assert list(rows) == [(owner.pk, False, None), (nina.pk, True, None)]
    assert told() == ["Nina New assigned as FastTrack Manager, primary instead of Olivia Owner."]


def test_replacing_is_for_the_one_who_was_seen(customer: Customer, owner: User, teammate: User, nina: User) -> None:
    """Somebody else became primary since the question was put: it is put again."""
    with pytest.raises(PrimaryTaken):
        assign(customer, nina, owner, is_primary=True, replacing=customer.assignments.get(person=teammate).pk)

    assert customer.assignments.get(is_primary=True).person == owner


def test_replacing_a_primary_whose_last_day_is_set(customer: Customer, admin: User, nina: User) -> None:
    leaving = AssignmentFactory.create(customer=customer, is_primary=True, ends_on=TODAY + timedelta(days=5))

    assign(customer, nina, admin, is_primary=True, replacing=leaving.pk)

    leaving.refresh_from_db()
    assert not leaving.is_primary


@pytest.mark.parametrize("role", [AssignmentRole.FTA, AssignmentRole.FE, AssignmentRole.RM])
def test_person_without_the_role_is_refused(role: AssignmentRole, customer: Customer, admin: User, nina: User) -> None:
    with pytest.raises(RuleError) as refused:
        assign(customer, nina, admin, role=role)

    assert refused.value.field == "person"
    assert refused.value.message.startswith(f"Nina New does not have the role {role.label}.")


def test_person_who_left_is_refused(customer: Customer, admin: User) -> None:
    with pytest.raises(RuleError, match="has left"):
        assign(customer, UserFactory.create(is_active=False), admin)


def test_person_in_a_second_role_passes(customer: Customer, admin: User, nina: User) -> None:
    assign(customer, nina, admin)

    assert assign(customer, nina, admin, role=AssignmentRole.SME).pk


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(TODAY, None), (date(2026, 3, 1), date(2026, 3, 10)), (date(2026, 3, 20), date(2026, 4, 1))],
)
def test_person_twice_at_once_is_refused(
    starts_on: date, ends_on: date | None, customer: Customer, admin: User, nina: User
) -> None:
    assign(customer, nina, admin, starts_on=date(2026, 3, 10), ends_on=date(2026, 3, 20))

    with pytest.raises(RuleError) as refused:
        assign(customer, nina, admin, starts_on=starts_on, ends_on=ends_on)

    assert refused.value.field == "person"
    assert "from 10 Mar 2026 to 20 Mar 2026 already" in refused.value.message


@pytest.mark.parametrize(("starts_on", "ends_on"), [(date(2026, 3, 21), None), (date(2026, 3, 3), date(2026, 3, 9))])
def test_person_again_before_or_after_passes(
    starts_on: date, ends_on: date | None, customer: Customer, admin: User, nina: User
) -> None:
    assign(customer, nina, admin, starts_on=date(2026, 3, 10), ends_on=date(2026, 3, 20))

    assert assign(customer, nina, admin, starts_on=starts_on, ends_on=ends_on).pk


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(TODAY, TODAY - timedelta(days=1)), (date(2026, 2, 1), date(2026, 3, 2))]
)
def test_last_day_before_the_first_or_today_is_refused(
    starts_on: date, ends_on: date, customer: Customer, admin: User, nina: User
) -> None:
    with pytest.raises(RuleError) as refused:
        assign(customer, nina, admin, starts_on=starts_on, ends_on=ends_on)

    assert refused.value.field == "ends_on"


def test_archived_customer_gets_no_people(customer: Customer, admin: User, nina: User) -> None:
    archive_customer(customer=customer, reason="Merged.", by=admin, now=NOON)

    with pytest.raises(RuleError, match="archived"):
        assign(customer, nina, admin)
