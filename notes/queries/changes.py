"""What happened around a customer between two moments, as lines that can be read and taken into an Exec Summary.

Each source is one function from a period to a group of lines; a kind of note that is added later adds its source to
SOURCES and nothing else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.db.models.functions import Left

from customers.models import Customer, PriorityChange
from ftop.accounts.models import User
from notes.enums import NoteKind, RiskKind
from notes.models import EnterpriseStatus, EntitlementStatus, NextAction, Note, Risk
from notes.queries.risk_history import Step, steps_between

MOST_LINES = 12  # of one group; the rest is counted
FIRST_LINE = 160  # characters


@dataclass(frozen=True)
class Line:
    """One thing that happened: `words` to read or to take over, `source` where they come from, `url` to look it up."""

    words: str
    on: date
    source: str
    url: str

    @property
    def with_source(self) -> str:
        return f"{self.words} ({self.source})"


@dataclass(frozen=True)
class Group:
    """Lines of one kind, the newest first; `more` is how many are left out."""

    title: str
    lines: Sequence[Line]
    more: int = 0

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


@dataclass(frozen=True)
class Period:
    """After one moment and up to another; `today` is the day of the latter, where the reader lives."""

    customer: Customer
    after: datetime
    until: datetime
    reader: User

    @property
    def today(self) -> date:
        return self.reader.day_of(self.until)

    def contains(self, field: str) -> Q:
        return Q(**{f"{field}__gt": self.after, f"{field}__lte": self.until})


def changes_in(period: Period) -> list[Group]:
    """Everything that happened in the period, group by group; groups without a line are left out. Seven queries."""
    return [group for source in SOURCES if (group := source(period)).lines]


def said_day(day: date) -> str:
    """A day as it stands in a sentence that is kept: with the year, or it would be read as another one later."""
    return f"{day:%-d %b %Y}"


def _group(title: str, lines: list[Line]) -> Group:
    newest = sorted(lines, key=lambda line: line.on, reverse=True)
    return Group(title, newest[:MOST_LINES], more=max(0, len(lines) - MOST_LINES))


def _risks(period: Period) -> Group:
    steps = steps_between(period.customer, after=period.after, until=period.until)
    return _group("Risks box", [_risk_line(period, risk, step) for risk, step in steps])


def _risk_line(period: Period, risk: Risk, step: Step) -> Line:
    day, kind = period.reader.day_of(step.at), RiskKind(risk.kind).label
    words = {
        "opened it": f"{kind} opened: {risk.title}",
        "closed it": f"{kind} closed: {risk.title}. {step.words}",
        "reopened it": f"{kind} opened again: {risk.title}",
    }.get(step.what) or f"{kind} changed: {risk.title}. {_changes_said(step)}"
    return Line(words.rstrip(". "), day, f"Risks box, {said_day(day)}", risk.get_absolute_url())


def _changes_said(step: Step) -> str:
    return "; ".join(f"{change.label}: {change.before} → {change.after}" for change in step.changes)


def _actions(period: Period) -> Group:
    open_then = Q(done_at__isnull=True) | Q(done_at__gt=period.until)
    overdue = open_then & Q(due_on__lt=period.today, note__written_at__lte=period.until)
    actions = NextAction.objects.filter(period.contains("done_at") | overdue, customer=period.customer)
    lines = [_action_line(period, action) for action in actions.select_related("note", "owner")]
    return _group("Next actions", lines)


def _action_line(period: Period, action: NextAction) -> Line:
    note_day = said_day(action.note.happened_on)
    source, url = f"next action of {note_day}", action.note.get_absolute_url()
    if action.done_at and action.done_at <= period.until:
        outcome = f". {action.outcome}" if action.outcome else ""
        return Line(f"Done: {action.text}{outcome}".rstrip(". "), period.reader.day_of(action.done_at), source, url)
    due = said_day(action.due_on)
    return Line(f"Overdue since {due}: {action.text} ({action.owner_label})", action.due_on, source, url)


def _priority(period: Period) -> Group:
    changes = PriorityChange.objects.filter(period.contains("changed_at"), customer=period.customer)
    lines = []
    for change in changes:
        day = period.reader.day_of(change.changed_at)
        words = f"Priority from {change.get_old_display()} to {change.get_new_display()}: {change.reason}"
        lines.append(Line(words, day, f"priority, {said_day(day)}", period.customer.get_absolute_url()))
    return _group("Priority", lines)


def _notes(period: Period) -> Group:
    notes = Note.objects.standing().filter(period.contains("written_at"), customer=period.customer)
    # Summaries are what is compared, not what happened in between.
    written = notes.filter(kind=NoteKind.OVERALL).defer("html", "excerpt_html", "text")
    return _group("Notes", [_note_line(note) for note in written.annotate(beginning=Left("text", FIRST_LINE * 4))])


def _note_line(note: Any) -> Line:
    """`note` is a Note with its `beginning`."""
    source = f"note of {said_day(note.happened_on)}"
    return Line(_first_line(note.beginning), note.happened_on, source, note.get_absolute_url())


def _first_line(text: str) -> str:
    """The first line that says something, without its list mark, cut at a word."""
    line = next(line for line in text.split("\n") if line.strip()).lstrip("-*•# ").replace("**", "")
    return line if len(line) <= FIRST_LINE else f"{line[:FIRST_LINE].rpartition(' ')[0]} …"


def _enterprise(period: Period) -> Group:
    written = EnterpriseStatus.objects.filter(
        period.contains("note__written_at"), note__withdrawn_at__isnull=True, note__customer=period.customer
    ).select_related("note")
    return _group("Enterprise status", [_enterprise_line(status) for status in written])


def _enterprise_line(said: EnterpriseStatus) -> Line:
    words = f"Enterprise status {said.get_status_display()}: {_first_line(said.exec_summary)}"
    source = f"Enterprise note of {said_day(said.note.happened_on)}"
    return Line(words, said.note.happened_on, source, said.note.get_absolute_url())


def _entitlements(period: Period) -> Group:
    written = EntitlementStatus.objects.filter(
        period.contains("note__written_at"), note__withdrawn_at__isnull=True, note__customer=period.customer
    ).select_related("note", "entitlement__workload", "entitlement__tenant")
    return _group("Entitlements", [_entitlement_line(status) for status in written])


def _entitlement_line(said: EntitlementStatus) -> Line:
    words = f"{said.entitlement.workload.code} {said.get_status_display().lower()}: {_first_line(said.reason)}"
    source = f"{said.entitlement.tenant.name}, {said_day(said.note.happened_on)}"
    return Line(words, said.note.happened_on, source, said.note.get_absolute_url())


SOURCES: Sequence[Callable[[Period], Group]] = (_risks, _actions, _priority, _enterprise, _entitlements, _notes)
