"""What the tenants of one customer of the demo own, and what was noted about it."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from customers.models import Tenant
from ftop.demo.files import EntitlementNoteEntry, stable_key
from notes.models import Workload
from notes.services.entitlement import add_entitlement
from notes.services.entitlement_note import Line, publish_entitlement_notes

if TYPE_CHECKING:
    from ftop.demo.replay import CustomerReplay


class EntitlementReplay:
    def __init__(self, customer_replay: "CustomerReplay", *, first_day: int) -> None:
        self.of, self.first_day = customer_replay, first_day

    def plan(self) -> None:
        self.of.clock.at(self.first_day, 9, self._record)
        for entry in self.of.entry.entitlement_notes:
            self.of.clock.at(entry.days_ago, 14, partial(self._publish, entry))

    def _record(self, now: datetime) -> None:
        for entry in self.of.entry.entitlements:
            add_entitlement(
                tenant=self._tenant(entry.tenant),
                workload=Workload.objects.get(code=entry.workload),
                seats=entry.seats,
                by=self.of.people["lynne"],
                now=now,
            )

    def _publish(self, entry: EntitlementNoteEntry, now: datetime) -> None:
        tenant = self._tenant(entry.tenant)
        publish_entitlement_notes(
            key=stable_key(f"{self.of.slug}/{entry.tenant}/{entry.workloads}/{entry.days_ago}"),
            customer=self.of.customer,
            happened_on=self.of.clock.day(entry.days_ago),
            status=entry.status,
            lines=[Line(tenant, Workload.objects.get(code=code), entry.reason) for code in entry.workloads],
            by=self.of.people[entry.author],
            now=now,
        )

    def _tenant(self, domain: str) -> Tenant:
        return Tenant.objects.get(customer=self.of.customer, default_domain=domain)
