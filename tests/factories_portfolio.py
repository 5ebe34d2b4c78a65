"""Factories of what the portfolio reads."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from customers.models import StatusSpan
from tests.factories import CustomerFactory


class StatusSpanFactory(DjangoModelFactory[StatusSpan]):
    """It still holds."""

    class Meta:
        model = StatusSpan

    customer = factory.SubFactory(CustomerFactory)
    engagement_status = "reactive"
    deployment_progress = "not_deployed"
    from_month = date(2026, 1, 1)
