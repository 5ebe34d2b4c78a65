"""The search's filters, in the address or typed into the box."""

import pytest
from django.http import QueryDict

from ftop.accounts.models import User
from notes.forms.search import SearchForm
from tests.factories import NOON, WorkloadFactory


def form(user: User, query: str) -> SearchForm:
    return SearchForm(QueryDict(query), user=user, now=NOON)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("by:me", "author=me"),
        ("author:ME", "author=me"),
        ("by:Team", "author=team"),
        ("kind:overall", "kind=overall"),
        ('kind:"engagement management"', "kind=overall"),
        ('kind:"Service Intent"', "kind=entitlement"),
        ("type:summary", "kind=exec_summary"),
        ("tag:#Adoption", "tag=adoption"),
        ("from:2026", "since=2026-01-01"),
        ("from:2026-02", "since=2026-02-01"),
        ("to:2026-02", "until=2026-02-28"),
        ("to:2026-03-14", "until=2026-03-14"),
        ("escalated:yes", "escalated=1"),
        ("escalated:no", ""),
        ("next:Overdue", "next=overdue"),
        ("risk:open", "risk=open"),
        ("request:answered", "request=answered"),
        ("workload:exo", "workload=EXO"),
        ("workload:SharePoint", "workload=SPO"),
        ("firewall tpid:204", "q=firewall&tpid=204"),
    ],
)
def test_typed_filters_count_as_chosen(leader: User, typed: str, address: str) -> None:
    asked = form(leader, QueryDict(mutable=True).urlencode() or f"q={typed.replace('#', '%23')}")
    assert (asked.address(), asked.problems) == (address, [])


def test_alias_of_a_workload_is_known(leader: User) -> None:
    WorkloadFactory.create(code="VIVA", name="Teams/Yammer", aliases=["YMR"])
    assert [form(leader, f"q=workload:{name}").address() for name in ("ymr", "viva")] == ["workload=VIVA"] * 2


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("q=kind:mail", "Kind: “mail” is none of the choices, so it narrows nothing."),
        ("q=workload:fax", "Workload: “fax” is none of the choices, so it narrows nothing."),
        (
            "q=from:spring",
            "From: This is no day, so it narrows nothing. Write it as 2026-03-14, or 2026-03 for the month.",
        ),
        (
            "since=2026-13-40",
            "From: This is no day, so it narrows nothing. Write it as 2026-03-14, or 2026-03 for the month.",
        ),
    ],
)
def test_what_is_not_known_is_told_and_narrows_nothing(leader: User, query: str, problem: str) -> None:
    asked = form(leader, query)
    assert (asked.problems, asked.search().is_set) == ([problem], False)


def test_chips_drop_one_filter_each(leader: User) -> None:
    chips = form(leader, "q=proxy&author=team&kind=overall&risk=open&since=2026-03-14&escalated=1").chips()
    assert [chip.label for chip in chips] == [
        "Author: team",
        "Overall Status Note",
        "Risk called out: An open one",
        "From 14 Mar 2026",
        "Escalated",
    ]
    assert chips[1].query == "q=proxy&author=team&risk=open&since=2026-03-14&escalated=1"


def test_only_regional_managers_have_fms(leader: User, rm: User) -> None:
    assert [len(form(person, "").whose_chips()) for person in (leader, rm)] == [2, 3]
