import pytest
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries import export_log
from notes.queries.export_log import ExportFilter, export_page
from tests.factories import CustomerFactory, ExportLogFactory

ALL = ExportFilter()


def shown(user: User, narrowed: ExportFilter = ALL, before: int | None = None) -> list[int]:
    return [entry.log.pk for entry in export_page(user, narrowed=narrowed, before=before).entries]


def test_newest_exports_come_first(admin: User) -> None:
    logs = ExportLogFactory.create_batch(3)
    assert shown(admin) == [log.pk for log in reversed(logs)]


@pytest.mark.parametrize("person", ["olivia", "OWN", "olivia.owner@"])
def test_exports_of_a_person(person: str, admin: User, owner: User) -> None:
    mine = ExportLogFactory.create(exported_by=owner)
    ExportLogFactory.create()
    assert shown(admin, ExportFilter(person=person)) == [mine.pk]


def test_exports_of_somebody_who_left(admin: User, owner: User) -> None:
    mine = ExportLogFactory.create(exported_by=owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert shown(admin, ExportFilter(person="Olivia")) == [mine.pk]


@pytest.mark.parametrize("asked", ["fabri", "2048"])
def test_exports_of_a_customer_among_many(asked: str, admin: User, customer: Customer) -> None:
    pack = ExportLogFactory.create(customer_ids=[CustomerFactory.create().pk, customer.pk])
    ExportLogFactory.create()
    assert shown(admin, ExportFilter(customer=asked)) == [pack.pk]


def test_exports_of_an_archived_customer(admin: User, customer: Customer) -> None:
    log = ExportLogFactory.create(customer_ids=[customer.pk])
    Customer.objects.update(archived_at="2026-01-01T00:00Z", archived_by=admin)
    assert shown(admin, ExportFilter(customer="fabrikam")) == [log.pk]


def test_names_of_the_first_customers_and_how_many_more(admin: User) -> None:
    customers = CustomerFactory.create_batch(5)
    ExportLogFactory.create(customer_ids=[customer.pk for customer in customers])
    entry = export_page(admin, narrowed=ALL).entries[0]
    assert (entry.customers, entry.more) == (customers[:3], 2)


def test_pages_follow_one_another(admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_log, "PAGE_SIZE", 2)
    logs = ExportLogFactory.create_batch(3)
    page = export_page(admin, narrowed=ALL)
    assert page.older == logs[1].pk
    assert shown(admin, before=page.older) == [logs[0].pk]
    assert export_page(admin, narrowed=ALL, before=page.older).older is None


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_two_queries(
    count: int, admin: User, customer: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ExportLogFactory.create_batch(count, customer_ids=[customer.pk])
    with django_assert_num_queries(2):
        export_page(admin, narrowed=ExportFilter(person="person", customer="fab"))
