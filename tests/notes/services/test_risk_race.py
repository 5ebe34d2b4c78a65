"""Two people at one risk: real connections, real locks."""

from django.utils import timezone

from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User
from notes.models import Risk
from notes.services.inputs import RiskInput
from notes.services.risk import close_risk, edit_risk
from tests.at_once import at_once
from tests.factories import RiskFactory


def test_two_edits_of_one_version_keep_the_first(
    committed_db: None, customer: Customer, owner: User, teammate: User
) -> None:
    risk = RiskFactory.create(customer=customer)

    def edit(by: User) -> Risk:
        values = RiskInput(kind="risk", title=f"Seen by {by.full_name}", severity="low")
        return edit_risk(risk=risk, version=1, values=values, by=by, now=timezone.now())

    results = at_once(lambda: edit(owner), lambda: edit(teammate))
    assert sorted(type(result).__name__ for result in results) == ["Risk", "StaleVersion"]
    assert Risk.objects.get().version == 2


def test_two_people_closing_close_it_once(committed_db: None, customer: Customer, owner: User, teammate: User) -> None:
    risk = RiskFactory.create(customer=customer)
    results = at_once(
        *[
            lambda by=by: close_risk(risk=risk, outcome=f"Solved, says {by}.", by=by, now=timezone.now())
            for by in (owner, teammate)
        ]
    )
    assert sorted(type(result).__name__ for result in results) == ["Risk", "RuleError"]
    assert TimelineEvent.objects.count() == 1
