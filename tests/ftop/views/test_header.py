"""The main navigation says where one is."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import User
from tests.factories import NoteFactory, RiskFactory, UserFactory, WorkloadFactory


@pytest.mark.parametrize(
    ("name", "about", "marked"),
    [
        ("home", None, [("page", "Home")]),
        ("customers:customer-list", None, [("page", "Customers")]),
        ("customers:customer-detail", "customer", [("true", "Customers")]),
        ("notes:note-detail", "note", [("true", "Customers")]),
        ("notes:risk-detail", "risk", [("true", "Customers")]),
        ("notes:workload-update", "workload", [("true", "Workload codes")]),
        ("accounts:person-list", None, [("page", "People")]),
        ("accounts:person-update", "person", [("true", "People")]),
        ("accounts:preferences-update", None, []),
        ("notes:exec_summary_request-list", None, []),
    ],
)
def test_place_is_marked(
    name: str,
    about: str | None,
    marked: list[tuple[str, str]],
    customer: Customer,
    admin: User,
    sign_in: Callable[[User], Client],
) -> None:
    arguments: dict[str | None, Callable[[], list[Any]]] = {
        None: list,
        "customer": lambda: [customer.key],
        "note": lambda: [NoteFactory.create(customer=customer).key],
        "risk": lambda: [RiskFactory.create(customer=customer).key],
        "workload": lambda: [WorkloadFactory.create().code],
        "person": lambda: [UserFactory.create().pk],
    }
    html = sign_in(admin).get(reverse(name, args=arguments[about]())).content.decode()
    navigation = html.split('<nav aria-label="Main">')[1].split("</nav>")[0]
    assert re.findall(r'aria-current="(\w+)">([^<]+)<', navigation) == marked
