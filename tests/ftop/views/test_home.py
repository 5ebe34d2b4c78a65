from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RiskKind
from tests.factories import (
    AssignmentFactory,
    CustomerFactory,
    DraftFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    RiskFactory,
)

SignIn = Callable[[User], Client]


def furnish(customer: Customer, fm: User, rm: User) -> None:
    """One more customer with one of everything that Home lists."""
    for person in (fm, rm):
        AssignmentFactory.create(customer=customer, person=person, role=person.roles[0])
    note = ExecSummaryFactory.create(note__customer=customer).note
    NextActionFactory.create(note=note, owner=fm, owner_name="")
    DraftFactory.create(author=fm, customer=customer)
    RiskFactory.create(customer=customer, kind=RiskKind.ESCALATION, owner=fm)
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)


# Session and user are two of each.
QUERIES = {"owner": 8, "rm": 10, "leader": 7, "admin": 6}


@pytest.mark.parametrize("role", QUERIES)
@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(
    role: str,
    rows: int,
    request: pytest.FixtureRequest,
    outsider: User,
    other_rm: User,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = {"owner": outsider, "rm": other_rm}
    person = people.get(role) or request.getfixturevalue(role)
    for _ in range(rows):
        furnish(CustomerFactory.create(), outsider, other_rm)
    client = sign_in(person)
    with django_assert_num_queries(QUERIES[role]):
        client.get("/")


def test_fm_sees_what_waits(owner: User, customer: Customer, rm: User, sign_in: SignIn) -> None:
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm, focus="Before the steering committee")
    html = sign_in(owner).get("/").content.decode()
    assert "“Before the steering committee”" in html
    assert "Exec Summary asked for" in html


@pytest.mark.parametrize(("role", "is_shown"), [("architect", True), ("engineer", False), ("sme", False)])
def test_requests_wait_for_those_who_write_exec_summaries(
    role: str, is_shown: bool, customer: Customer, rm: User, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)
    html = sign_in(request.getfixturevalue(role)).get("/").content.decode()
    assert ("Exec Summaries asked of you" in html) is is_shown


def test_outsider_sees_nothing_of_the_customer(outsider: User, customer: Customer, rm: User, sign_in: SignIn) -> None:
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)
    html = sign_in(outsider).get("/").content.decode()
    assert customer.name not in html
    assert "No customer is assigned to you yet." in html


def test_home_writes_nothing(
    owner: User, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(owner)
    with django_assert_max_num_queries(10) as captured:
        client.get("/")
    reads = ("SELECT", "EXECUTE")  # of what was prepared
    assert [query["sql"] for query in captured if not query["sql"].startswith(reads)] == []


def test_many_due_actions_are_shown_where_they_are_asked_for(customer: Customer, owner: User, sign_in: SignIn) -> None:
    NextActionFactory.create_batch(26, note__customer=customer, owner=owner, owner_name="")
    client = sign_in(owner)
    first, everything = client.get("/"), client.get("/?actions=all")
    assert (len(first.context["actions_due"]), len(everything.context["actions_due"])) == (25, 26)
    assert "Show all that are due" in first.text
    assert "Show all that are due" not in everything.text
