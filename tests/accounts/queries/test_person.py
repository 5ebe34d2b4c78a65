from typing import Any

import pytest

from ftop.accounts.enums import PersonState, Role
from ftop.accounts.models import User
from ftop.accounts.queries.person import PersonFilter, PersonOption, people_list, person_options, person_with_address
from tests.factories import RegionFactory, UserFactory

pytestmark = pytest.mark.django_db


def found(user: User, **narrowed: str) -> list[str]:
    return [person.full_name for person in people_list(user, narrowed=PersonFilter(**narrowed))]


@pytest.fixture
def people(admin: User) -> None:
    UserFactory.create(full_name="Émile Zola", email="zola@ftop.example", roles=[Role.RM])
    UserFactory.create(full_name="Zoe Emil", email="zoe@ftop.example", roles=[Role.FM, Role.RM])
    UserFactory.create(full_name="Grace Gone", email="grace@ftop.example", roles=[Role.FM], is_active=False)


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("emil", ["Émile Zola", "Zoe Emil"]),
        ("ÉMIL", ["Émile Zola", "Zoe Emil"]),
        ("zo", ["Émile Zola", "Zoe Emil"]),
        ("ola", []),
        ("ZOE@ftop", ["Zoe Emil"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_people_list_searches_starts_of_words_and_addresses(
    search: str, names: list[str], people: None, admin: User
) -> None:
    assert found(admin, search=search) == names


def test_people_list_shows_who_works_here_by_name(people: None, admin: User) -> None:
    assert found(admin) == ["Ada Admin", "Émile Zola", "Zoe Emil"]


def test_people_list_by_role(people: None, admin: User) -> None:
    assert found(admin, role=Role.RM) == ["Émile Zola", "Zoe Emil"]


def test_people_list_of_those_who_left(people: None, admin: User) -> None:
    assert found(admin, state=PersonState.LEFT) == ["Grace Gone"]


def test_people_list_of_everybody_with_a_role(people: None, admin: User) -> None:
    assert found(admin, state=PersonState.ALL, role=Role.FM) == ["Grace Gone", "Zoe Emil"]


@pytest.mark.parametrize("count", [1, 3])
def test_people_list_is_one_query(count: int, admin: User, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        UserFactory.create(region=RegionFactory.create(), manager=UserFactory.create(roles=[Role.RM]))

    with django_assert_num_queries(1):
        assert [str(person.manager) for person in people_list(admin, narrowed=PersonFilter(role=Role.FM))]


def test_person_options_carry_role_and_address(people: None, outsider: User) -> None:
    assert person_options(outsider, search="emile") == [
        PersonOption("Émile Zola", "Regional Manager · zola@ftop.example")
    ]


def test_person_options_leave_out_those_who_left(people: None, outsider: User) -> None:
    assert person_options(outsider, search="grace") == []


def test_person_options_tell_namesakes_apart(people: None, outsider: User) -> None:
    UserFactory.create(full_name="Zoë Emil", email="zoe.two@ftop.example")

    assert [option.value for option in person_options(outsider, search="zoe")] == [
        "zoe@ftop.example",
        "zoe.two@ftop.example",
    ]


@pytest.mark.parametrize(
    ("role", "found"), [("rm", ["Émile Zola"]), ("fta", []), ("boss", []), ("r\x00m", ["Émile Zola"])]
)
def test_person_options_narrow_to_a_role(role: str, found: list[str], people: None, outsider: User) -> None:
    assert [option.value for option in person_options(outsider, search="emile", role=role)] == found


@pytest.mark.parametrize("search", ["", "  ", "\x00"])
def test_person_options_wait_for_a_letter(search: str, people: None, outsider: User) -> None:
    assert person_options(outsider, search=search) == []


def test_person_options_are_twenty_at_most(outsider: User) -> None:
    for _ in range(21):
        UserFactory.create()

    assert len(person_options(outsider, search="person")) == 20


@pytest.mark.parametrize(("email", "is_found"), [("Zola@FTOP.example", True), ("zola@ftop.examples", False)])
def test_person_with_address(email: str, is_found: bool, people: None) -> None:
    assert (person_with_address([email]) is not None) == is_found
