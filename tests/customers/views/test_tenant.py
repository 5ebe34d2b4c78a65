from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from customers.models import Customer, Tenant
from ftop.accounts.models import User
from ftop.lib.conflict import Difference
from tests.factories import TenantFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
GUID = "72f988bf-86f1-41af-91ab-2d7cd011db47"
GOOD = {"name": "Fabrikam", "default_domain": "Fabrikam.Example", "tenant_guid": f" {{{GUID.upper()}}} "}


def list_url(customer: Customer) -> str:
    return f"/customers/{customer.key}/tenants/"


def url(tenant: Tenant, action: str) -> str:
    return f"/customers/tenants/{tenant.pk}/{action}/"


@pytest.fixture
def tenant(customer: Customer) -> Tenant:
    return TenantFactory.create(customer=customer, name="Fabrikam", is_winner=True)


def test_tenant_list_adds_the_first_as_winner(customer: Customer, admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).post(list_url(customer), GOOD)

    assert (response.status_code, response["Location"]) == (302, list_url(customer))
    row = Tenant.objects.values_list("name", "default_domain", "tenant_guid", "is_winner")
    assert row.get() == ("Fabrikam", "fabrikam.example", UUID(GUID), True)


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"name": ""}, "name", "Give the tenant's display name."),
        (
            {"default_domain": "fabrikam"},
            "default_domain",
            "Give the domain alone, such as contoso.example.",
        ),
        (
            {"tenant_guid": "72f988bf"},
            "tenant_guid",
            "A tenant id is a GUID, such as 72f988bf-86f1-41af-91ab-2d7cd011db47.",
        ),
        (
            {"tenant_guid": "00000000-0000-0000-0000-000000000007"},
            "tenant_guid",
            "A tenant with this id is recorded already.",
        ),
    ],
)
def test_tenant_list_says_what_is_wrong_and_keeps_what_was_typed(
    changed: dict[str, str], field: str, message: str, customer: Customer, admin: User, sign_in: SignIn
) -> None:
    TenantFactory.create(tenant_guid=UUID(int=7))

    response = sign_in(admin).post(list_url(customer), GOOD | changed)

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {field: [message]}
    assert {name: form[name].value() for name in GOOD} == GOOD | changed
    assert not customer.tenants.exists()


def test_tenant_list_says_when_no_winner_is_chosen(customer: Customer, admin: User, sign_in: SignIn) -> None:
    TenantFactory.create(customer=customer)

    assert "No winner tenant is chosen." in sign_in(admin).get(list_url(customer)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_tenant_list_costs_the_same_queries_for_any_rows(
    count: int, customer: Customer, admin: User, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    TenantFactory.create_batch(count, customer=customer)
    client = sign_in(admin)

    # Session, person, customer, tenants.
    with django_assert_num_queries(4):
        client.get(list_url(customer))


def test_tenant_update_saves(tenant: Tenant, admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).post(url(tenant, "edit"), GOOD | {"name": "Fabrikam EU", "version": "1"})

    assert (response.status_code, response["Location"]) == (302, list_url(tenant.customer))
    assert Tenant.objects.values_list("name", "default_domain", "version").get() == (
        "Fabrikam EU",
        "fabrikam.example",
        2,
    )


def test_tenant_update_when_stale_shows_both_and_keeps_what_was_typed(
    tenant: Tenant, admin: User, sign_in: SignIn
) -> None:
    Tenant.objects.update(name="Fabrikam AG", version=2, default_domain="fabrikam.example")
    loaded = {"default_domain": tenant.default_domain.upper(), "tenant_guid": str(tenant.tenant_guid), "version": "1"}

    response = sign_in(admin).post(url(tenant, "edit"), loaded | {"name": "Fabrikam EU"})

    form, conflict = response.context["form"], response.context["conflict"]
    assert response.status_code == 409
    assert conflict.both == [Difference("name", "Display name", "Fabrikam", "Fabrikam EU", "Fabrikam AG")]
    assert [(d.label, d.stored) for d in conflict.theirs] == [("Default domain", "fabrikam.example")]
    assert [form[name].value() for name in ("name", "default_domain", "version")] == [
        "Fabrikam EU",
        "fabrikam.example",
        "2",
    ]
    assert Tenant.objects.get().name == "Fabrikam AG"


def test_tenant_update_keeps_what_was_typed_on_an_error(tenant: Tenant, admin: User, sign_in: SignIn) -> None:
    response = sign_in(admin).post(url(tenant, "edit"), GOOD | {"default_domain": "nowhere", "version": "1"})

    assert response.status_code == 422
    assert response.context["form"]["default_domain"].value() == "nowhere"


def test_tenant_winner_moves(tenant: Tenant, admin: User, sign_in: SignIn) -> None:
    other = TenantFactory.create(customer=tenant.customer)

    response = sign_in(admin).post(url(other, "winner"))

    assert (response.status_code, response["Location"]) == (302, list_url(tenant.customer))
    assert Tenant.objects.get(is_winner=True) == other


@pytest.mark.parametrize("role", ["owner", "rm", "leader"])
def test_tenants_are_for_admins(role: str, request: pytest.FixtureRequest, tenant: Tenant, sign_in: SignIn) -> None:
    client = sign_in(request.getfixturevalue(role))

    addresses = [list_url(tenant.customer), url(tenant, "edit"), url(tenant, "winner")]
    assert [client.post(address, GOOD).status_code for address in addresses] == [403, 403, 403]
    assert Tenant.objects.count() == 1


def test_tenants_are_hidden_from_an_outsider(tenant: Tenant, outsider: User, sign_in: SignIn) -> None:
    client = sign_in(outsider)

    addresses = [list_url(tenant.customer), url(tenant, "edit"), url(tenant, "winner")]
    assert [client.post(address, GOOD).status_code for address in addresses] == [404, 404, 404]


def test_unknown_tenants_are_not_found(customer: Customer, admin: User, sign_in: SignIn) -> None:
    client = sign_in(admin)

    addresses = [f"/customers/{uuid4()}/tenants/", "/customers/tenants/99/edit/", "/customers/tenants/99/winner/"]
    assert [client.post(address).status_code for address in addresses] == [404, 404, 404]


def test_tenants_answer_their_methods_only(tenant: Tenant, admin: User, sign_in: SignIn) -> None:
    client = sign_in(admin)

    assert client.delete(list_url(tenant.customer)).status_code == 405
    assert client.delete(url(tenant, "edit")).status_code == 405
    assert client.delete(url(tenant, "winner")).status_code == 405


def test_changing_the_winner_says_what_it_means(tenant: Tenant, admin: User, sign_in: SignIn) -> None:
    other = TenantFactory.create(customer=tenant.customer, is_winner=not tenant.is_winner)
    winner, next_one = (tenant, other) if tenant.is_winner else (other, tenant)
    page = sign_in(admin).get(url(next_one, "winner")).text
    assert f"{next_one.default_domain} stands for the whole customer from now on" in page
    assert f"instead of {winner.default_domain}" in page
    assert "Nothing moves: every note keeps the tenant it was written about" in page
