from datetime import date, timedelta

import pytest

from customers.models import Assignment, Customer, TimelineEvent
from customers.services.assignment import PrimaryTaken, cancel_assignment, end_assignment, make_primary
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from tests.factories import NOON, TODAY, AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)


def told() -> list[str]:
    return list(TimelineEvent.objects.order_by("id").values_list("sentence", flat=True))


def of(person: User) -> Assignment:
    return Assignment.objects.get(person=person)


def test_end_assignment_sets_the_last_day(customer: Customer, owner: User, rm: User) -> None:
    end_assignment(assignment=of(owner), version=1, ends_on=TOMORROW, by=rm, now=NOON)

    assert of(owner).ends_on == TOMORROW
    assert told() == ["Olivia Owner, FastTrack Manager: ends on 4 Mar 2026."]


def test_end_assignment_in_the_past_says_ended(customer: Customer, owner: User, rm: User) -> None:
    end_assignment(assignment=of(owner), version=1, ends_on=date(2026, 2, 28), by=rm, now=NOON)

    assert told() == ["Olivia Owner, FastTrack Manager: ended on 28 Feb 2026."]


def test_end_assignment_again_moves_the_last_day(customer: Customer, owner: User, rm: User) -> None:
    end_assignment(assignment=of(owner), version=1, ends_on=TODAY, by=rm, now=NOON)
    end_assignment(assignment=of(owner), version=2, ends_on=TOMORROW, by=rm, now=NOON)

    assert of(owner).ends_on == TOMORROW


def test_end_assignment_after_somebody_else_set_it_changes_nothing(customer: Customer, owner: User, rm: User) -> None:
    end_assignment(assignment=of(owner), version=1, ends_on=TOMORROW, by=rm, now=NOON)

    with pytest.raises(StaleVersion):
        end_assignment(assignment=of(owner), version=1, ends_on=TODAY, by=rm, now=NOON)

    assert of(owner).ends_on == TOMORROW


def test_end_assignment_on_the_same_day_says_it_once(customer: Customer, owner: User, rm: User) -> None:
    end_assignment(assignment=of(owner), version=1, ends_on=TOMORROW, by=rm, now=NOON)
    end_assignment(assignment=of(owner), version=1, ends_on=TOMORROW, by=rm, now=NOON)

    assert len(told()) == 1


def test_end_assignment_that_ended_is_refused(customer: Customer, rm: User) -> None:
    assignment = AssignmentFactory.create(customer=customer, ends_on=date(2026, 2, 28))

    with pytest.raises(RuleError, match="ended on 28 Feb 2026 already"):
        end_assignment(assignment=assignment, version=1, ends_on=TOMORROW, by=rm, now=NOON)


def test_end_assignment_before_it_starts_is_refused(customer: Customer, owner: User, rm: User) -> None:
    with pytest.raises(RuleError) as refused:
        end_assignment(assignment=of(owner), version=1, ends_on=date(2025, 12, 31), by=rm, now=NOON)

    assert refused.value.field == "ends_on"
    assert of(owner).ends_on is None


def test_end_assignment_later_into_the_next_one_is_refused(customer: Customer, rm: User) -> None:
    person = UserFactory.create()
    cover = AssignmentFactory.create(customer=customer, person=person, ends_on=TOMORROW)
    AssignmentFactory.create(customer=customer, person=person, starts_on=date(2026, 3, 10))

    with pytest.raises(RuleError) as refused:
        end_assignment(assignment=cover, version=1, ends_on=date(2026, 3, 10), by=rm, now=NOON)

    assert refused.value.field == "ends_on"


def test_cancel_assignment_that_has_not_begun_removes_it(customer: Customer, rm: User) -> None:
    person = UserFactory.create(full_name="Nina New")
    assignment = AssignmentFactory.create(customer=customer, person=person, starts_on=TOMORROW)

    cancel_assignment(assignment=assignment, by=rm, now=NOON)

    assert not Assignment.objects.filter(person=person).exists()
    assert told() == ["Nina New, FastTrack Manager: cancelled before it began on 4 Mar 2026."]


def test_cancel_assignment_that_has_begun_is_refused(customer: Customer, owner: User, rm: User) -> None:
    with pytest.raises(RuleError, match="has begun"):
        cancel_assignment(assignment=of(owner), by=rm, now=NOON)

    assert of(owner).ends_on is None


def test_change_of_a_cancelled_assignment_is_refused(customer: Customer, rm: User) -> None:
    assignment = AssignmentFactory.create(customer=customer, starts_on=TOMORROW)
    Assignment.objects.filter(pk=assignment.pk).delete()

    with pytest.raises(RuleError, match="cancelled in the meantime"):
        end_assignment(assignment=assignment, version=1, ends_on=date(2026, 3, 10), by=rm, now=NOON)


def test_make_primary_where_nobody_is(customer: Customer, teammate: User, rm: User) -> None:
    make_primary(assignment=of(teammate), by=rm, now=NOON)

    assert of(teammate).is_primary
    assert told() == ["Tara Teammate, FastTrack Manager: now primary."]


def test_make_primary_unasked_is_refused(customer: Customer, owner: User, teammate: User, rm: User) -> None:
    with pytest.raises(PrimaryTaken):
        make_primary(assignment=of(teammate), by=rm, now=NOON)

    assert of(owner).is_primary


def test_make_primary_replaces_the_one_before(customer: Customer, owner: User, teammate: User, rm: User) -> None:
    make_primary(assignment=of(teammate), replacing=of(owner).pk, by=rm, now=NOON)

    assert (of(owner).is_primary, of(teammate).is_primary) == (False, True)
    assert told() == ["Tara Teammate, FastTrack Manager: now primary instead of Olivia Owner."]


def test_make_primary_replaces_only_the_one_who_was_seen(
    customer: Customer, owner: User, teammate: User, rm: User
) -> None:
    with pytest.raises(PrimaryTaken):
        make_primary(assignment=of(teammate), replacing=of(teammate).pk, by=rm, now=NOON)

    assert of(owner).is_primary


def test_make_primary_twice_says_it_once(customer: Customer, teammate: User, rm: User) -> None:
    make_primary(assignment=of(teammate), by=rm, now=NOON)
    make_primary(assignment=of(teammate), by=rm, now=NOON)

    assert len(told()) == 1


@pytest.mark.parametrize("days", [{"ends_on": TOMORROW}, {"starts_on": TOMORROW}])
def test_make_primary_of_a_cover_or_a_later_start_is_refused(
    days: dict[str, date], customer: Customer, rm: User
) -> None:
    assignment = AssignmentFactory.create(customer=customer, **days)

    with pytest.raises(RuleError, match="without a last day"):
        make_primary(assignment=assignment, by=rm, now=NOON)


def test_make_primary_of_somebody_who_lost_the_role_is_refused(customer: Customer, rm: User) -> None:
    assignment = AssignmentFactory.create(customer=customer, person=UserFactory.create(roles=[Role.SME]))

    with pytest.raises(RuleError, match="does not have the role"):
        make_primary(assignment=assignment, by=rm, now=NOON)
