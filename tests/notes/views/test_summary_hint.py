"""The hint "worth a new Exec Summary?" where it stands, and put away."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RiskKind
from notes.models import SummaryHintDismissal
from tests.factories import NOON, RiskFactory
from tests.notes.published import summary

SignIn = Callable[[User], Client]
SINCE = NOON + timedelta(days=1)
WORDS = "escalation opened: Mail is down"


@pytest.fixture
def changed(customer: Customer, owner: User) -> Customer:
    summary(customer, owner)
    RiskFactory.create(customer=customer, kind=RiskKind.ESCALATION, title="Mail is down", opened_at=SINCE)
    return customer


def pages(client: Client, customer: Customer) -> list[bool]:
    """Whether Home, list and customer page show the hint."""
    addresses = [reverse("home"), reverse("customers:customer-list"), customer.get_absolute_url()]
    return [WORDS in unescape(client.get(address).content.decode()) for address in addresses]


def put_away(client: Client, customer: Customer, **data: str) -> tuple[int, str]:
    address = reverse("notes:summary_hint-dismiss", args=[customer.key])
    response = client.post(address, {"up_to": SINCE.isoformat()} | data)
    return response.status_code, response.headers.get("Location", "")


def test_hint_stands_on_home_list_and_customer_page(sign_in: SignIn, changed: Customer, owner: User) -> None:
    assert pages(sign_in(owner), changed) == [True, True, True]


def test_regional_manager_sees_it_too_and_leaders_do_not(
    sign_in: SignIn, changed: Customer, rm: User, leader: User
) -> None:
    assert [pages(sign_in(person), changed)[1:] for person in (rm, leader)] == [[True, True], [False, False]]


def test_put_away_it_is_gone_everywhere_for_this_person(
    sign_in: SignIn, changed: Customer, owner: User, teammate: User
) -> None:
    client = sign_in(owner)
    assert put_away(client, changed) == (302, changed.get_absolute_url())
    assert pages(client, changed) == [False, False, False]
    assert pages(sign_in(teammate), changed) == [True, True, True]


def test_put_away_on_home_leads_back_home(sign_in: SignIn, changed: Customer, owner: User) -> None:
    assert put_away(sign_in(owner), changed, on_home="1") == (302, reverse("home"))


def test_moment_that_is_none_changes_nothing(sign_in: SignIn, changed: Customer, owner: User) -> None:
    assert put_away(sign_in(owner), changed, up_to="yesterday")[0] == 400
    assert SummaryHintDismissal.objects.count() == 0


def test_refused_where_one_may_not_and_hidden_where_one_sees_nothing(
    sign_in: SignIn, changed: Customer, engineer: User, outsider: User
) -> None:
    assert [put_away(sign_in(person), changed)[0] for person in (engineer, outsider)] == [403, 404]
    assert SummaryHintDismissal.objects.count() == 0


def test_it_names_no_deadline(sign_in: SignIn, changed: Customer, owner: User) -> None:
    page = unescape(sign_in(owner).get(changed.get_absolute_url()).content.decode())
    hint = page.split('class="worth"', 1)[1].split("</form>", 1)[0].lower()
    assert [word for word in ("overdue", "late", "deadline", "due", "must", "days") if word in hint] == []
