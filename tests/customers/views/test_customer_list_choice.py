"""Rows of the list can be chosen, for what is done with many customers at once."""

from collections.abc import Callable

import pytest
from django.test import Client

from customers.models import Customer
from customers.queries.customer_list import CustomerFilter, chosen_ids
from ftop.accounts.models import User
from tests.factories import NOON, CustomerFactory

SignIn = Callable[[User], Client]
ADDRESS = "/customers/"


def test_each_row_has_a_box_of_the_form_below(customer: Customer, owner: User, sign_in: SignIn) -> None:
    page = sign_in(owner).get(ADDRESS).text
    box = f'name="customer" value="{customer.key}" form="customer-pick" aria-label="Choose Fabrikam, Inc."'
    assert box in page
    assert page.count('<form class="pick-bar" id="customer-pick" method="post"') == 1


def test_forms_know_how_the_list_was_narrowed(customer: Customer, leader: User, sign_in: SignIn) -> None:
    page = sign_in(leader).get(ADDRESS, {"q": "fabri", "sort": "-name"}).text
    assert page.count('<input type="hidden" name="address" value="?q=fabri&amp;sort=-name">') == 2


def test_all_that_is_shown_can_be_exported(customer: Customer, leader: User, sign_in: SignIn) -> None:
    CustomerFactory.create_batch(2)
    assert "Export all 3" in sign_in(leader).get(ADDRESS).text


def test_empty_list_offers_nothing_to_export(customer: Customer, leader: User, sign_in: SignIn) -> None:
    page = sign_in(leader).get(ADDRESS, {"q": "nobody"}).text
    assert ("Briefing pack" in page, "customer-pick" in page) == (False, False)


@pytest.mark.parametrize(("sort", "order"), [("name", [0, 1]), ("-name", [1, 0])])
def test_chosen_ones_are_sorted_as_the_list_is(sort: str, order: list[int], leader: User) -> None:
    customers = [CustomerFactory.create(name=name) for name in ("Adatum", "Woodgrove")]
    found = chosen_ids(leader, asked=CustomerFilter(sort=sort), keys=[customer.key for customer in customers])
    assert found == [customers[place].pk for place in order]


def test_all_are_those_that_the_filter_lets_through(leader: User) -> None:
    adatum = CustomerFactory.create(name="Adatum")
    CustomerFactory.create(name="Woodgrove")
    assert chosen_ids(leader, asked=CustomerFilter(search="ada"), keys=None) == [adatum.pk]


def test_archived_ones_count_when_they_are_ticked_and_not_with_all(leader: User, admin: User) -> None:
    archived = CustomerFactory.create(archived_at=NOON, archived_by=admin)
    assert chosen_ids(leader, asked=CustomerFilter(), keys=[archived.key]) == [archived.pk]
    assert chosen_ids(leader, asked=CustomerFilter(), keys=None) == []


def test_chosen_ones_that_are_not_visible_are_left_out(outsider: User, customer: Customer) -> None:
    assert chosen_ids(outsider, asked=CustomerFilter(), keys=[customer.key]) == []
