from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import User

SignIn = Callable[[User], Client]


def test_get(sign_in: SignIn, customer: Customer, owner: User) -> None:
    r = sign_in(owner).get(reverse("notes:exec_summary-create", args=[customer.key]))
    assert r.status_code == 200
    print(r.content.decode())
    r = sign_in(owner).post(reverse("notes:exec_summary-create", args=[customer.key]), {})
    print(r.content.decode())
    assert r.status_code == 422
