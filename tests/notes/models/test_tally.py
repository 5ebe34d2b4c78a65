"""The counts of the portfolio follow every change of a row, whoever writes it."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.models import Sum
from django.utils import timezone

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Measure, Risk, Tally
from notes.services.derived import check_tallies
from tests.at_once import at_once
from tests.factories import (
    NOON,
    CustomerFactory,
    EntitlementFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteFactory,
    RegionFactory,
    RiskFactory,
)
from tests.factories_portfolio import StatusSpanFactory

DAY = timedelta(days=1)


def counted(measure: Measure, **place: Any) -> dict[tuple[str, str], int]:
    rows = Tally.objects.filter(measure=measure, **(place or {"region": None})).values("key", "other")
    return {(row["key"], row["other"]): row["sum"] for row in rows.annotate(sum=Sum("number")) if row["sum"]}


def random_change(chance: random.Random, owner: User) -> None:
    """A row that comes, goes or changes, as any writer might do it."""
    customer = chance.choice(list(Customer.objects.all()))
    now = timezone.now()
    day = timezone.localdate() - chance.randrange(500) * DAY
    makes: list[Callable[[], models.Model]] = [
        lambda: RiskFactory.create(customer=customer, kind=chance.choice(["risk", "issue"])),
        lambda: NextActionFactory.create(note__customer=customer, due_on=day),
        lambda: NoteFactory.create(customer=customer, happened_on=day, written_at=now, workload_codes=["EXO", "SPO"]),
        lambda: EntitlementFactory.create(tenant__customer=customer),
        lambda: ExecSummaryRequestFactory.create(customer=customer),
        lambda: StatusSpanFactory.create(customer=customer, from_month=day.replace(day=1)),
    ]
    this = Customer.objects.filter(pk=customer.pk).all
    region = RegionFactory.create(name=f"Region {chance.randrange(3)}")
    changes: list[tuple[Callable[[], models.QuerySet], dict[str, Any]]] = [
        (customer.risks.all, {"severity": "low"}),
        (customer.risks.all, {"closed_at": NOON, "closed_by": owner, "outcome": "Solved."}),
        (customer.next_actions.all, {"due_on": day}),
        (customer.next_actions.all, {"done_at": NOON, "done_by": owner}),
        (customer.notes.all, {"workload_codes": ["TEAMS"], "happened_on": date(2026, 1, 9)}),
        (customer.status_spans.filter(until_month=None).all, {"engagement_status": "on_hold"}),
        (customer.exec_summary_requests.all, {"state": "withdrawn", "ended_at": NOON, "ended_by": owner}),
        (this, {"priority": chance.choice(["high", "low"])}),
        (this, {"segment": chance.choice(["s500", "other"])}),
        (
            this,
            {"region": region},
        ),
        (this, {"archived_at": NOON, "archived_by": owner}),
        (this, {"archived_at": None, "archived_by": None}),
        (this, {"last_overall_note_on": day, "last_exec_summary_at": NOON}),
        (
            this,
            {"engagement_status": "reactive", "deployment_progress": "not_deployed"},
        ),
    ]
    if chance.randrange(2):
        try:
            with transaction.atomic():
                chance.choice(makes)()
        except Exception:
            return
    elif chance.randrange(12):
        rows, values = chance.choice(changes)
        rows().update(**values)
    else:
        customer.status_spans.all().delete()


@pytest.mark.parametrize("seed", range(3))
def test_random_changes_leave_nothing_to_mend(customer: Customer, owner: User, seed: int) -> None:
    chance = random.Random(seed)
    CustomerFactory.create(priority="low")
    for _ in range(60):
        random_change(chance, owner)
    assert check_tallies(is_mending=False) == []
    assert Tally.objects.exists()


def test_customer_counts_where_it_is_now(customer: Customer, admin: User) -> None:
    RiskFactory.create(customer=customer, kind="issue", severity="high")
    there = RegionFactory.create(name="Elsewhere")
    Customer.objects.update(region=there)
    assert counted(Measure.RISK, region=there) == {("issue", "high"): 1}
    assert counted(Measure.RISK, region=customer.region) == {}
    Customer.objects.update(archived_at=NOON, archived_by=admin)
    assert counted(Measure.RISK) == counted(Measure.STANDING) == {}


def test_what_differs_is_told_and_mended(customer: Customer) -> None:
    RiskFactory.create(customer=customer, kind="issue", severity="high")
    Tally.objects.filter(measure=Measure.RISK).update(number=7)
    assert [difference.what for difference in check_tallies(is_mending=True)] == [
        f"risk issue high {NOON:%Y-%m-%d}" if (timezone.now() - NOON).days < 200 else "risk issue high 2026-03-01"
    ]
    assert check_tallies(is_mending=False) == []


def test_rows_of_the_same_are_folded_from_time_to_time(customer: Customer) -> None:
    risks = [RiskFactory.create(customer=customer, kind="issue", severity="high") for _ in range(5)]
    Risk.objects.filter(pk=risks[0].pk).update(kind="risk")
    before = counted(Measure.RISK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('notes_tally_id_seq', 4998)")
    NextActionFactory.create(note__customer=customer)
    assert Tally.objects.filter(measure=Measure.RISK).count() == 4
    assert counted(Measure.RISK) == before
    assert check_tallies(is_mending=False) == []


@pytest.mark.django_db(transaction=True)
def test_move_waits_for_a_row_that_is_being_written(customer: Customer) -> None:
    """Who changes where a customer counts sees what others added to it a moment before."""
    there, is_written = RegionFactory.create(name="Elsewhere"), Event()

    def write() -> None:
        with transaction.atomic():
            RiskFactory.create(customer=customer)
            is_written.set()
            sleep(0.3)  # a transaction that takes its time; the other one would not wait without the lock

    def move() -> None:
        assert is_written.wait(10)
        Customer.objects.update(region=there)

    at_once(write, move)
    assert sum(counted(Measure.RISK, region=there).values()) == 1
    assert check_tallies(is_mending=False) == []
