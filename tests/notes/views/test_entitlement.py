"""The grid, a cell's story and the seats. The sweep in tests/structure holds every role against every address."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Entitlement, Workload
from tests.factories import EntitlementFactory, EntitlementStatusFactory, TenantFactory

SignIn = Callable[[User], Client]


def address(customer: Customer) -> str:
    return reverse("notes:entitlement-list", args=[customer.key])


@pytest.mark.parametrize("count", [1, 3])
def test_grid_costs_six_queries(
    count: int, sign_in: SignIn, owner: User, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tenant = TenantFactory.create(customer=customer)
    for cell in EntitlementFactory.create_batch(count, tenant=tenant):
        EntitlementStatusFactory.create(entitlement=cell)
    client = sign_in(owner)
    with django_assert_num_queries(7):
        page = client.get(address(customer)).text
    assert page.count("1,200 seats") == count


def test_grid_alone_for_its_place(sign_in: SignIn, owner: User, customer: Customer) -> None:
    EntitlementFactory.create(tenant__customer=customer)
    page = sign_in(owner).get(address(customer), headers={"HX-Request": "true"}).text
    assert page.lstrip().startswith('<table class="table grid entitlements"')


def test_customer_without_tenants_says_so(sign_in: SignIn, owner: User, customer: Customer) -> None:
    assert "has no tenant yet" in sign_in(owner).get(address(customer)).text


@pytest.mark.parametrize("count", [1, 3])
def test_story_of_a_cell(
    count: int, sign_in: SignIn, leader: User, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cell = EntitlementFactory.create(tenant__customer=customer)
    for day in range(1, count + 1):
        EntitlementStatusFactory.create(entitlement=cell, reason=f"Reason {day}.", note__happened_on=date(2026, 2, day))
    client = sign_in(leader)
    with django_assert_num_queries(5):
        page = client.get(cell.get_absolute_url()).text
    places = [page.index(f"Reason {day}.") for day in range(1, count + 1)]
    assert places == sorted(places, reverse=True)


def test_admin_adds_corrects_and_takes_out(sign_in: SignIn, admin: User, customer: Customer) -> None:
    tenant, client = TenantFactory.create(customer=customer), sign_in(admin)
    sent = {"tenant": tenant.pk, "workload": Workload.objects.get(code="EXO").pk, "seats": "500"}
    client.post(reverse("notes:entitlement-create", args=[customer.key]), sent)
    cell = Entitlement.objects.get()
    client.post(reverse("notes:entitlement-update", args=[cell.pk]), {"version": 1, "seats": "700"})
    assert Entitlement.objects.get().seats == 700
    client.post(reverse("notes:entitlement-delete", args=[cell.pk]))
    assert not Entitlement.objects.exists()


def test_same_cell_twice_is_told(sign_in: SignIn, admin: User, customer: Customer) -> None:
    cell = EntitlementFactory.create(tenant__customer=customer)
    sent = {"tenant": cell.tenant_id, "workload": cell.workload_id, "seats": ""}
    response = sign_in(admin).post(reverse("notes:entitlement-create", args=[customer.key]), sent)
    assert response.status_code == 422
    assert "recorded already" in response.text


def test_seats_saved_meanwhile_show_both(sign_in: SignIn, admin: User, customer: Customer) -> None:
    cell = EntitlementFactory.create(tenant__customer=customer)
    client, edit = sign_in(admin), reverse("notes:entitlement-update", args=[cell.pk])
    client.post(edit, {"version": 1, "seats": "700"})
    response = client.post(edit, {"version": 1, "seats": "900"})
    assert (response.status_code, "700" in response.text, "900" in response.text) == (409, True, True)
