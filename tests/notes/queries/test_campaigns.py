"""Hashtags in use, and who has a note of a campaign."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries.campaigns import customers_of_campaign, reach_of, tags_in_use
from notes.services.note_withdraw import withdraw_note
from tests.factories import NOON, TODAY, CustomerFactory, NoteFactory
from tests.factories_campaign import CampaignFactory

DAY = timedelta(days=1)


def test_most_used_tags_come_first(customer: Customer, owner: User) -> None:
    for tags in (["adoption"], ["covid", "adoption"], ["zebra"], []):
        NoteFactory.create(customer=customer, tags=tags)
    assert tags_in_use(owner, today=TODAY) == ["adoption", "covid", "zebra"]


def test_campaigns_that_run_are_offered_before_and_ended_ones_not(customer: Customer, owner: User) -> None:
    NoteFactory.create(customer=customer, tags=["covid", "adoption"])
    CampaignFactory.create(tag="covid", starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY)
    CampaignFactory.create(tag="later", starts_on=TODAY + DAY)
    CampaignFactory.create(tag="windows-11", starts_on=TODAY, ends_on=TODAY)
    assert tags_in_use(owner, today=TODAY) == ["windows-11", "adoption"]


def test_tags_of_customers_one_does_not_see_are_not_offered(customer: Customer, outsider: User) -> None:
    NoteFactory.create(customer=customer, tags=["covid"])
    assert tags_in_use(outsider, today=TODAY) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_tags_cost_two_queries(
    customer: Customer, leader: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    NoteFactory.create_batch(rows, customer=customer, tags=["covid"])
    CampaignFactory.create_batch(rows)
    with django_assert_num_queries(2):
        tags_in_use(leader, today=TODAY)


def test_notes_of_its_days_count(customer: Customer) -> None:
    campaign = CampaignFactory.create(tag="covid", starts_on=TODAY - DAY, ends_on=TODAY)
    silent, early = CustomerFactory.create(), CustomerFactory.create()
    first, newest = (
        NoteFactory.create(customer=customer, tags=["covid"], happened_on=day) for day in (TODAY - DAY, TODAY)
    )
    NoteFactory.create(customer=early, tags=["covid"], happened_on=TODAY - 2 * DAY)
    NoteFactory.create(customer=silent, tags=["other"])
    customers = Customer.objects.order_by("pk")
    having = list(customers_of_campaign(customers, campaign, is_with_note=True))
    assert [(c.pk, c.note_key) for c in having] == [(customer.pk, newest.key)]  # type: ignore[attr-defined]
    assert set(customers_of_campaign(customers, campaign, is_with_note=False)) == {silent, early}
    assert (reach_of(customers, campaign).with_note, reach_of(customers, campaign).without_note) == (1, 2)
    assert first.tags == ["covid"]


def test_withdrawn_notes_do_not_count(customer: Customer, owner: User) -> None:
    campaign = CampaignFactory.create(tag="covid")
    note = NoteFactory.create(customer=customer, author=owner, tags=["covid"])
    withdraw_note(note=note, reason="Wrong customer.", by=owner, now=NOON)
    assert reach_of(Customer.objects.all(), campaign).with_note == 0
