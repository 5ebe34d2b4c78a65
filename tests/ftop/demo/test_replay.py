"""The demo obeys the app's own rules, because it is loaded through the services. One loading takes seconds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from customers.models import Customer, TimelineEvent
from ftop.accounts.models import User
from ftop.demo.replay import load_portfolio
from notes.enums import NoteKind, RequestState
from notes.models import ExecSummaryRequest, NextAction, Note, Notification, Risk

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
SEED_EXAMPLE = Path(__file__).parents[2] / "data" / "exec-summary-example.txt"


def test_demo_portfolio_is_what_the_readme_promises() -> None:
    assert load_portfolio(now=NOW) == 40
    summaries = Note.objects.filter(customer__name="Northwind Traders", kind=NoteKind.EXEC_SUMMARY)
    assert summaries.latest("written_at").text + "\n" == SEED_EXAMPLE.read_text(encoding="utf-8")
    assert (User.objects.count(), Note.objects.count()) == (14, 397)
    assert not Customer.objects.get(name="Coho Vineyard").notes.exists()
    assert NextAction.objects.open().filter(due_on__lt=NOW.date()).count() > 10
    assert set(ExecSummaryRequest.objects.values_list("state", flat=True)) == set(RequestState.values)
    assert (Note.objects.exclude(amended_at=None).count(), Note.objects.exclude(withdrawn_at=None).count()) == (1, 1)
    assert Risk.objects.open().exists()
    for role in ("rm", "lt", "fta"):
        inbox = Notification.objects.filter(recipient__roles=[role], is_switched_off=False)
        assert {row.seen_at is None for row in inbox} == {True, False}
    assert Notification.objects.filter(is_switched_off=True).exists()
    assert not Note.objects.filter(written_at__gt=NOW).exists()
    assert not TimelineEvent.objects.filter(recorded_at__gt=NOW).exists()


def test_demo_is_not_loaded_into_a_production_database(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="make run"):
        call_command("load_demo")


def test_demo_is_not_loaded_where_somebody_works(settings: Settings, admin: User) -> None:
    settings.DEMO = True
    call_command("load_demo")
    assert not Customer.objects.exists()
