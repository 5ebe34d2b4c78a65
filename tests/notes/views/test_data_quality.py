"""The pages of data quality."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import ExportLog
from tests.factories import CustomerFactory, TenantFactory

SignIn = Callable[[User], Client]
LIST = reverse("notes:data_quality-list")
WINNER, EXPORT = (reverse(f"notes:data_quality-{name}", args=["winner_tenant"]) for name in ("detail", "export"))


def test_counts_open_their_rows(customer: Customer, leader: User, sign_in: SignIn) -> None:
    TenantFactory.create(customer=customer)
    page = sign_in(leader).get(LIST)
    assert {c.check.key: c.number for c in page.context["counts"]}["winner_tenant"] == 1
    assert f'href="{WINNER}"' in page.text
    assert "Has tenants, and none of them is the winner." in sign_in(leader).get(WINNER).text


def test_nothing_to_mend_says_so(leader: User, sign_in: SignIn) -> None:
    assert "Nothing to mend: every check is at zero." in sign_in(leader).get(LIST).text
    assert "Every customer with tenants has its winner." in sign_in(leader).get(WINNER).text


def test_row_leads_to_the_form_and_back(customer: Customer, admin: User, leader: User, sign_in: SignIn) -> None:
    tenant = TenantFactory.create(customer=customer)
    page = sign_in(admin).get(WINNER, {"region": customer.region_id}).text
    back = f"?next=%2Fdata-quality%2Fwinner_tenant%2F%3Fregion%3D{customer.region_id}"
    assert reverse("customers:tenant-list", args=[customer.key]) + back in page
    answer = sign_in(admin).post(reverse("customers:tenant-winner", args=[tenant.pk]) + "?next=" + WINNER)
    assert answer["Location"] == WINNER
    assert "Ask an administrator to choose it." not in page


@pytest.mark.parametrize("address", ["//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)"])
def test_forms_go_back_to_pages_of_ours_alone(customer: Customer, admin: User, sign_in: SignIn, address: str) -> None:
    tenant = TenantFactory.create(customer=customer)
    answer = sign_in(admin).post(reverse("customers:tenant-winner", args=[tenant.pk]) + "?next=" + address)
    assert answer["Location"] == reverse("customers:tenant-list", args=[customer.key])


def test_more_rows_follow(leader: User, sign_in: SignIn) -> None:
    for _ in range(60):
        TenantFactory.create(customer=CustomerFactory.create())
    first = sign_in(leader).get(WINNER)
    assert (len(first.context["rows"]), first.context["more"]) == (50, 50)
    assert len(sign_in(leader).get(WINNER, {"start": "50"}).context["rows"]) == 10


@pytest.mark.parametrize("address", [reverse("notes:data_quality-detail", args=["gossip"]), f"{WINNER}?start=x"])
def test_what_is_no_check_and_no_place_is_not_found(leader: User, sign_in: SignIn, address: str) -> None:
    assert sign_in(leader).get(address).status_code == 404


def test_unknown_filters_ask_for_nothing(customer: Customer, leader: User, sign_in: SignIn) -> None:
    TenantFactory.create(customer=customer)
    assert len(sign_in(leader).get(WINNER, {"rm": "nobody", "region": "999"}).context["rows"]) == 1


def test_export_asks_what_it_is_for_and_is_logged(customer: Customer, leader: User, sign_in: SignIn) -> None:
    TenantFactory.create(customer=customer)
    client = sign_in(leader)
    assert "Data quality, One winner tenant, as CSV" in client.post(EXPORT, {"format": "csv"}).text
    content = b"".join(client.post(EXPORT, {"format": "csv", "purpose": "review"}))  # type: ignore[arg-type]
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Customer,TPID,What,What to do"
    assert lines[1].startswith('"Fabrikam, Inc.",2048302,"Has tenants')
    log = ExportLog.objects.get()
    assert (log.kind, log.file_format, log.customer_ids) == ("data_quality", "csv", [customer.pk])


def test_export_of_people_is_about_no_customer(admin: User, outsider: User, sign_in: SignIn) -> None:
    address = reverse("notes:data_quality-export", args=["people_idle"])
    content = b"".join(sign_in(admin).post(address, {"purpose": "review"}))  # type: ignore[arg-type]
    assert "Oscar Outsider" in [row[0] for row in load_workbook(BytesIO(content)).active.values]
    assert ExportLog.objects.get().customer_ids == []


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(LIST, 16), (WINNER, 5)])
def test_pages_cost_the_same_for_more_rows(
    leader: User,
    sign_in: SignIn,
    rows: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, person, two of the filter; one a check, or the rows."""
    for _ in range(rows):
        TenantFactory.create(customer=CustomerFactory.create())
    client = sign_in(leader)
    with django_assert_num_queries(queries):
        client.get(address)
