import pytest
from pytest_django import DjangoAssertNumQueries

from ftop.accounts.models import User
from ftop.lib.history import acting, as_of, saves_since
from notes.models import Risk
from tests.factories import NOON, RiskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def risk(owner: User, teammate: User) -> Risk:
    """Opened by a command; saved by the owner, touched within that version, and saved by the teammate."""
    risk = RiskFactory.create(title="Version 1", owner=teammate)
    with acting(by=owner, now=NOON):
        Risk.objects.update(title="Version 2", version=2, owner=None, owner_name="Dana Birkby")
    with acting(by=owner, now=NOON, reason="Not a save of its own."):
        Risk.objects.update(severity="low")
    with acting(by=teammate, now=NOON):
        Risk.objects.update(title="Version 3", version=3)
    risk.refresh_from_db()
    return risk


def test_as_of_is_the_row_as_it_stood(
    risk: Risk, teammate: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        before = as_of(risk, version=1)
    assert before
    assert (before.title, before.owner_label, before.key, before.pk) == (
        "Version 1",
        "Tara Teammate",
        risk.key,
        risk.pk,
    )


def test_as_of_is_the_row_as_the_version_ended(risk: Risk) -> None:
    before = as_of(risk, version=2)
    assert before
    assert (before.title, before.owner_label, before.severity) == ("Version 2", "Dana Birkby", "low")


def test_as_of_an_unknown_version_is_none(risk: Risk) -> None:
    RiskFactory.create(version=9)
    assert as_of(risk, version=9) is None


def test_as_of_reads_what_the_history_leaves_out_from_today(owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(full_name="Olivia Else", version=2)
    owner.refresh_from_db()
    before = as_of(owner, version=1)
    assert before
    assert (before.full_name, before.password) == ("Olivia Owner", owner.password)


def test_saves_since_name_who_began_each_version(
    risk: Risk, owner: User, teammate: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        saves = saves_since(risk, version=1)
    assert [(save.user, save.who, save.at, save.reason) for save in saves] == [
        (owner.pk, "Olivia Owner", NOON, ""),
        (teammate.pk, "Tara Teammate", NOON, ""),
    ]


def test_saves_since_the_newest_version_are_none(risk: Risk) -> None:
    assert saves_since(risk, version=3) == []


def test_save_by_a_command_has_no_name(db: None) -> None:
    risk = RiskFactory.create()
    Risk.objects.update(version=2)
    assert [(save.user, save.who) for save in saves_since(risk, version=1)] == [(None, "")]
