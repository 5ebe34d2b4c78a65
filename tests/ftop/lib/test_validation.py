import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import Region
from ftop.lib.errors import RuleError
from ftop.lib.validation import rules_of_database, stored, validated
from tests.factories import CustomerFactory, PriorityChangeFactory, RegionFactory

pytestmark = pytest.mark.django_db


def test_validated_returns_an_instance_that_obeys() -> None:
    customer = CustomerFactory.build(region=RegionFactory.create())

    assert validated(customer) is customer


def test_validated_raises_the_sentence_of_a_check_constraint() -> None:
    with pytest.raises(RuleError) as refused:
        validated(CustomerFactory.build(region=RegionFactory.create(), tpid="20 48"))

    assert (refused.value.message, refused.value.field) == ("A TPID is digits only, for example 2048317.", "tpid")


def test_validated_raises_the_sentence_of_a_unique_constraint() -> None:
    customer = CustomerFactory.create()

    with pytest.raises(RuleError) as refused:
        validated(CustomerFactory.build(region=customer.region, tpid=customer.tpid))

    assert refused.value.field == "tpid"


def test_validated_names_the_field_of_a_unique_expression() -> None:
    RegionFactory.create(name="Nordics")

    with pytest.raises(RuleError) as refused:
        validated(Region(name="NORDICS"))

    assert (refused.value.message, refused.value.field) == ("A region with this name exists already.", "name")


def test_validated_names_no_field_where_a_constraint_binds_several() -> None:
    with pytest.raises(RuleError) as refused:
        validated(PriorityChangeFactory.build(customer=CustomerFactory.create(), old="low", new="low"))

    assert (refused.value.message, refused.value.field) == ("The customer has this priority already.", "")


def test_validated_leaves_an_empty_field_to_its_constraint() -> None:
    with pytest.raises(RuleError) as refused:
        validated(CustomerFactory.build(region=RegionFactory.create(), name=""))

    assert (refused.value.message, refused.value.field) == ("Give the customer's name.", "name")


def test_validated_says_which_field_is_missing() -> None:
    with pytest.raises(RuleError) as refused:
        validated(CustomerFactory.build(region=RegionFactory.create(), seats=None))

    assert (refused.value.message, refused.value.field) == ("Seats is missing.", "seats")


def test_validated_refuses_text_that_is_too_long() -> None:
    with pytest.raises(RuleError) as refused:
        validated(CustomerFactory.build(region=RegionFactory.create(), industry="x" * 101))

    assert refused.value.field == "industry"


def test_stored_saves_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    customer = CustomerFactory.build(region=RegionFactory.create())

    with django_assert_num_queries(1):
        stored(customer)


def test_stored_raises_the_sentence_when_the_database_refuses() -> None:
    customer = CustomerFactory.create()

    with pytest.raises(RuleError) as refused, transaction.atomic():
        stored(CustomerFactory.build(region=customer.region, tpid=customer.tpid))

    assert refused.value.message == "Another customer has this TPID. Look it up in the customer list."


def test_stored_writes_only_the_named_fields() -> None:
    customer = CustomerFactory.create(industry="Retail", seats=10)
    customer.industry, customer.seats = "Banking", 99

    stored(customer, update_fields=["seats"])

    assert Customer.objects.values_list("industry", "seats").get() == ("Retail", 99)


def test_stored_checks_only_the_named_fields() -> None:
    customer = CustomerFactory.create()
    customer.industry, customer.seats = "x" * 101, 99

    stored(customer, update_fields=["seats"])

    assert Customer.objects.get().seats == 99


def test_refusals_without_a_known_constraint_stay_what_they_are() -> None:
    with pytest.raises(Exception, match="null value in column"), transaction.atomic(), rules_of_database():
        Customer.objects.create(region=None, name="Contoso", tpid="1")
