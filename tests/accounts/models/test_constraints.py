"""Every constraint of the accounts' tables: what it lets pass and what it refuses."""

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from ftop.accounts.models import Region, User
from tests.factories import RegionFactory, UserFactory

pytestmark = pytest.mark.django_db

# Constraint, factory, what a row that passes says, what a row that is refused says.
ROWS: list[tuple[str, Any, dict[str, Any], dict[str, Any]]] = [
    ("accounts_region_name_present", RegionFactory, {"name": "Nordics"}, {"name": " "}),
    ("accounts_user_email_small_letters", UserFactory, {"email": "ann@ftop.example"}, {"email": "Ann@ftop.example"}),
    ("accounts_user_full_name_present", UserFactory, {"full_name": "Ann"}, {"full_name": "\n"}),
    ("accounts_user_roles_known", UserFactory, {"roles": ["fm", "lt"]}, {"roles": ["fm", "boss"]}),
    ("accounts_user_theme_known", UserFactory, {"theme": "dark"}, {"theme": "pink"}),
    (
        "accounts_user_customer_columns_known",
        UserFactory,
        {"customer_columns": []},
        {"customer_columns": ["priority", "mood"]},
    ),
    ("accounts_user_told_of_known", UserFactory, {"told_of": []}, {"told_of": ["gossip"]}),
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


def test_person_without_roles_passes() -> None:
    assert UserFactory.create(roles=[]).pk


def test_second_person_with_an_address_is_refused() -> None:
    UserFactory.create(email="ann@ftop.example")

    with pytest.raises(IntegrityError, match='"accounts_user_email_unique"'), transaction.atomic():
        UserFactory.create(email="ann@ftop.example")


def test_person_with_a_similar_address_passes() -> None:
    UserFactory.create(email="ann@ftop.example")

    assert UserFactory.create(email="ann@ftop.examples").pk


def test_second_region_with_a_name_is_refused_in_any_letter_case() -> None:
    Region.objects.create(name="Nordics")

    with pytest.raises(IntegrityError, match='"accounts_region_name_unique"'), transaction.atomic():
        Region.objects.create(name="NORDICS")


def test_region_with_another_name_passes() -> None:
    Region.objects.create(name="Nordics")

    assert Region.objects.create(name="Nordics and Baltics").pk


def test_person_as_their_own_manager_is_refused() -> None:
    person = UserFactory.create()

    with pytest.raises(IntegrityError, match='"accounts_user_manager_other"'), transaction.atomic():
        User.objects.filter(pk=person.pk).update(manager=person)


def test_person_with_another_manager_passes() -> None:
    assert UserFactory.create(manager=UserFactory.create()).pk
