from datetime import date
from typing import Any

import pytest

from customers.models import Customer
from customers.queries.customer_list import CustomerFilter, customers_for, filter_choices
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from tests.factories import NOON, AssignmentFactory, CustomerFactory, RegionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(leader: User) -> User:
    return leader


def names(reader: User, **asked: Any) -> list[str]:
    return [customer.name for customer in customers_for(reader, asked=CustomerFilter(**asked))]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("fabrikam", ["Fabrikam, Inc."]),
        ("INC", ["Fabrikam, Inc."]),
        ("inc fab", ["Fabrikam, Inc."]),
        ("rikam", []),
        ("liberte", ["Café Liberté & Söhne"]),
        ("sohne", ["Café Liberté & Söhne"]),
        ("CAFÉ", ["Café Liberté & Söhne"]),
        ("&", ["Café Liberté & Söhne"]),
        ("winery", ["Coho-Winery (Old)"]),
        ("(old", ["Coho-Winery (Old)"]),
        ("old", ["Coho-Winery (Old)"]),
        (".", ["Fabrikam, Inc."]),
        ("fab.*", []),
        ("2048", ["Fabrikam, Inc."]),
        ("048302", []),
        ("  ", ["Café Liberté & Söhne", "Coho-Winery (Old)", "Fabrikam, Inc."]),
    ],
)
def test_search_finds_the_start_of_words_or_of_the_tpid(
    search: str, found: list[str], customer: Customer, reader: User
) -> None:
    CustomerFactory.create(name="Café Liberté & Söhne", tpid="77")
    CustomerFactory.create(name="Coho-Winery (Old)", tpid="78")

    assert names(reader, search=search) == found


def test_list_starts_from_what_the_person_sees(customer: Customer, owner: User) -> None:
    CustomerFactory.create()

    assert names(owner) == ["Fabrikam, Inc."]


def test_archived_customers_are_left_out_unless_asked_for(customer: Customer, reader: User) -> None:
    CustomerFactory.create(name="Adatum", archived_at=NOON, archived_by=reader)

    assert names(reader) == ["Fabrikam, Inc."]
    assert names(reader, is_with_archived=True) == ["Adatum", "Fabrikam, Inc."]


def test_filter_by_fm_means_a_current_assignment_as_fm(customer: Customer, reader: User, teammate: User) -> None:
    AssignmentFactory.create(person=teammate, role="sme")
    AssignmentFactory.create(person=teammate, role="fm", ends_on=date(2026, 1, 31))

    assert names(reader, fm=teammate.pk) == ["Fabrikam, Inc."]


def test_filter_by_rm_means_a_current_assignment_as_rm(customer: Customer, reader: User, rm: User) -> None:
    AssignmentFactory.create(role="rm")

    assert names(reader, rm=rm.pk) == ["Fabrikam, Inc."]


def test_filter_by_priority(customer: Customer, reader: User) -> None:
    CustomerFactory.create(name="Adatum", priority="low")

    assert names(reader, priority="low") == ["Adatum"]


def test_filter_by_region(customer: Customer, reader: User) -> None:
    nordics = RegionFactory.create(name="Nordics")
    CustomerFactory.create(name="Adatum", region=nordics)

    assert names(reader, region=nordics.pk) == ["Adatum"]


def test_filters_narrow_together(customer: Customer, reader: User, owner: User) -> None:
    AssignmentFactory.create(customer=CustomerFactory.create(name="Adatum", priority="low"), person=owner)

    assert names(reader, fm=owner.pk, priority="low", search="ad") == ["Adatum"]


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("name", ["Adatum", "Bellows", "École", "Zava"]),
        ("-name", ["Zava", "École", "Bellows", "Adatum"]),
        ("note", ["École", "Zava", "Bellows", "Adatum"]),
        ("-note", ["Adatum", "Bellows", "Zava", "École"]),
        ("priority", ["Zava", "Adatum", "Bellows", "École"]),
        ("-priority", ["École", "Adatum", "Bellows", "Zava"]),
    ],
)
def test_list_is_sorted(sort: str, found: list[str], reader: User) -> None:
    CustomerFactory.create(name="Adatum", priority="medium", last_overall_note_on=date(2026, 3, 3))
    CustomerFactory.create(name="Zava", priority="high", last_overall_note_on=date(2026, 1, 1))
    CustomerFactory.create(name="Bellows", priority="medium", last_overall_note_on=date(2026, 2, 2))
    CustomerFactory.create(name="École", priority="low", last_overall_note_on=None)

    assert names(reader, sort=sort) == found


def test_people_and_region_cost_no_query_per_row(
    customer: Customer, owner: User, teammate: User, reader: User, django_assert_num_queries: Any
) -> None:
    CustomerFactory.create(name="Zava")

    with django_assert_num_queries(2):
        found = [
            (row.region.name, [fm.full_name for fm in row.fms], row.roles_of(owner))
            for row in customers_for(reader, asked=CustomerFilter())
        ]

    assert found == [("Western Europe", ["Olivia Owner", "Tara Teammate"], {"fm"}), ("Western Europe", [], set())]


def test_choices_are_those_of_the_customers_a_person_sees(customer: Customer, owner: User, rm: User) -> None:
    elsewhere = CustomerFactory.create(region=RegionFactory.create(name="Nordics"), priority="low")
    AssignmentFactory.create(customer=elsewhere)

    choices = filter_choices(owner)

    assert choices.fms == [(owner.pk, "Olivia Owner")]
    assert choices.rms == [(rm.pk, "Rita Regional")]
    assert choices.regions == [(customer.region_id, "Western Europe")]
    assert choices.priorities == [("high", "High")]
    assert not choices.has_archived


def test_choices_name_each_person_once_in_the_order_of_names(customer: Customer, owner: User, reader: User) -> None:
    AssignmentFactory.create(person=owner)
    adele = AssignmentFactory.create(person=UserFactory.create(full_name="Ädele Vance")).person
    AssignmentFactory.create(person=UserFactory.create(roles=[Role.FM]), ends_on=date(2026, 1, 31))

    assert filter_choices(reader).fms == [(adele.pk, "Ädele Vance"), (owner.pk, "Olivia Owner")]


def test_choices_of_priorities_stand_in_their_order(reader: User) -> None:
    for priority in ("low", "medium", "high"):
        CustomerFactory.create(priority=priority)

    assert filter_choices(reader).priorities == [("high", "High"), ("medium", "Medium"), ("low", "Low")]


def test_choices_say_whether_there_is_something_archived(customer: Customer, reader: User) -> None:
    CustomerFactory.create(archived_at=NOON, archived_by=reader)

    assert filter_choices(reader).has_archived


def test_choices_of_somebody_without_customers_are_empty(customer: Customer, outsider: User) -> None:
    assert filter_choices(outsider).is_empty


def test_choices_cost_two_queries(customer: Customer, reader: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        filter_choices(reader)
