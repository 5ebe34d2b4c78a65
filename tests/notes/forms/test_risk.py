from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from ftop.accounts.models import User
from notes.forms.risk import RiskCreateForm, RiskForm, RiskUpdateForm
from notes.models import Risk
from notes.services.inputs import RiskInput
from tests.factories import RiskFactory, UserFactory

pytestmark = pytest.mark.django_db
BARE = {"kind": "issue", "title": "Proxy breaks mail", "severity": "high"}


def test_bare_risk_is_enough() -> None:
    form = RiskForm(BARE)
    assert form.is_valid()
    assert form.risk_input() == RiskInput(kind="issue", title="Proxy breaks mail", severity="high")


def test_whole_risk_is_read(teammate: User) -> None:
    form = RiskForm({**BARE, "category": "technical", "owner": "Tara Teammate", "response": "Bypass\r\nin test. "})
    assert form.is_valid()
    assert form.risk_input() == RiskInput(
        "issue", "Proxy breaks mail", "high", "technical", owner=teammate, response="Bypass\nin test."
    )


def test_outsider_may_own_it() -> None:
    form = RiskForm({**BARE, "owner": "Dana  Birkby"})
    assert form.is_valid()
    assert form.risk_input().owner_name == "Dana Birkby"


def test_namesakes_need_the_address() -> None:
    UserFactory.create_batch(2, full_name="Anna Müller")
    assert RiskForm({**BARE, "owner": "anna muller"}).errors == {
        "owner": ["Several colleagues have this name. Give the e-mail address instead."]
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": " "}, "Say in a few words what the risk is."),
        ({"title": "x" * 201}, "A title holds 200 characters."),
        ({"kind": ""}, "Choose risk, issue or escalation."),
        ({"severity": ""}, "Choose the severity: high, medium or low."),
        ({"response": "x" * 2001}, "This holds 2,000 characters."),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, str], message: str) -> None:
    [[error]] = RiskForm({**BARE, **change}).errors.values()
    assert str(error).startswith(message)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [({}, False), ({"kind": "issue", "severity": "low"}, False), ({"title": "x"}, True), ({"response": "x"}, True)],
)
def test_choices_alone_are_nothing_typed(typed: dict[str, str], expected: bool) -> None:
    assert RiskForm(typed).has_typed() is expected


def edited(risk: Risk, **data: object) -> RiskUpdateForm:
    values = {"kind": risk.kind, "title": risk.title, "severity": risk.severity, "owner": risk.owner_label}
    return RiskUpdateForm(QueryDict(urlencode({**values, "version": risk.version, **data})), risk=risk)


@pytest.fixture
def megan(db: None) -> User:
    return UserFactory.create(full_name="Megan Bowen", email="megan@ftop.example")


def test_owner_with_a_namesake_stays_when_left_alone(megan: User) -> None:
    UserFactory.create(full_name="megan bowen")
    form = edited(RiskFactory.create(owner=megan))
    assert form.is_valid()
    assert form.risk_input().owner == megan


def test_owner_who_left_stays_when_left_alone(megan: User) -> None:
    megan.is_active = False
    megan.save()
    form = edited(RiskFactory.create(owner=megan))
    assert form.is_valid()
    assert form.risk_input().owner == megan


def test_another_ambiguous_owner_asks_for_the_address(megan: User) -> None:
    UserFactory.create_batch(2, full_name="Alex Wilber")
    form = edited(RiskFactory.create(owner=megan), owner="Alex Wilber")
    assert form.errors == {"owner": ["Several colleagues have this name. Give the e-mail address instead."]}


def test_owner_can_be_taken_away(megan: User) -> None:
    form = edited(RiskFactory.create(owner=megan), owner="")
    assert form.is_valid()
    assert (form.risk_input().owner, form.risk_input().owner_name) == (None, "")


def test_text_over_the_limit_is_refused_whole_and_kept() -> None:
    form = edited(RiskFactory.create(), response="x" * 2001)
    assert form.errors == {"response": ["This holds 2,000 characters. Shorten it."]}
    assert form["response"].value() == "x" * 2001


def test_each_new_form_has_a_key_of_its_own() -> None:
    assert RiskCreateForm()["key"].value() != RiskCreateForm()["key"].value()
