"""The Enterprise Status Notes of one S1500 customer of the demo."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from customers import cadence
from ftop.demo.files import EnterpriseNoteEntry, stable_key
from notes.enterprise_content import EnterpriseContent
from notes.services.enterprise_note import publish_enterprise_note

if TYPE_CHECKING:
    from ftop.demo.replay import CustomerReplay


class EnterpriseReplay:
    def __init__(self, customer_replay: "CustomerReplay") -> None:
        self.of = customer_replay

    def plan(self) -> None:
        for entry in self.of.entry.enterprise_notes:
            self.of.clock.at(entry.days_ago, 13, partial(self._publish, entry))

    def _publish(self, entry: EnterpriseNoteEntry, now: datetime) -> None:
        day = self.of.clock.day(entry.days_ago)
        rhythm = cadence.rhythm_of(health=self.of.customer.health, status=entry.status)
        next_on = cadence.proposed(on=day, rhythm=rhythm)
        if entry.next_in_days is not None:
            next_on = day + timedelta(days=entry.next_in_days)
        names = ("reasons", "status", "exec_summary", "deployment_overview", "activities", "public_name", "awareness")
        publish_enterprise_note(
            key=stable_key(f"{self.of.slug}/enterprise/{entry.days_ago}"),
            customer=self.of.customer,
            happened_on=day,
            content=EnterpriseContent(next_update_on=next_on, **{name: getattr(entry, name) for name in names}),
            mentioned_risks=[],
            new_risks=[],
            by=self.of.people[entry.author],
            now=now,
        )
