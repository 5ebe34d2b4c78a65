"""What should be zero: each check with what it finds and what it leaves alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Assignment, Customer
from ftop.accounts.models import User
from notes.models import Risk
from notes.queries.data_quality import counts, rows_of
from notes.queries.data_quality_checks import BY_KEY, CHECKS, Scope
from tests.factories import (
    AssignmentFactory,
    CustomerFactory,
    NextActionFactory,
    NoteFactory,
    RegionFactory,
    RiskFactory,
    RiskMentionFactory,
    TenantFactory,
    UserFactory,
)

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
# Of the newest Enterprise Status Note.
FRESH = {"last_enterprise_note_on": TODAY, "enterprise_status": "yellow", "next_enterprise_note_on": TODAY + 14 * DAY}


def names(key: str, reader: User, **scope: Any) -> list[str]:
    rows, _ = rows_of(BY_KEY[key], Scope(reader, NOW, **scope))
    return [row.name for row in rows]


def complete(name: str, **more: Any) -> Customer:
    """A customer that no check finds: with its people, its winner and a note of today."""
    customer = CustomerFactory.create(name=name, priority="high", last_overall_note_on=TODAY, **more)
    rm = UserFactory.create(roles=["rm"])
    AssignmentFactory.create(customer=customer, person=rm, role="rm", is_primary=True)
    fm = UserFactory.create(roles=["fm"], manager=rm)
    AssignmentFactory.create(customer=customer, person=fm, role="fm", is_primary=True)
    AssignmentFactory.create(customer=customer, person=UserFactory.create(roles=["fta"]), role="fta", is_primary=True)
    TenantFactory.create(customer=customer, is_winner=True)
    return customer


def leave(customer: Customer, role: str) -> None:
    Assignment.objects.filter(customer=customer, role=role).update(
        ends_on=TODAY - 400 * DAY, starts_on=TODAY - 500 * DAY
    )


def lose_winner(customer: Customer) -> None:
    customer.tenants.update(is_winner=False)


def other_manager(customer: Customer) -> None:
    User.objects.filter(assignments__customer=customer, roles=["fm"]).update(manager=UserFactory.create(roles=["rm"]))


def gone(customer: Customer) -> None:
    User.objects.filter(assignments__customer=customer, roles=["fm"]).update(is_active=False)


BREAKS: dict[str, Callable[[Customer], object]] = {
    "winner_tenant": lose_winner,
    "primary_fm": lambda customer: leave(customer, "fm"),
    "primary_fta": lambda customer: leave(customer, "fta"),
    "rm": lambda customer: leave(customer, "rm"),
    "rm_fits": other_manager,
    "enterprise_note": lambda customer: Customer.objects.filter(pk=customer.pk).update(
        last_enterprise_note_on=None, enterprise_status="", next_enterprise_note_on=None
    ),
    "overall_note": lambda customer: Customer.objects.filter(pk=customer.pk).update(
        last_overall_note_on=TODAY - 15 * DAY
    ),
    "risk_owner": lambda customer: RiskFactory.create(customer=customer, owner=None, owner_name=""),
    "actions_overdue": lambda customer: NextActionFactory.create(
        note__customer=customer, due_on=TODAY - DAY, owner=None, owner_name="Dana"
    ),
    "assigned_left": gone,
}


@pytest.fixture
def sound(leader: User) -> list[Customer]:
    """Two S500 customers with everything in order."""
    return [complete(name, segment="s500", health="red", **FRESH) for name in ("Adatum", "Contoso")]


def test_everything_in_order_is_zero(sound: list[Customer], leader: User) -> None:
    assert {count.check.key: count.number for count in counts(Scope(leader, NOW))} == dict.fromkeys(BY_KEY, 0)


@pytest.mark.parametrize("key", BREAKS)
def test_what_is_broken_is_found_alone(sound: list[Customer], leader: User, key: str) -> None:
    BREAKS[key](sound[0])
    assert names(key, leader) == ["Adatum"]


@pytest.mark.parametrize(("days", "is_found"), [(13, False), (14, False), (15, True), (21, True), (22, True)])
def test_overall_note_is_old_after_14_days(sound: list[Customer], leader: User, days: int, is_found: bool) -> None:
    Customer.objects.filter(name="Adatum").update(last_overall_note_on=TODAY - days * DAY)
    assert names("overall_note", leader) == ["Adatum"] * is_found


@pytest.mark.parametrize(("days", "is_found"), [(13, False), (14, False), (15, False), (21, False), (22, True)])
def test_enterprise_note_of_red_is_late_after_21_days(
    sound: list[Customer], leader: User, days: int, is_found: bool
) -> None:
    Customer.objects.filter(name="Adatum").update(last_enterprise_note_on=TODAY - days * DAY)
    assert names("enterprise_note", leader) == ["Adatum"] * is_found


@pytest.mark.parametrize(
    ("zone", "now", "is_found"),
    [
        ("UTC", datetime(2026, 3, 31, 23, 30, tzinfo=UTC), False),
        ("Europe/Berlin", datetime(2026, 3, 31, 23, 30, tzinfo=UTC), True),  # the second quarter has begun there
        ("America/New_York", datetime(2026, 4, 1, 3, 30, tzinfo=UTC), False),
        ("America/New_York", datetime(2026, 4, 1, 4, 30, tzinfo=UTC), True),
    ],
)
def test_quarters_end_where_the_reader_lives(
    sound: list[Customer], leader: User, zone: str, now: datetime, is_found: bool
) -> None:
    """A Green customer's note of the last quarter but one is late with the first day of a quarter."""
    Customer.objects.filter(name="Adatum").update(health="green", last_enterprise_note_on=date(2025, 12, 31))
    leader.time_zone = zone
    rows, _ = rows_of(BY_KEY["enterprise_note"], Scope(leader, now))
    assert ("Adatum" in [row.name for row in rows]) is is_found


def test_low_priority_may_be_quiet(sound: list[Customer], leader: User) -> None:
    Customer.objects.update(priority="low", last_overall_note_on=None)
    assert names("overall_note", leader) == []


def test_customers_without_tenants_need_no_winner(leader: User) -> None:
    CustomerFactory.create()
    assert names("winner_tenant", leader) == []


@pytest.mark.parametrize(("days", "found"), [(29, []), (31, ["Quiet"])])
def test_risk_is_untouched_30_days_after_its_last_version_or_mention(
    customer: Customer, leader: User, days: int, found: list[str]
) -> None:
    """Its versions carry the time of the database, so the reader looks some days from now."""
    written, looked = timezone.now(), timezone.now() + days * DAY
    for title in ("Quiet", "Called out"):
        RiskFactory.create(customer=customer, title=title, opened_at=written - 40 * DAY)
    note = NoteFactory.create(customer=customer, written_at=looked - 3 * DAY)
    RiskMentionFactory.create(risk=Risk.objects.get(title="Called out"), note=note)
    rows, _ = rows_of(BY_KEY["risk_untouched"], Scope(leader, looked))
    assert [row.said.split("”")[0][1:] for row in rows] == found


def test_people_who_work_with_nobody_are_found(sound: list[Customer], leader: User) -> None:
    UserFactory.create(full_name="Iris Idle", roles=["fm"])
    UserFactory.create(full_name="Gone", roles=["fm"], is_active=False)
    assert names("people_idle", leader) == ["Iris Idle"]


def test_scope_narrows(sound: list[Customer], leader: User) -> None:
    for customer in sound:
        BREAKS["overall_note"](customer)
    rm = sound[1].assignments.get(role="rm").person
    assert names("overall_note", leader, rm=rm.pk) == ["Contoso"]
    elsewhere = RegionFactory.create(name="Elsewhere")
    Customer.objects.filter(name="Contoso").update(region=elsewhere)
    assert names("overall_note", leader, region=elsewhere.pk) == ["Contoso"]


def test_archived_customers_are_left_alone(sound: list[Customer], leader: User, admin: User) -> None:
    for broken in BREAKS.values():
        broken(sound[0])
    Customer.objects.filter(name="Adatum").update(archived_at=NOW, archived_by=admin)
    about_customers = {c.check.key: c.number for c in counts(Scope(leader, NOW)) if not c.check.is_people}
    assert set(about_customers.values()) == {0}


def test_who_may_mend_gets_the_form_and_the_others_a_name(
    customer: Customer, owner: User, rm: User, leader: User
) -> None:
    Customer.objects.update(priority="high", last_overall_note_on=None)
    RiskFactory.create(customer=customer, owner=None, owner_name="")
    mends = {
        (key, person): rows_of(BY_KEY[key], Scope(person, NOW))[0][0].mend
        for key in ("overall_note", "risk_owner")
        for person in (rm, leader)
    }
    assert mends["overall_note", rm].address.endswith("/exec-summary-requests/new/")
    assert mends["overall_note", leader].words == "Ask Olivia Owner, FastTrack Manager."
    assert mends["risk_owner", rm].words == "Edit the risk"
    assert mends["risk_owner", leader].words == "Ask the customer’s FM or RM."


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("key", BY_KEY)
def test_rows_cost_the_same_for_more_of_them(
    leader: User, key: str, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        customer = complete(f"C {number}", segment="s500")
        BREAKS.get(key, lambda customer: UserFactory.create(roles=["fm"]))(customer)
    with django_assert_max_num_queries(3):
        rows_of(BY_KEY[key], Scope(leader, NOW))


def test_counts_cost_one_query_a_check(
    sound: list[Customer], leader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(len(CHECKS)):
        counts(Scope(leader, NOW))


def test_every_check_is_tested() -> None:
    assert set(BY_KEY) - set(BREAKS) == {"risk_untouched", "people_idle"}
