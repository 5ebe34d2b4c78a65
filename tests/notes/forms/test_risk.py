import pytest

from ftop.accounts.models import User
from notes.forms.risk import RiskForm
from notes.services.inputs import RiskInput
from tests.factories import UserFactory

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
    assert error.startswith(message)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [({}, False), ({"kind": "issue", "severity": "low"}, False), ({"title": "x"}, True), ({"response": "x"}, True)],
)
def test_choices_alone_are_nothing_typed(typed: dict[str, str], expected: bool) -> None:
    assert RiskForm(typed).has_typed() is expected
