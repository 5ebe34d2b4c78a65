"""Every address as every role and signed out (style, habit 13). The table is in access.py."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from customers.models import Customer
from ftop.accounts.public_views import PUBLIC_VIEWS
from tests.factories import (
    AssignmentFactory,
    BriefingPackFactory,
    DraftFactory,
    EnterpriseStatusFactory,
    EntitlementFactory,
    EntitlementStatusFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteCommentFactory,
    NoteFactory,
    NotificationFactory,
    RequestBatchFactory,
    RiskFactory,
    SnippetFactory,
    TenantFactory,
    UserFactory,
    WorkloadFactory,
)
from tests.factories_campaign import CampaignFactory
from tests.factories_search import SavedViewFactory
from tests.structure.access import EVERYBODY, RULES, Rule, World
from tests.structure.addresses import ALL, OURS

ALL_METHODS = ("GET", "POST", "PUT", "DELETE")


@pytest.fixture
def world(request: pytest.FixtureRequest, customer: Customer) -> World:
    """One of everything, all of it the one customer's, and the whole cast."""
    # An S1500 customer, whose primary FM is the Health Owner.
    customer.segment = "s501_s1500"
    customer.save(update_fields=["segment"])
    cast = {name: request.getfixturevalue(name) for name in EVERYBODY}
    note = ExecSummaryFactory.create(note__customer=customer).note
    action = NextActionFactory.create(note__customer=customer)
    return cast | {
        "customer": customer,
        "assignment": AssignmentFactory.create(customer=customer),
        "tenant": TenantFactory.create(customer=customer),
        "next_action": action,
        "draft": DraftFactory.create(customer=customer, author=cast["owner"]),
        "note": note,
        "comment": NoteCommentFactory.create(note=note, author=cast["rm"]),
        "notification": NotificationFactory.create(note=note, recipient=cast["owner"]),
        "batch": RequestBatchFactory.create(asked_by=cast["rm"]),
        "own_note": NoteFactory.create(customer=customer, author=cast["owner"]),
        "own_summary": ExecSummaryFactory.create(note__customer=customer, note__author=cast["owner"]).note,
        "own_enterprise": EnterpriseStatusFactory.create(note__customer=customer, note__author=cast["owner"]).note,
        "entitlement": EntitlementFactory.create(tenant__customer=customer),
        "own_entitlement": EntitlementStatusFactory.create(
            note__customer=customer, note__author=cast["owner"], entitlement__tenant__customer=customer
        ).note,
        "pack": BriefingPackFactory.create(asked_by=cast["owner"], customer_ids=[customer.pk]),
        "risk": RiskFactory.create(customer=customer),
        "request": ExecSummaryRequestFactory.create(customer=customer, requested_by=cast["rm"]),
        "workload": WorkloadFactory.create(),
        "snippet": SnippetFactory.create(),
        "campaign": CampaignFactory.create(),
        "view": SavedViewFactory.create(owner=cast["owner"]),
        "person": UserFactory.create(),
    }


def ask(client: Client, name: str, rule: Rule, world: World, method: str) -> HttpResponse:
    response = client.generic(method, reverse(name, args=rule.args(world)))
    assert isinstance(response, HttpResponse)
    return response


def undone(client: Client, name: str, rule: Rule, world: World, method: str) -> HttpResponse:
    """Ask, and roll back whatever the request wrote."""
    with transaction.atomic():
        response = ask(client, name, rule, world, method)
        transaction.set_rollback(True)
    return response


def expected(rule: Rule, role: str) -> str:
    if role in rule.allowed:
        return "allowed"
    return "404" if role in rule.hidden_from else "403"


def seen(response: HttpResponse) -> str:
    if response.status_code in {403, 404, 405}:
        return str(response.status_code)
    if response.status_code < 500 and not response.get("Location", "").startswith("/accounts/login/"):
        return "allowed"
    return f"{response.status_code} {response.get('Location', '')}"


def test_every_address_has_a_rule() -> None:
    assert ({address.name for address in OURS} | {"home"}) - set(PUBLIC_VIEWS) == set(RULES)


def reverses(name: str) -> bool:
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


def test_what_others_bring_asks_for_a_sign_in_unless_listed(client: Client, db: None) -> None:
    others = [a.name for a in ALL if a.name not in RULES and not a.parameters and reverses(a.name)]
    answered = {name for name in others if client.get(reverse(name)).status_code == 200}
    assert answered <= set(PUBLIC_VIEWS)
    assert len(others) > 10


@pytest.mark.parametrize("role", EVERYBODY)
def test_role_gets_what_the_table_says(role: str, world: World) -> None:
    """One person asks for everything, because building the world costs more than asking."""
    client = Client()
    client.force_login(world[role])
    asked = [(name, method) for name, rule in RULES.items() for method in rule.methods]
    # What one request writes must not change what the next one finds.
    found = {(name, method): seen(undone(client, name, RULES[name], world, method)) for name, method in asked}
    assert found == {(name, method): expected(RULES[name], role) for name, method in asked}


def test_signed_out_leads_to_the_sign_in_page(world: World) -> None:
    asked = [(name, method) for name, rule in RULES.items() for method in rule.methods]
    answers = {(name, method): ask(Client(), name, RULES[name], world, method).headers for name, method in asked}
    elsewhere = {
        at for at, headers in answers.items() if not headers.get("Location", "").startswith("/accounts/login/")
    }
    assert elsewhere == set()


@pytest.mark.parametrize("role", EVERYBODY)
def test_other_methods_are_refused(role: str, world: World) -> None:
    client = Client()
    client.force_login(world[role])
    others = [
        (name, method)
        for name, rule in RULES.items()
        if role == rule.allowed[0]
        for method in ALL_METHODS
        if method not in rule.methods
    ]
    answers = {(name, method): ask(client, name, RULES[name], world, method).status_code for name, method in others}
    assert answers == dict.fromkeys(others, 405)
