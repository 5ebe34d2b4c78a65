import pytest
from pytest_django import DjangoAssertNumQueries

from ftop.accounts.models import User
from notes.queries.owners import AmbiguousOwner, Owner, owners_named
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db: None) -> User:
    return UserFactory.create(full_name="Anna Müller", email="anna.mueller@ftop.example")


@pytest.mark.parametrize("name", ["Anna Müller", "anna muller", "ANNA.MUELLER@ftop.example"])
def test_colleague_is_found_by_name_and_address(anna: User, name: str) -> None:
    assert owners_named([name]) == {name: Owner(anna)}


@pytest.mark.parametrize("name", ["Anna", "Dana Birkby (customer)", "dana@fabrikam.example"])
def test_everybody_else_is_an_outsider(anna: User, name: str) -> None:
    assert owners_named([name]) == {name: Owner(name=name)}


def test_colleague_who_left_is_a_name(anna: User) -> None:
    User.objects.update(is_active=False)
    assert owners_named(["Anna Müller"]) == {"Anna Müller": Owner(name="Anna Müller")}


def test_namesakes_are_ambiguous_except_by_address(anna: User) -> None:
    UserFactory.create(full_name="Anna Müller")
    found = owners_named(["Anna Müller", "anna.mueller@ftop.example"])
    assert isinstance(found["Anna Müller"], AmbiguousOwner)
    assert found["anna.mueller@ftop.example"] == Owner(anna)


def test_nobody_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert owners_named(["", ""]) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_names_cost_one_query(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    names = [UserFactory.create().full_name for _ in range(rows)]
    with django_assert_num_queries(1):
        assert len(owners_named(names)) == rows
