"""The portfolio: every number is that of the rows behind it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.queries.portfolio import Cell, Portfolio
from tests.factories import AssignmentFactory, CustomerFactory, NextActionFactory, RegionFactory, RiskFactory

SignIn = Callable[[User], Client]
HERE, RISKS, ACTIONS = (
    reverse(f"notes:{name}") for name in ("portfolio-detail", "portfolio_risk-list", "portfolio_action-list")
)
LIST = reverse("customers:customer-list")
DAY = timedelta(days=1)


@pytest.fixture
def portfolio(rm: User, owner: User) -> list[Customer]:
    """Customers of every age and most statuses, with risks and actions."""
    now, today = timezone.now(), timezone.localdate()
    statuses = [("on_hold", "not_deployed"), ("reactive", "partially_deployed"), ("", "")]
    customers = []
    for number, days in enumerate([0, 13, 14, 15, 30, 31, 90, 91, 400, None]):
        engagement, deployment = statuses[number % 3]
        customer = CustomerFactory.create(
            priority=["high", "medium", "low"][number % 3],
            segment=["s500", "other"][number % 2],
            engagement_status=engagement,
            deployment_progress=deployment,
            last_overall_note_on=None if days is None else today - days * DAY,
            last_exec_summary_at=None if days is None else now - days * DAY,
        )
        RiskFactory.create(customer=customer, kind=["risk", "issue", "escalation"][number % 3], severity="high")
        NextActionFactory.create(
            note__customer=customer,
            due_on=today - (number + 1) * DAY,
            owner=[owner, None][number % 2],
            owner_name=["", "Dana"][number % 2],
        )
        customers.append(customer)
    AssignmentFactory.create(customer=customers[0], person=rm, role="rm")
    return customers


def customer_cells(shown: Portfolio) -> Iterator[Cell]:
    for line in [*shown.matrix, *shown.note_ages, *shown.summary_ages]:
        yield from line.cells
    yield shown.unsummarised


@pytest.mark.parametrize("query", ["", "?priority=high", "?segment=s500", "?rm={rm}"])
def test_numbers_are_those_of_the_lists_they_open(
    portfolio: list[Customer], rm: User, leader: User, sign_in: SignIn, query: str
) -> None:
    client = sign_in(leader)
    shown = client.get(HERE + query.format(rm=rm.pk)).context["portfolio"]
    for cell in customer_cells(shown):
        page = client.get(f"{LIST}?{cell.query}").context["page"]
        assert (cell.query, page.paginator.count) == (cell.query, cell.number)
    for address, lines in ((RISKS, shown.risks), (ACTIONS, shown.owners)):
        for cell in (cell for line in lines for cell in line.cells):
            assert len(client.get(f"{address}?{cell.query}").context["rows"]) == cell.number


def test_ages_and_statuses_cover_everybody_once(portfolio: list[Customer], leader: User, sign_in: SignIn) -> None:
    shown = sign_in(leader).get(HERE).context["portfolio"]
    everybody = Customer.objects.count()
    for lines in (shown.note_ages, shown.summary_ages):
        assert sum(cell.number for line in lines for cell in line.cells) == everybody == shown.total
    matrix = sum(cell.number for line in shown.matrix for cell in line.cells)
    assert matrix + shown.unsummarised.number == everybody


def test_days_of_summaries_are_those_of_the_reader(customer: Customer, leader: User, sign_in: SignIn) -> None:
    leader.time_zone = "Pacific/Auckland"
    leader.save(update_fields=["time_zone"])
    now = timezone.now()
    start_of_today = now.astimezone(leader.zone).replace(hour=0, minute=0, second=1)
    Customer.objects.filter(pk=customer.pk).update(last_exec_summary_at=start_of_today - 14 * DAY)
    ages = sign_in(leader).get(HERE).context["portfolio"].summary_ages
    assert ages[0].cells[0].number == 1


def test_archived_customers_are_not_counted(customer: Customer, admin: User, sign_in: SignIn) -> None:
    Customer.objects.update(archived_at=timezone.now(), archived_by=admin)
    assert sign_in(admin).get(HERE).context["portfolio"].total == 0


def test_region_narrows(portfolio: list[Customer], leader: User, sign_in: SignIn) -> None:
    elsewhere = RegionFactory.create(name="Elsewhere")
    Customer.objects.filter(pk=portfolio[0].pk).update(region=elsewhere)
    assert sign_in(leader).get(HERE, {"region": elsewhere.pk}).context["portfolio"].total == 1


def test_list_names_the_filter_it_was_opened_with(portfolio: list[Customer], leader: User, sign_in: SignIn) -> None:
    page = sign_in(leader).get(LIST, {"engagement": "on_hold", "note_age": "older"}).text
    assert '<option value="on_hold" selected>' in page
    assert '<option value="older" selected>' in page
    assert "Engagement" not in sign_in(leader).get(LIST).text


def test_nothing_behind_a_number_says_so(leader: User, sign_in: SignIn) -> None:
    for address in (RISKS, ACTIONS):
        assert "Nothing is behind this number any more" in sign_in(leader).get(address).text


@pytest.mark.parametrize("address", [RISKS, ACTIONS])
def test_rows_follow_page_by_page(customer: Customer, leader: User, sign_in: SignIn, address: str) -> None:
    yesterday = timezone.localdate() - DAY
    for _ in range(51):
        RiskFactory.create(customer=customer)
        NextActionFactory.create(note__customer=customer, due_on=yesterday)
    assert sign_in(leader).get(address).context["more"] == 50
    assert len(sign_in(leader).get(address, {"start": "50"}).context["rows"]) == 1


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(HERE, 7), (RISKS, 5), (ACTIONS, 5)])
def test_pages_cost_the_same_for_more_customers(
    leader: User,
    sign_in: SignIn,
    rows: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, person, two of the filter; customers, risks, actions, or the rows."""
    for _ in range(rows):
        customer = CustomerFactory.create()
        RiskFactory.create(customer=customer)
        NextActionFactory.create(note__customer=customer, due_on=timezone.localdate() - DAY)
    client = sign_in(leader)
    with django_assert_num_queries(queries):
        client.get(address)
