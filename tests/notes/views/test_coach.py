"""The coach beside the forms, and its page for administrators."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import CoachDismissal, CoachSwitch
from tests.factories import NOON, RiskFactory, TenantFactory
from tests.factories_coach import CoachDismissalFactory, CoachSwitchFactory

SignIn = Callable[[User], Client]
Ask = Callable[..., list[str]]
KEY = str(uuid.UUID(int=7))
RULES = reverse("notes:coach_rule-list")


def address(customer: Customer, kind: str, *, name: str = "list") -> str:
    return reverse(f"notes:coach_hint-{name}", args=[customer.key, kind])


@pytest.fixture
def ask(customer: Customer, owner: User, sign_in: SignIn) -> Ask:
    """The keys of the hints that the owner gets."""

    def _ask(kind: str, **data: Any) -> list[str]:
        answer = sign_in(owner).post(address(customer, kind), {"key": KEY, **data})
        assert answer.status_code == 200
        return [hint.rule.key for hint in answer.context["hints"]]

    return _ask


@pytest.mark.parametrize(
    ("kind", "data", "hints"),
    [
        ("overall", {"text": "All is well."}, []),
        ("overall", {"text": ""}, []),
        ("overall", {"text": "The EXO pilot is blocked."}, ["workload_talk", "trouble_outside_the_box"]),
        ("overall", {"text": "It is blocked.", "risk-title": "Proxy"}, []),
        ("overall", {"text": "It is blocked.", "mentioned_risks": "7"}, []),
        ("entitlement", {"text": "Customer cannot deploy right now."}, ["intent_without_why"]),
        ("entitlement", {"each-1-EXO": "So it is.", "each-1-OD": "So it is."}, ["same_for_several"]),
        ("entitlement", {"is_each": "1", "keep-1-EXO": "on", "each-1-EXO": "So it is.", "each-1-OD": "So it is."}, []),
        ("exec_summary", {"relationship": "n/a", "workload_EXO": "Planning."}, ["empty_sections"]),
        ("exec_summary", {"workload_EXO": "Planning.", "workload_OD": "Planning."}, ["same_for_several"]),
        ("exec_summary", {"relationship": "The proxy is an issue.", "new_risks-0-title": "The proxy"}, []),
        ("enterprise", {"deployment_overview": "tbd"}, ["empty_sections"]),
    ],
)
def test_form_is_read_as_it_stands(
    ask: Ask, customer: Customer, kind: str, data: dict[str, str], hints: list[str]
) -> None:
    Customer.objects.filter(pk=customer.pk).update(segment="s501_s1500")  # whose Health Owner is the primary FM
    assert ask(kind, **data) == hints


def test_what_stands_in_the_box_needs_no_hint(ask: Ask, customer: Customer) -> None:
    RiskFactory.create(customer=customer, title="Carrier refuses")
    assert ask("overall", text="The carrier is an issue.") == []


def test_words_are_marked_and_escaped(customer: Customer, owner: User, sign_in: SignIn) -> None:
    text = "<b>Blocked</b> for now because of <i>it</i>."
    answer = sign_in(owner).post(address(customer, "entitlement"), {"key": KEY, "text": text})
    assert "&lt;b&gt;Blocked&lt;/b&gt; <mark>for now</mark> because" in answer.text


def test_hint_offers_what_helps(customer: Customer, owner: User, sign_in: SignIn) -> None:
    page = sign_in(owner).post(address(customer, "overall"), {"key": KEY, "text": "The EXO pilot is blocked."}).text
    assert "?workload=EXO&amp;text=The%20EXO%20pilot%20is%20blocked." in page
    assert "?kind=issue&amp;title=The%20EXO%20pilot%20is%20blocked." in page


def test_offers_open_forms_that_hold_the_words(customer: Customer, owner: User, sign_in: SignIn) -> None:
    tenant = TenantFactory.create(customer=customer, is_winner=True)
    client, words = sign_in(owner), {"text": "Pilot.", "workload": "EXO"}
    note = client.get(reverse("notes:entitlement_note-create", args=[customer.key]), words).context["form"]
    risk = client.get(reverse("notes:risk-create", args=[customer.key]), {"kind": "issue", "title": "Proxy"})
    assert (note["text"].value(), note.chosen) == ("Pilot.", [f"{tenant.pk}-EXO"])
    assert (risk.context["form"]["kind"].value(), risk.context["form"]["title"].value()) == ("issue", "Proxy")


def test_put_away_is_silent_in_that_form_alone(
    ask: Ask, customer: Customer, owner: User, teammate: User, sign_in: SignIn
) -> None:
    data = {"key": KEY, "text": "Blocked for now because of it."}
    said = data | {"coach_rule": "vague_words", "coach_reason": "They said so."}
    answer = sign_in(owner).post(address(customer, "entitlement", name="dismiss"), said)
    assert "coach-hint" not in answer.text
    assert (ask("entitlement", **data), ask("entitlement", **data | {"key": uuid.uuid4()})) == ([], ["vague_words"])
    assert len(sign_in(teammate).post(address(customer, "entitlement"), data).context["hints"]) == 1
    dismissal = CoachDismissal.objects.get()
    assert (dismissal.person, dismissal.reason, dismissal.kind) == (owner, "They said so.", "entitlement")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"coach_rule": "vague_words"}, "Say in a few words why the hint does not fit"),
        (
            {"coach_rule": "vague_words", "coach_reason": "r" * 301},
            "A reason holds 300 characters and this one has 301.",
        ),
        ({"coach_rule": "gone", "coach_reason": "r"}, None),
    ],
)
def test_putting_away_needs_a_reason(
    customer: Customer, owner: User, sign_in: SignIn, said: dict[str, str], sentence: str | None
) -> None:
    data = {"key": KEY, "text": "Blocked for now because of it.", **said}
    answer = sign_in(owner).post(address(customer, "entitlement", name="dismiss"), data)
    assert (answer.status_code, CoachDismissal.objects.exists()) == (422, False)
    assert sentence is None or sentence in answer.text


@pytest.mark.parametrize(("kind", "name"), [("mail", "list"), ("mail", "dismiss")])
def test_unknown_kinds_are_not_found(customer: Customer, owner: User, sign_in: SignIn, kind: str, name: str) -> None:
    assert sign_in(owner).post(address(customer, kind, name=name), {"text": "x"}).status_code == 404


def test_form_without_a_key_keeps_nothing(customer: Customer, owner: User, sign_in: SignIn) -> None:
    assert sign_in(owner).post(address(customer, "overall", name="dismiss"), {"text": "x"}).status_code == 400


def test_engineers_get_no_hints_on_exec_summaries(customer: Customer, engineer: User, sign_in: SignIn) -> None:
    assert sign_in(engineer).post(address(customer, "exec_summary"), {"key": KEY}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_hints_cost_seven_queries(
    customer: Customer, owner: User, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, person, customer, assignments; what is silent, the Risks box, the catalogue."""
    RiskFactory.create_batch(rows, customer=customer)
    CoachDismissalFactory.create_batch(rows, person=owner)
    client = sign_in(owner)
    with django_assert_num_queries(7):
        client.post(address(customer, "overall"), {"key": KEY, "text": "The EXO pilot is blocked. " * rows})


def test_rule_is_switched_off_and_on(ask: Ask, admin: User, sign_in: SignIn) -> None:
    switch = reverse("notes:coach_rule-switch", args=["vague_words"])
    text = "Blocked for now because of it."
    sign_in(admin).post(switch)
    assert (ask("entitlement", text=text), CoachSwitch.objects.get().switched_off_by) == ([], admin)
    assert "off since" in sign_in(admin).get(RULES).text
    sign_in(admin).post(switch, {"on": "1"})
    assert ask("entitlement", text=text) == ["vague_words"]


def test_unknown_rule_is_not_found(admin: User, sign_in: SignIn) -> None:
    assert sign_in(admin).post(reverse("notes:coach_rule-switch", args=["gone"])).status_code == 404


def test_rules_put_away_most_come_first_with_their_reasons(admin: User, sign_in: SignIn) -> None:
    CoachDismissalFactory.create_batch(9, rule="empty_sections", dismissed_at=NOON - timedelta(days=400))
    late = timezone.now()
    CoachDismissalFactory.create(rule="workload_talk", reason="It is about two.", dismissed_at=late)
    first, second, *_ = sign_in(admin).get(RULES).context["uses"]
    assert (first.rule.key, first.lately, first.latest[0].reason) == ("workload_talk", 1, "It is about two.")
    assert (second.rule.key, second.dismissed, second.lately, len(second.latest)) == ("empty_sections", 9, 0, 5)


@pytest.mark.parametrize("rows", [1, 3])
def test_rules_cost_seven_queries(
    admin: User, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    CoachDismissalFactory.create_batch(rows)
    CoachSwitchFactory.create()
    client = sign_in(admin)
    with django_assert_num_queries(7):
        client.get(RULES)
