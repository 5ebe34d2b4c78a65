import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import Customer, CustomerVisit
from ftop.accounts.models import User
from tests.factories import (
    NOON,
    AssignmentFactory,
    CustomerFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteFactory,
    RegionFactory,
    RiskFactory,
)

pytestmark = pytest.mark.django_db

URL = "/customers/"
HTMX = {"HX-Request": "true"}
SignIn = Callable[[User], Client]


def shown(response: Any) -> list[str]:
    return [customer.name for customer in response.context["page"]]


def row_of(response: Any, name: str) -> str:
    """The words of one row, blanks single."""
    html = response.content.decode()
    row = next(row for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if name in row)
    return " ".join(re.sub(r"<[^>]+>", " ", row).split())


def test_customer_list_shows_what_somebody_is_assigned_to(customer: Customer, owner: User, sign_in: SignIn) -> None:
    CustomerFactory.create()

    response = sign_in(owner).get(URL)

    assert response.status_code == 200
    assert shown(response) == ["Fabrikam, Inc."]


def test_customer_list_row_says_what_matters(customer: Customer, owner: User, teammate: User, sign_in: SignIn) -> None:
    now, today = timezone.now(), timezone.localdate()
    customer.health = "yellow"
    customer.last_overall_note_on = today - timedelta(days=12)
    customer.last_exec_summary_at = now - timedelta(days=70)
    customer.save()
    RiskFactory.create(customer=customer, severity="low")
    RiskFactory.create(customer=customer, severity="high")
    NextActionFactory.create(note__customer=customer, due_on=today - timedelta(days=1))

    row = row_of(sign_in(owner).get(URL), "Fabrikam")

    assert row == (
        "Fabrikam, Inc. 2048302 Western Europe High priority Health: Yellow Olivia Owner +1 more 12 days ago "
        "2 months ago 2 High severity 1"
    )


def test_customer_list_row_says_what_there_is_not(customer: Customer, leader: User, sign_in: SignIn) -> None:
    row = row_of(sign_in(leader).get(URL), "Fabrikam")

    assert row == "Fabrikam, Inc. 2048302 Western Europe High priority Health: Unknown nobody none none 0 0"


def test_customer_list_never_calls_a_summary_late(customer: Customer, leader: User, sign_in: SignIn) -> None:
    Customer.objects.update(last_exec_summary_at=timezone.now() - timedelta(days=900))

    html = sign_in(leader).get(URL).content.decode()

    assert "2 years ago" in html
    assert not re.search(r"\blate\b|class=\"overdue\"", html)


def test_customer_list_narrows_by_all_that_stands_in_the_address(
    customer: Customer, owner: User, rm: User, leader: User, sign_in: SignIn
) -> None:
    other = CustomerFactory.create(priority="low", region=RegionFactory.create(name="Nordics"))
    AssignmentFactory.create(customer=other, role="fm")
    AssignmentFactory.create(customer=other, role="rm")

    response = sign_in(leader).get(
        URL,
        {
            "q": "fab",
            "fm": owner.pk,
            "rm": rm.pk,
            "priority": "high",
            "region": customer.region_id,
            "sort": "-note",
        },
    )

    assert shown(response) == ["Fabrikam, Inc."]
    form = response.context["form"]
    assert {name: form[name].value() for name in form.fields} == {
        "q": "fab",
        "fm": str(owner.pk),
        "rm": str(rm.pk),
        "priority": "high",
        "region": str(customer.region_id),
        "sort": "-note",
    }


def test_customer_list_offers_no_filter_with_one_value(customer: Customer, owner: User, sign_in: SignIn) -> None:
    form = sign_in(owner).get(URL).context["form"]

    assert list(form.fields) == ["q", "sort"]


@pytest.mark.parametrize("asked", ["fm=999999", "fm=x", "region=0", "priority=urgent", "sort=tpid", "rm=1%00"])
def test_customer_list_shows_nothing_for_a_value_that_does_not_occur(
    asked: str, customer: Customer, leader: User, sign_in: SignIn
) -> None:
    response = sign_in(leader).get(f"{URL}?{asked}")

    assert response.status_code == 200
    assert shown(response) == []
    assert "does not occur among the customers you see" in response.content.decode()
    assert f'href="{URL}">Clear filters</a>' in response.content.decode()


def test_customer_list_without_hits_offers_to_clear_the_filters(
    customer: Customer, leader: User, sign_in: SignIn
) -> None:
    response = sign_in(leader).get(URL, {"q": "zzz"})

    assert "No customer fits." in response.content.decode()
    assert f'href="{URL}">Clear filters</a>' in response.content.decode()


def test_customer_list_of_somebody_without_customers_says_whom_to_ask(
    customer: Customer, outsider: User, sign_in: SignIn
) -> None:
    html = sign_in(outsider).get(URL).content.decode()

    assert "No customers are assigned to you yet." in html
    assert "Fabrikam" not in html
    assert "customer-filter" not in html


def test_customer_list_without_any_customers_lets_an_admin_add_one(admin: User, sign_in: SignIn) -> None:
    assert "Add the first one" in sign_in(admin).get(URL).content.decode()


def test_customer_list_with_archived_ones_only_offers_them(customer: Customer, admin: User, sign_in: SignIn) -> None:
    Customer.objects.update(archived_at=NOON, archived_by=admin)
    client = sign_in(admin)

    assert "All your customers are archived." in client.get(URL).content.decode()
    assert shown(client.get(URL, {"archived": "on"})) == ["Fabrikam, Inc."]


def test_customer_list_marks_archived_rows(customer: Customer, rm: User, sign_in: SignIn) -> None:
    Customer.objects.update(archived_at=NOON, archived_by=rm)

    row = row_of(sign_in(rm).get(URL, {"archived": "on"}), "Fabrikam")

    assert "archived" in row
    assert "Request" not in row


def test_customer_list_has_pages_of_fifty(leader: User, sign_in: SignIn) -> None:
    CustomerFactory.create_batch(51)
    client = sign_in(leader)

    first, second = client.get(URL, {"sort": "-name"}), client.get(URL, {"sort": "-name", "page": 2})

    assert (len(shown(first)), len(shown(second))) == (50, 1)
    assert (first.context["next"], second.context["previous"]) == ("?sort=-name&page=2", "?sort=-name&page=1")
    assert "51–51 of 51 customers" in " ".join(second.content.decode().split())


@pytest.mark.parametrize("page", ["99", "x", "-1"])
def test_customer_list_with_another_page_number_shows_one_there_is(
    page: str, customer: Customer, leader: User, sign_in: SignIn
) -> None:
    assert shown(sign_in(leader).get(URL, {"page": page})) == ["Fabrikam, Inc."]


def test_customer_list_headings_turn_the_order_round(customer: Customer, leader: User, sign_in: SignIn) -> None:
    headings = sign_in(leader).get(URL, {"sort": "note", "q": "fab"}).context["headings"]

    assert {heading.column: (heading.address, heading.direction) for heading in headings if heading.address} == {
        "name": ("?q=fab", ""),
        "priority": ("?q=fab&sort=priority", ""),
        "note": ("?q=fab&sort=-note", "ascending"),
        "summary": ("?q=fab&sort=summary", ""),
    }
    assert [heading.column for heading in headings if not heading.address] == ["health", "fm", "risks", "overdue"]


def test_customer_list_answers_htmx_with_the_table_and_a_clean_address(
    customer: Customer, leader: User, sign_in: SignIn
) -> None:
    response = sign_in(leader).get(URL, {"q": "fab", "fm": "", "sort": ""}, headers=HTMX)

    assert response.content.decode().startswith('<div id="customer-table">')
    assert response["HX-Push-Url"] == "/customers/?q=fab"
    assert "HX-Request" in response["Vary"]


def test_customer_list_typing_replaces_the_address(customer: Customer, leader: User, sign_in: SignIn) -> None:
    response = sign_in(leader).get(URL, {"q": "fab"}, headers=HTMX | {"HX-Trigger": "customer-filter"})

    assert response["HX-Replace-Url"] == "/customers/?q=fab"
    assert not response.has_header("HX-Push-Url")


def test_customer_list_answers_going_back_with_the_whole_page(
    customer: Customer, leader: User, sign_in: SignIn
) -> None:
    response = sign_in(leader).get(URL, headers=HTMX | {"HX-History-Restore-Request": "true"})

    assert "<html" in response.content.decode()


def test_customer_list_lets_an_rm_request_a_summary(customer: Customer, rm: User, sign_in: SignIn) -> None:
    html = sign_in(rm).get(URL).content.decode()

    assert f"/customers/{customer.key}/exec-summary-requests/new/" in html


def test_customer_list_says_that_a_summary_is_requested(customer: Customer, rm: User, sign_in: SignIn) -> None:
    ExecSummaryRequestFactory.create(customer=customer, requested_by=rm)

    html = sign_in(rm).get(URL).content.decode()

    assert "Requested" in html
    assert "exec-summary-requests/new/" not in html


def test_customer_list_lets_nobody_else_request(customer: Customer, owner: User, sign_in: SignIn) -> None:
    assert "exec-summary-requests/new/" not in sign_in(owner).get(URL).content.decode()


def test_customer_list_lets_admins_only_add(customer: Customer, admin: User, leader: User, sign_in: SignIn) -> None:
    assert "/customers/new/" in sign_in(admin).get(URL).content.decode()
    assert "/customers/new/" not in sign_in(leader).get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_customer_list_costs_the_same_queries_for_any_rows(
    count: int, rm: User, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        customer = CustomerFactory.create()
        AssignmentFactory.create(customer=customer)
        RiskFactory.create(customer=customer)
        NextActionFactory.create(note__customer=customer)
    client = sign_in(rm)

    # Session, person; choices of the filters: 2; count; customers; their people.
    with django_assert_num_queries(7):
        client.get(URL)


def test_customer_list_answers_get_only(owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).post(URL).status_code == 405


def test_customer_list_counts_what_is_new_to_the_reader(
    customer: Customer, owner: User, teammate: User, sign_in: SignIn
) -> None:
    CustomerVisit.objects.create(customer=customer, person=owner, visited_at=NOON)
    NoteFactory.create_batch(2, customer=customer, author=teammate, written_at=NOON + timedelta(hours=1))
    NoteFactory.create(customer=customer, author=teammate, written_at=NOON - timedelta(hours=1))
    NoteFactory.create(customer=customer, author=owner, written_at=NOON + timedelta(hours=1))
    assert "2 new<span" in sign_in(owner).get(URL).text
    assert "badge-new" not in sign_in(teammate).get(URL).text
