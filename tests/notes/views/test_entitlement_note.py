"""Writing Entitlement Status Notes. The sweep in tests/structure holds every role against every address and method."""

import uuid
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer, Tenant
from ftop.accounts.models import User
from notes.models import EntitlementStatus, Note, Workload
from notes.services.entitlement_note import Line, publish_entitlement_notes
from tests.factories import NOON, TODAY, DraftFactory, EntitlementFactory, TenantFactory

SignIn = Callable[[User], Client]
GOOD = "Due to a firewall, the customer will not deploy because they cannot connect to mailboxes."


@pytest.fixture
def tenant(customer: Customer) -> Tenant:
    return TenantFactory.create(customer=customer, is_winner=True)


@pytest.fixture
def as_owner(sign_in: SignIn, owner: User) -> Client:
    return sign_in(owner)


def address(customer: Customer) -> str:
    return reverse("notes:entitlement_note-create", args=[customer.key])


def typed(tenant: Tenant, *codes: str, **changes: Any) -> dict[str, Any]:
    cells = [f"{tenant.pk}-{code}" for code in codes or ("EXO",)]
    values = {"key": uuid.uuid4(), "cells": cells, "status": "blocked", "text": GOOD, "happened_on": "2026-03-03"}
    return values | changes


def second(tenant: Tenant, first: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What the second step sends where nothing was changed in it."""
    each = {f"each-{cell}": first["text"] for cell in first["cells"]} | {
        f"keep-{cell}": "on" for cell in first["cells"]
    }
    return first | each | {"is_each": "1"} | changes


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_one_cell_is_saved_at_once(as_owner: Client, customer: Customer, tenant: Tenant) -> None:
    response = as_owner.post(address(customer), typed(tenant))
    assert response["Location"] == customer.get_absolute_url()
    assert said(response) == ["Entitlement Status Note saved. Its status is the current one of the workload."]


def test_note_stands_on_the_timeline_and_beside_it(as_owner: Client, customer: Customer, tenant: Tenant) -> None:
    as_owner.post(address(customer), typed(tenant))
    page = as_owner.get(customer.get_absolute_url()).text
    assert page.count("Blocked") == 2
    assert GOOD in page


def test_several_cells_are_asked_for_each(as_owner: Client, customer: Customer, tenant: Tenant) -> None:
    page = unescape(as_owner.post(address(customer), typed(tenant, "EXO", "TEAMS")).text)
    assert "<h1>Is this true for each?</h1>" in page
    assert page.count(GOOD) == 3  # each text, and the one they began with
    assert not Note.objects.exists()


def test_what_stays_ticked_is_saved_with_its_own_text(as_owner: Client, customer: Customer, tenant: Tenant) -> None:
    first = typed(tenant, "EXO", "SPO", "TEAMS")
    exo, spo, _ = first["cells"]
    sent = second(tenant, first, **{f"each-{spo}": "No answer to 3 attempts by mail to the lead."})
    del sent[f"keep-{exo}"]
    response = as_owner.post(address(customer), sent)
    assert said(response) == ["2 Entitlement Status Notes saved, one for each workload."]
    assert list(EntitlementStatus.objects.order_by("pk").values_list("entitlement__workload__code", "reason")) == [
        ("SPO", "No answer to 3 attempts by mail to the lead."),
        ("TEAMS", GOOD),
    ]


def test_nothing_ticked_is_told(as_owner: Client, customer: Customer, tenant: Tenant) -> None:
    sent = {name: value for name, value in second(tenant, typed(tenant, "EXO", "SPO")).items() if "keep-" not in name}
    response = as_owner.post(address(customer), sent)
    assert response.status_code == 422
    assert "Nothing is ticked, so nothing would be saved." in response.text


def test_emptied_text_of_a_ticked_cell_is_told(as_owner: Client, customer: Customer, tenant: Tenant) -> None:
    first = typed(tenant, "EXO", "SPO")
    response = as_owner.post(address(customer), second(tenant, first, **{f"each-{first['cells'][0]}": " "}))
    assert response.status_code == 422
    assert not Note.objects.exists()


def test_way_back_keeps_what_was_typed(as_owner: Client, customer: Customer, tenant: Tenant) -> None:
    page = as_owner.post(address(customer), second(tenant, typed(tenant, "EXO", "SPO"), back="1")).text
    assert "<h1>New Entitlement Status Note</h1>" in page
    assert page.count(" checked") == 3  # two cells and the status


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"cells": []}, "Choose at least one workload that this is about."),
        ({"cells": ["1-NOPE"]}, "One of the workloads is not offered any more."),
        ({"status": ""}, "Choose the status."),
        ({"text": " "}, "Say the customer's intent and why, in one or two sentences."),
        ({"text": "x" * 401}, "holds 400 characters and this one has 401"),
        ({"happened_on": "2199-01-01"}, "The date cannot be in the future."),
        ({"key": "x"}, "Enter a valid UUID."),
    ],
)
def test_what_is_missing_is_told(
    as_owner: Client, customer: Customer, tenant: Tenant, changes: dict[str, Any], sentence: str
) -> None:
    response = as_owner.post(address(customer), typed(tenant, **changes))
    assert response.status_code == 422
    assert sentence in unescape(response.text)
    assert not Note.objects.exists()


def test_form_published_before_with_other_words_is_told(as_owner: Client, customer: Customer, tenant: Tenant) -> None:
    sent = typed(tenant)
    as_owner.post(address(customer), sent)
    response = as_owner.post(address(customer), sent | {"text": "Other words because of the firewall."})
    assert response.status_code == 409
    assert "This form was saved before, with other words" in response.text
    assert "Other words because of the firewall." in response.text


def test_address_names_the_cell(as_owner: Client, customer: Customer, tenant: Tenant) -> None:
    page = as_owner.get(address(customer), {"cell": f"{tenant.pk}-EXO", "status": "no_intent"}).text
    assert f'value="{tenant.pk}-EXO" id="cell-{tenant.pk}-EXO" checked' in page


def test_customer_without_tenants_says_what_to_do(as_owner: Client, customer: Customer) -> None:
    assert "has no tenant yet" in as_owner.get(address(customer)).text


def test_draft_of_the_second_step_goes_on_there(
    as_owner: Client, customer: Customer, tenant: Tenant, owner: User
) -> None:
    first = typed(tenant, "EXO", "SPO")
    sent = second(tenant, first)
    payload = [[name, str(value)] for name, value in sent.items() if name != "cells"]
    payload += [["cells", cell] for cell in first["cells"]]
    draft = DraftFactory.create(customer=customer, author=owner, kind="entitlement", payload=payload)
    response = as_owner.get(reverse("notes:draft-detail", args=[draft.key]), follow=True)
    assert "<h1>Is this true for each?</h1>" in response.text


def test_engineer_writes(sign_in: SignIn, engineer: User, customer: Customer, tenant: Tenant) -> None:
    sign_in(engineer).post(address(customer), typed(tenant))
    assert EntitlementStatus.objects.get().note.author == engineer


def test_author_amends(as_owner: Client, customer: Customer, tenant: Tenant, owner: User) -> None:
    exo = Workload.objects.get(code="EXO")
    values = {"key": uuid.uuid4(), "happened_on": TODAY, "status": "blocked", "now": NOON}
    (note,) = publish_entitlement_notes(customer=customer, lines=[Line(tenant, exo, GOOD)], by=owner, **values)
    amend = reverse("notes:entitlement_note-amend", args=[note.key])
    assert GOOD in as_owner.get(amend).text
    sent = {"version": 1, "status": "in_progress", "text": GOOD, "happened_on": "2026-03-03", "reason": "They began."}
    assert as_owner.post(amend, sent)["Location"] == note.get_absolute_url()
    response = as_owner.post(amend, sent | {"text": "Late words because of lag."})
    assert (response.status_code, "Late words because of lag." in response.text) == (409, True)


def test_publishing_costs(
    as_owner: Client, customer: Customer, tenant: Tenant, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    EntitlementFactory.create(tenant=tenant, workload=Workload.objects.get(code="EXO"))
    with django_assert_max_num_queries(25):
        as_owner.post(address(customer), typed(tenant))
