"""The constraints of the Risks box, each passing and failing by name."""

import pytest
from django.db import IntegrityError, connection, transaction

from customers.models import Customer
from ftop.accounts.models import User
from notes.enums import RiskCategory, RiskKind, Severity
from notes.models import Risk
from tests.factories import NOON, CustomerFactory, NoteFactory, RiskFactory, RiskMentionFactory

pytestmark = pytest.mark.django_db


def check_now() -> None:
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def assert_refused(constraint: str, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RiskFactory.create(**values)
        check_now()


def test_a_full_risk_passes(owner: User) -> None:
    risk = RiskFactory.create(
        kind=RiskKind.ESCALATION,
        category=RiskCategory.BUSINESS,
        severity=Severity.HIGH,
        owner=owner,
        response="x" * 2000,
        closed_at=NOON,
        closed_by=owner,
        outcome="Solved by the new firewall.",
    )
    check_now()
    assert not risk.is_open


def test_a_bare_risk_passes() -> None:
    risk = RiskFactory.create()
    check_now()
    assert risk.is_open


def test_id_and_customer_are_unique_for_the_mentions_to_point_at() -> None:
    """No two rows can break it while the id is the primary key: what is tested is that the pair is a key, too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", ["notes_risk_customer_unique"]
        )
        assert cursor.fetchall() == [("UNIQUE (id, customer_id)",)]


def test_kind_known() -> None:
    assert_refused("notes_risk_kind_known", kind="worry")


def test_category_known() -> None:
    assert_refused("notes_risk_category_known", category="weather")


def test_severity_known() -> None:
    assert_refused("notes_risk_severity_known", severity="urgent")


@pytest.mark.parametrize("title", ["", " \n"])
def test_title_present(title: str) -> None:
    assert_refused("notes_risk_title_present", title=title)


def test_one_owner(owner: User) -> None:
    assert_refused("notes_risk_one_owner", owner=owner, owner_name="Dana Birkby")


def test_one_owner_outsider_passes() -> None:
    assert RiskFactory.create(owner_name="Dana Birkby").owner_label == "Dana Birkby"


def test_closed_without_outcome(owner: User) -> None:
    assert_refused("notes_risk_closed_pair", closed_at=NOON, closed_by=owner)


def test_closed_by_nobody() -> None:
    assert_refused("notes_risk_closed_pair", closed_at=NOON, outcome="Solved.")


def test_outcome_of_an_open_one() -> None:
    assert_refused("notes_risk_closed_pair", outcome="Solved.")


def test_response_too_long() -> None:
    assert_refused("notes_risk_text_length", response="x" * 2001)


def test_outcome_too_long(owner: User) -> None:
    assert_refused("notes_risk_text_length", closed_at=NOON, closed_by=owner, outcome="x" * 2001)


def test_mention_of_the_same_customer_passes() -> None:
    mention = RiskMentionFactory.create()
    check_now()
    assert mention.risk.mentions.get() == mention


def test_mention_twice() -> None:
    mention = RiskMentionFactory.create()
    with pytest.raises(IntegrityError, match="notes_riskmention_once"), transaction.atomic():
        RiskMentionFactory.create(note=mention.note, risk=mention.risk)


def test_mention_by_two_notes_passes() -> None:
    mention = RiskMentionFactory.create()
    RiskMentionFactory.create(note=NoteFactory.create(customer=mention.customer), risk=mention.risk)
    check_now()
    assert mention.risk.mentions.count() == 2


def assert_mention_refused(constraint: str, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RiskMentionFactory.create(**values)
        check_now()


def test_mention_by_a_note_of_another_customer(customer: Customer) -> None:
    stranger = NoteFactory.create()
    risk = RiskFactory.create(customer=customer)
    assert_mention_refused("notes_riskmention_note_customer", note=stranger, risk=risk, customer=customer)


def test_mention_of_a_risk_of_another_customer(customer: Customer) -> None:
    note = NoteFactory.create(customer=customer)
    risk = RiskFactory.create(customer=CustomerFactory.create())
    assert_mention_refused("notes_riskmention_risk_customer", note=note, risk=risk, customer=customer)


def test_by_weight_is_severity_then_age() -> None:
    for title, severity, day in [("a", "low", 1), ("b", "high", 3), ("c", "medium", 2), ("d", "high", 2)]:
        RiskFactory.create(title=title, severity=severity, opened_at=NOON.replace(day=day))
    assert [risk.title for risk in Risk.objects.by_weight()] == ["d", "b", "c", "a"]
