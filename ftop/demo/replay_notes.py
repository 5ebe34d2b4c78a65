"""The notes of one customer of the demo, with their next actions, mentions and answers."""

import uuid
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from ftop.accounts.models import User
from ftop.demo.files import ActionEntry, LineEntry, NoteEntry, SummaryEntry, stable_key
from notes.exec_summary_content import ExecSummaryInput
from notes.exec_summary_spec import SECTIONS, SectionKind
from notes.models import ExecSummaryRequest, NextAction, Note, Risk
from notes.queries.exec_summaries import newest_exec_summary
from notes.services.exec_summary import publish_exec_summary
from notes.services.exec_summary_carried import StartInput
from notes.services.inputs import ActionInput
from notes.services.next_action import complete_action
from notes.services.note import amend_overall_note, publish_overall_note
from notes.services.note_comment import write_comment
from notes.services.note_withdraw import withdraw_note

if TYPE_CHECKING:
    from ftop.demo.replay import CustomerReplay


class NoteReplay:
    def __init__(self, customer_replay: "CustomerReplay") -> None:
        self.of = customer_replay
        self.clock, self.people = customer_replay.clock, customer_replay.people

    def plan(self) -> None:
        # The files list notes in any order; the one that happened first is written first.
        for entry in sorted(self.of.entry.notes, key=lambda note: -note.days_ago):
            written = entry.days_ago if entry.written_days_ago is None else entry.written_days_ago
            self.clock.at(written, 15, partial(self._publish, entry))

    def _publish(self, entry: NoteEntry, now: datetime) -> None:
        author = self.people[entry.author]
        if entry.summary:
            note = self._publish_summary(entry, entry.summary, author, now)
        else:
            note = self._publish_overall(entry, author, now)
        for action, written in zip(entry.actions, note.next_actions.order_by("pk"), strict=True):
            if action.done_days_ago is not None:
                complete = partial(self._complete, action, written, author)
                self.clock.at(action.done_days_ago, 16, complete)
        for line in entry.comments:
            self.clock.at(entry.days_ago - line.after_days, 16, partial(self._comment, line, note))
        if entry.amended_days_ago is not None:
            self.clock.at(entry.amended_days_ago, 17, partial(self._amend, entry, note, author))
        if entry.withdrawn_days_ago is not None:
            self.clock.at(entry.withdrawn_days_ago, 18, partial(self._withdraw, entry, note, author))

    def _key(self, entry: NoteEntry) -> uuid.UUID:
        return stable_key(f"{self.of.slug}/{self.of.entry.notes.index(entry)}")

    def _mentioned(self, entry: NoteEntry) -> list[Risk]:
        return [self.of.risks[name] for name in entry.mentions]

    def _publish_overall(self, entry: NoteEntry, author: User, now: datetime) -> Note:
        return publish_overall_note(
            key=self._key(entry),
            customer=self.of.customer,
            text=entry.text,
            happened_on=self.clock.day(entry.days_ago),
            actions=[
                ActionInput(
                    text=action.text,
                    due_on=self.clock.day(-action.due_in_days),
                    owner=self.people.get(action.owner),
                    owner_name=action.owner_name,
                )
                for action in entry.actions
            ],
            no_action_reason=entry.no_action_reason,
            is_escalated=entry.escalated,
            mentioned_risks=self._mentioned(entry),
            new_risks=[],
            by=author,
            now=now,
        )

    def _publish_summary(self, entry: NoteEntry, summary: SummaryEntry, author: User, now: datetime) -> Note:
        fields = [section.field for section in SECTIONS if section.kind is not SectionKind.WORKLOADS]
        risks = self._mentioned(entry)
        return publish_exec_summary(
            key=self._key(entry),
            customer=self.of.customer,
            happened_on=self.clock.day(entry.days_ago),
            content=ExecSummaryInput(**{name: getattr(summary, name) for name in fields}),
            workloads=summary.workloads,
            is_without_workloads=not summary.workloads,
            mentioned_risks=risks,
            new_risks=[],
            has_no_risks=not Risk.objects.open().filter(customer=self.of.customer).exists(),
            answered_requests=list(ExecSummaryRequest.objects.open().filter(customer=self.of.customer)),
            start=self._start(summary),
            by=author,
            now=now,
        )

    def _start(self, summary: SummaryEntry) -> StartInput | None:
        last = newest_exec_summary(self.of.customer)
        return None if last is None or summary.still_true is None else StartInput(last.key, summary.still_true)

    def _amend(self, entry: NoteEntry, note: Note, author: User, now: datetime) -> None:
        amend_overall_note(
            note=note,
            version=1,
            text=entry.amended_text,
            happened_on=note.happened_on,
            reason=entry.amend_reason,
            by=author,
            now=now,
        )

    def _withdraw(self, entry: NoteEntry, note: Note, author: User, now: datetime) -> None:
        withdraw_note(note=note, reason=entry.withdraw_reason, by=author, now=now)

    def _comment(self, line: LineEntry, note: Note, now: datetime) -> None:
        key = stable_key(f"{note.key}/{line.text}")
        write_comment(note=note, key=key, text=line.text, is_question=line.question, by=self.people[line.by], now=now)

    def _complete(self, entry: ActionEntry, action: NextAction, author: User, now: datetime) -> None:
        complete_action(action=action, outcome=entry.outcome, by=author, now=now)
