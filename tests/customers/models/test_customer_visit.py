from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NOON, CustomerVisitFactory

pytestmark = pytest.mark.django_db


def assert_refused(constraint: str, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CustomerVisitFactory.create(**values)


def test_second_visit_passes() -> None:
    CustomerVisitFactory.create(previous_visited_at=NOON - timedelta(days=1))


def test_visits_of_a_person_to_a_customer_are_one_row() -> None:
    visit = CustomerVisitFactory.create()
    CustomerVisitFactory.create(customer=visit.customer)
    assert_refused("customers_customervisit_once", customer=visit.customer, person=visit.person)


def test_visit_before_lies_before_the_last() -> None:
    assert_refused("customers_customervisit_in_order", previous_visited_at=NOON)
