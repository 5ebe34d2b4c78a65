"""Ending an assignment, and handing over all of a person's customers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Assignment, Customer
from ftop.accounts.models import User
from notes.models import NextAction
from tests.factories import TODAY, AssignmentFactory, NextActionFactory, RiskFactory, UserFactory

SignIn = Callable[[User], Client]


@pytest.fixture
def end(customer: Customer, owner: User) -> str:
    return reverse("customers:assignment-end", args=[Assignment.objects.get(person=owner).pk])


def form(**changes: Any) -> dict[str, Any]:
    return {"version": "1", "ends_on": TODAY.isoformat(), **changes}


def test_everything_open_is_ticked(customer: Customer, owner: User, rm: User, end: str, sign_in: SignIn) -> None:
    action = NextActionFactory.create(note__customer=customer, owner=owner, owner_name="")
    RiskFactory.create(customer=customer, owner=None, owner_name="Dana")
    page = sign_in(rm).get(end)
    assert page.context["form"]["actions"].value() == [action.pk]
    assert "risks" not in page.context["form"].fields


def test_name_of_the_successor_is_found(customer: Customer, owner: User, rm: User, end: str, sign_in: SignIn) -> None:
    action = NextActionFactory.create(note__customer=customer, owner=owner, owner_name="")
    successor = UserFactory.create(full_name="Sue Successor", roles=["fm"])
    sign_in(rm).post(end, form(successor="sue successor", actions=[action.pk]))
    assert (Assignment.objects.get(person=successor).is_primary, NextAction.objects.get().owner) == (True, successor)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"successor": "Nobody Known"}, "No colleague with the role FastTrack Manager has this name or address."),
        ({"successor": "Sue Successor"}, "Several colleagues have this name. Give the e-mail address instead."),
        ({"successor": "Olivia Owner"}, "Name somebody else to take over, or nobody."),
        ({"ends_on": ""}, "Give the last day."),
    ],
)
def test_refusals_keep_what_was_typed(
    owner: User, rm: User, end: str, sign_in: SignIn, changes: dict[str, str], sentence: str
) -> None:
    UserFactory.create_batch(2, full_name="Sue Successor", roles=["fm"])
    page = sign_in(rm).post(end, form(**changes))
    assert (page.status_code, Assignment.objects.get(person=owner).ends_on) == (422, None)
    assert sentence in page.text
    assert page.context["form"]["successor"].value() == changes.get("successor")


def test_all_customers_are_handed_over(customer: Customer, owner: User, admin: User, sign_in: SignIn) -> None:
    AssignmentFactory.create(person=owner, role="fm", customer__name="Adatum")
    successor = UserFactory.create(full_name="Sue Successor", roles=["fm"])
    address = reverse("notes:hand_over-create", args=[owner.pk])
    page = sign_in(admin).get(address)
    ticked = page.context["form"]["assignments"].value()
    assert len(ticked) == 2
    said = {"ends_on": TODAY.isoformat(), "successor": "Sue Successor", "assignments": ticked}
    answer = sign_in(admin).post(address, said, follow=True)
    assert "Sue Successor takes over 2 customers of Olivia Owner." in answer.text
    assert Assignment.objects.filter(person=successor).count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"successor": ""}, "Say who takes over."), ({"assignments": []}, "Tick at least one customer.")],
)
def test_what_is_missing_is_asked_for(
    customer: Customer, owner: User, admin: User, sign_in: SignIn, changes: dict[str, Any], sentence: str
) -> None:
    held = [Assignment.objects.get(person=owner).pk]
    said = {"ends_on": TODAY.isoformat(), "successor": "x", "assignments": held} | changes
    page = sign_in(admin).post(reverse("notes:hand_over-create", args=[owner.pk]), said)
    assert page.status_code == 422
    assert sentence in page.text


def test_nobody_to_hand_over_says_so(admin: User, leader: User, sign_in: SignIn) -> None:
    page = sign_in(admin).get(reverse("notes:hand_over-create", args=[leader.pk]))
    assert "there is nothing to hand over" in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_more_open_work(
    customer: Customer,
    owner: User,
    rm: User,
    end: str,
    sign_in: SignIn,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    NextActionFactory.create_batch(rows, note__customer=customer, owner=owner, owner_name="")
    RiskFactory.create_batch(rows, customer=customer, owner=owner, owner_name="")
    client = sign_in(rm)
    with django_assert_num_queries(7):
        client.get(end)
