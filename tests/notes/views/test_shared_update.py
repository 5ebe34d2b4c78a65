"""The pages on which one update becomes a note for each customer."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Draft, Note
from tests.factories import AssignmentFactory, CustomerFactory

SignIn = Callable[[User], Client]
HERE = reverse("notes:shared_update-create")


@pytest.fixture
def other(owner: User) -> Customer:
    return AssignmentFactory.create(person=owner, customer__name="Adatum").customer


def form(*customers: Customer, step: str = "review", **changes: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.UUID(int=7)),
        "customer": [customer.key for customer in customers],
        "text": "Wave 1 starts.",
        "happened_on": "2026-03-02",
        "no_action_reason": "Information only",
        "actions-TOTAL_FORMS": "0",
        "actions-INITIAL_FORMS": "0",
        "step": step,
        **changes,
    }


def test_chosen_customers_stand_in_the_form(customer: Customer, other: Customer, owner: User, sign_in: SignIn) -> None:
    page = sign_in(owner).post(HERE, {"customer": [customer.key, other.key]})
    assert [c.pk for c in page.context["choice"].to_write] == [other.pk, customer.pk]
    assert page.status_code == 200


def test_customers_one_does_not_write_about_are_left_out(customer: Customer, architect: User, sign_in: SignIn) -> None:
    reads_only = CustomerFactory.create()
    page = sign_in(architect).post(HERE, {"customer": [customer.key, reads_only.key]})
    assert [c.pk for c in page.context["choice"].left_out] == [reads_only.pk]


@pytest.mark.parametrize("changed", [{"text": ""}, {"no_action_reason": ""}, {"happened_on": "2999-01-01"}])
def test_what_is_missing_is_asked_for(
    customer: Customer, owner: User, sign_in: SignIn, changed: dict[str, str]
) -> None:
    page = sign_in(owner).post(HERE, form(customer, **changed))
    assert (page.status_code, Draft.objects.count()) == (422, 0)
    assert page.context["composer"].errors() != []


def test_review_shows_and_keeps_each(customer: Customer, other: Customer, owner: User, sign_in: SignIn) -> None:
    page = sign_in(owner).post(HERE, form(customer, other))
    assert [(row.text, row.is_kept) for row in page.context["review"].rows] == [("Wave 1 starts.", True)] * 2
    assert set(Draft.objects.values_list("customer", flat=True)) == {customer.pk, other.pk}


def test_what_is_ticked_is_saved(customer: Customer, other: Customer, owner: User, sign_in: SignIn) -> None:
    said = {"is_each": "1", f"text-{customer.pk}": "Ours starts.", f"keep-{customer.pk}": "on"}
    page = sign_in(owner).post(HERE, form(customer, other, step="send", **said, **{f"text-{other.pk}": "Not theirs."}))
    assert "1 of 1 notes saved" in page.text
    assert (Note.objects.get().customer, Note.objects.get().text) == (customer, "Ours starts.")


def test_nothing_ticked_is_told(customer: Customer, owner: User, sign_in: SignIn) -> None:
    page = sign_in(owner).post(HERE, form(customer, step="send", is_each="1", **{f"text-{customer.pk}": "Kept."}))
    assert (Note.objects.count(), page.context["review"].rows[0].text) == (0, "Kept.")
    assert "there is nothing to save" in page.text


def test_back_keeps_the_text(customer: Customer, owner: User, sign_in: SignIn) -> None:
    page = sign_in(owner).post(HERE, form(customer, step="back", is_each="1"))
    assert page.context["composer"].note["text"].value() == "Wave 1 starts."
    assert page.templates[0].name == "notes/shared_update_create.html"


@pytest.mark.parametrize("data", [{}, {"customer": ["nonsense"]}])
def test_without_customers_it_says_so(owner: User, sign_in: SignIn, data: dict[str, Any]) -> None:
    answer = sign_in(owner).post(HERE, data, follow=True)
    assert "No customer was chosen." in answer.text


def test_too_many_are_refused(owner: User, sign_in: SignIn) -> None:
    customers = [AssignmentFactory.create(person=owner).customer for _ in range(26)]
    answer = sign_in(owner).post(HERE, {"customer": [c.key for c in customers]}, follow=True)
    assert "26 customers are too many to write to at once: choose up to 25." in answer.text


@pytest.mark.parametrize("rows", [1, 3])
def test_form_costs_the_same_for_more_customers(
    owner: User, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    customers = [AssignmentFactory.create(person=owner).customer for _ in range(rows)]
    client = sign_in(owner)
    with django_assert_num_queries(7):
        client.post(HERE, {"customer": [c.key for c in customers]})


@pytest.mark.parametrize(("text", "sentence"), [(" ", "Write what happened"), ("x" * 20_001, "too long by 1 ")])
def test_text_that_cannot_be_saved_is_told_in_the_review(
    customer: Customer, owner: User, sign_in: SignIn, text: str, sentence: str
) -> None:
    said = {"is_each": "1", f"text-{customer.pk}": text, f"keep-{customer.pk}": "on"}
    page = sign_in(owner).post(HERE, form(customer, step="send", **said))
    assert (page.status_code, Note.objects.count()) == (422, 0)
    assert sentence in page.text


def test_customers_lost_since_the_review_are_told(
    customer: Customer, other: Customer, owner: User, sign_in: SignIn
) -> None:
    other.assignments.all().delete()
    said = {"is_each": "1", f"text-{customer.pk}": "Ours.", f"keep-{customer.pk}": "on"}
    page = sign_in(owner).post(HERE, form(customer, other, step="send", **said))
    assert "1 is not yours to see any more" in page.text
