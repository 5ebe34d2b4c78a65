from datetime import UTC, date, datetime

import pytest

from ftop.accounts.enums import Role
from ftop.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_person_is_found_by_address_in_any_letter_case() -> None:
    person = UserFactory.create(email="ann@ftop.example")

    assert User.objects.get_by_natural_key("ANN@ftop.EXAMPLE") == person


def test_people_are_sorted_without_case_and_accents() -> None:
    for name in ["Zoe", "Émile", "adam", "Erik"]:
        UserFactory.create(full_name=name)

    assert [person.full_name for person in User.objects.all()] == ["adam", "Émile", "Erik", "Zoe"]


def test_colleagues_are_visible_to_somebody_who_works_here() -> None:
    person, colleague = UserFactory.create(), UserFactory.create()

    assert set(User.objects.visible_to(person)) == {person, colleague}


def test_nobody_is_visible_to_somebody_who_left() -> None:
    assert list(User.objects.visible_to(UserFactory.create(is_active=False))) == []


def test_role_labels_stand_in_the_order_of_the_list() -> None:
    assert User(roles=["admin", "fm"]).role_labels == ["FastTrack Manager", "Administrator"]


def test_admin_who_left_is_no_admin() -> None:
    assert not User(roles=[Role.ADMIN], is_active=False).is_admin


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Auckland", date(2026, 3, 4)), ("UTC", date(2026, 3, 3)), ("America/Los_Angeles", date(2026, 3, 3))],
)
def test_day_of_a_moment_goes_by_the_persons_zone(zone: str, day: date) -> None:
    assert User(time_zone=zone).day_of(datetime(2026, 3, 3, 12, tzinfo=UTC)) == day
