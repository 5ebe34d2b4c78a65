"""What a customer carries of its newest Exec Summary."""

import pytest
from django.db import IntegrityError, transaction

from customers.models import Customer


@pytest.mark.parametrize(
    "values",
    [
        {"engagement_status": "reactive"},
        {"deployment_progress": "not_deployed"},
        {"engagement_status": "sleepy", "deployment_progress": "not_deployed"},
    ],
)
def test_both_are_kept_or_none(customer: Customer, values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match="customers_customer_summary_whole"), transaction.atomic():
        Customer.objects.filter(pk=customer.pk).update(**values)
