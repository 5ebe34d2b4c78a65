"""Loads the demo portfolio by living through it: every entry goes through the services, on the day it happened.

So the demo obeys every rule the app enforces, and its timeline, history and counters are those of real use.
"""

from datetime import datetime
from functools import partial

from django.db import transaction

from customers.enums import AssignmentRole, Health, Priority, Segment
from customers.models import Customer
from customers.services.assignment import assign_person
from customers.services.customer import create_customer
from customers.services.priority import change_priority
from customers.services.tenant import add_tenant
from ftop.accounts.models import Region, User
from ftop.demo.cast import CAST, create_cast
from ftop.demo.clock import Clock
from ftop.demo.files import CustomerEntry, LineEntry, PriorityEntry, RequestEntry, RiskEntry, read_portfolio, stable_key
from ftop.demo.replay_campaigns import plan_campaigns
from ftop.demo.replay_enterprise import EnterpriseReplay
from ftop.demo.replay_entitlements import EntitlementReplay
from ftop.demo.replay_inbox import plan_inbox
from ftop.demo.replay_notes import NoteReplay
from notes.models import ExecSummaryRequest, Risk
from notes.services.exec_summary_request import (
    answer_not_needed,
    mark_seen,
    request_exec_summary,
    withdraw_request,
)
from notes.services.inputs import RiskInput
from notes.services.request_message import write_message
from notes.services.risk import close_risk, open_risk

HISTORY_DAYS = 370


class CustomerReplay:
    """One customer's year."""

    def __init__(self, *, slug: str, entry: CustomerEntry, people: dict[str, User], clock: Clock) -> None:
        self.slug, self.entry, self.people, self.clock = slug, entry, people, clock
        self.risks: dict[str, Risk] = {}
        self.customer: Customer

    def plan(self) -> None:
        self.clock.at(HISTORY_DAYS, 8, self._create)
        for change in self.entry.priority_changes:
            self.clock.at(change.days_ago, 9, partial(self._change_priority, change))
        for request in self.entry.requests:
            self.clock.at(request.days_ago, 10, partial(self._request, request))
        for risk in self.entry.risks:
            self.clock.at(risk.opened_days_ago, 11, partial(self._open_risk, risk))
        NoteReplay(self).plan()
        EnterpriseReplay(self).plan()
        EntitlementReplay(self, first_day=HISTORY_DAYS).plan()

    def _create(self, now: datetime) -> None:
        entry, admin = self.entry, self.people["lynne"]
        first = Priority(entry.priority)
        if entry.priority_changes:
            first = next(p for p in (Priority.MEDIUM, Priority.LOW) if p != entry.priority_changes[0].to)
        self.customer = create_customer(
            name=entry.name,
            tpid=entry.tpid,
            industry=entry.industry,
            region=Region.objects.get(name=entry.region),
            seats=entry.seats,
            segment=Segment(entry.segment),
            health=Health(entry.health),
            priority=first,
            by=admin,
            now=now,
        )
        for tenant in sorted(entry.tenants, key=lambda tenant: not tenant.is_winner):
            add_tenant(
                customer=self.customer,
                name=tenant.name,
                default_domain=tenant.default_domain,
                tenant_guid=stable_key(tenant.default_domain),
                by=admin,
                now=now,
            )
        self._assign(now)

    def _assign(self, now: datetime) -> None:
        named = self.entry.people
        roles = {
            member.short: AssignmentRole(member.role.value)
            for member in CAST
            if member.role.value in AssignmentRole.values
        }
        for short in filter(None, [named.fm, named.rm, named.fta, *named.others]):
            assign_person(
                customer=self.customer,
                person=self.people[short],
                role=roles[short],
                is_primary=short in {named.fm, named.rm, named.fta},
                starts_on=self.clock.day(HISTORY_DAYS),
                ends_on=None,
                by=self.people["lynne"],
                now=now,
            )

    def _change_priority(self, entry: PriorityEntry, now: datetime) -> None:
        by = self.people[entry.by]
        change_priority(customer=self.customer, to=Priority(entry.to), reason=entry.reason, by=by, now=now)

    def _open_risk(self, entry: RiskEntry, now: datetime) -> None:
        fm = self.people[self.entry.people.fm]
        values = RiskInput(
            kind=entry.kind,
            title=entry.title,
            severity=entry.severity,
            category=entry.category,
            owner=self.people.get(entry.owner),
            owner_name=entry.owner_name,
            response=entry.response,
        )
        self.risks[entry.id] = risk = open_risk(customer=self.customer, risk=values, by=fm, now=now)
        if entry.closed_days_ago is not None:
            closer = self.people.get(entry.owner, fm)
            self.clock.at(
                entry.closed_days_ago, 17, lambda now: close_risk(risk=risk, outcome=entry.outcome, by=closer, now=now)
            )

    def _request(self, entry: RequestEntry, now: datetime) -> None:
        rm, fm, clock = self.people[entry.by], self.people[self.entry.people.fm], self.clock
        wish = entry.helpful_in_days
        request = request_exec_summary(
            customer=self.customer,
            focus=entry.focus,
            helpful_by_on=clock.day(entry.days_ago - wish) if wish is not None else None,
            by=rm,
            now=now,
        )
        if (days := entry.seen_after_days) is not None:
            clock.at(entry.days_ago - days, 12, lambda now: mark_seen(requests=[request], by=fm, now=now))
        for line in entry.messages:
            clock.at(entry.days_ago - line.after_days, 14, partial(self._message, line, request))
        if (days := entry.not_needed_after_days) is not None:
            answerer = self.people[entry.not_needed_by]
            clock.at(
                entry.days_ago - days,
                13,
                lambda now: answer_not_needed(request=request, reason=entry.reason, by=answerer, now=now),
            )
        if (days := entry.withdrawn_after_days) is not None:
            clock.at(
                entry.days_ago - days,
                13,
                lambda now: withdraw_request(request=request, reason=entry.reason, by=rm, now=now),
            )

    def _message(self, line: LineEntry, request: ExecSummaryRequest, now: datetime) -> None:
        key = stable_key(f"{self.slug}/{line.text}")
        write_message(request=request, key=key, text=line.text, by=self.people[line.by], now=now)


@transaction.atomic
def load_portfolio(*, now: datetime) -> int:
    """Write the whole demo, all or nothing, as of the day of `now`; return the number of customers."""
    people = create_cast()
    clock = Clock(now=now, people=list(people.values()))
    portfolio = read_portfolio()
    for slug, entry in portfolio:
        CustomerReplay(slug=slug, entry=entry, people=people, clock=clock).plan()
    plan_inbox(people=people, clock=clock, begins_days_ago=HISTORY_DAYS)
    plan_campaigns(by=people["lynne"], clock=clock)
    clock.run()
    return len(portfolio)
