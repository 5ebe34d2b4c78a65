import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F

from customers.models import Customer
from ftop.lib.lookups import AnyOf
from tests.factories import CustomerFactory

pytestmark = pytest.mark.django_db


def test_rows_of_an_array_are_found() -> None:
    first, second, third = CustomerFactory.create_batch(3)
    assert list(Customer.objects.filter(AnyOf(F("pk"), [third.pk, first.pk])).order_by("pk")) == [first, third]
    assert list(Customer.objects.filter(AnyOf(F("pk"), []))) == []
    page = ArraySubquery(Customer.objects.order_by("-pk").values("pk")[:2])
    assert list(Customer.objects.filter(AnyOf(F("pk"), page)).order_by("pk")) == [second, third]
    assert list(Customer.objects.filter(~AnyOf(F("pk"), page))) == [first]


def test_array_is_read_before_the_rows() -> None:
    page = ArraySubquery(Customer.objects.order_by("-pk").values("pk")[:2])
    assert "InitPlan" in Customer.objects.filter(AnyOf(F("pk"), page)).explain()
