"""Whether a new Exec Summary may be worth it, read along with customers that are read anyway: no query of its own.

The rules are in `notes.worth_a_summary`; this brings what they look at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Exists,
    F,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, JSONObject

from customers.models import Customer, PriorityChange
from customers.queries.assigned_customers import assignments_of
from ftop.accounts.models import User
from ftop.lib.lookups import AnyOf
from notes.enums import NoteKind, RiskKind
from notes.models import Note, Risk, SummaryHintDismissal
from notes.permissions import HINT_READERS
from notes.worth_a_summary import (
    ASKED_ABOUT,
    MOST_NOTES,
    SAYS_PROGRESS,
    Escalation,
    Fact,
    Last,
    Move,
    Said,
    What,
    facts_in,
)

# The sentence around a statement of progress.
_SENTENCE = rf"[^.!?\n]*(?:{SAYS_PROGRESS})[^.!?\n]*[.!?]?"
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Hint:
    """Why a new summary may be worth it, weightiest fact first."""

    facts: Sequence[Fact]

    @property
    def up_to(self) -> datetime:
        """The moment of the newest fact: putting the hint away goes as far."""
        return max(fact.at for fact in self.facts)


def with_worth(customers: QuerySet[Customer], user: User) -> QuerySet[Customer]:
    """Annotate customers with what the rules look at, as JSON in `worth_rows`: no query of its own.

    NULL where the hint is not for this person, the priority is Low or the customer archived: nothing is read there.
    """
    here = assignments_of(user, *HINT_READERS).filter(customer=OuterRef("pk"))
    put_away = SummaryHintDismissal.objects.filter(customer=OuterRef("pk"), person=user).values("up_to")
    asked_about = Q(Exists(here), priority__in=ASKED_ABOUT, archived_at__isnull=True)
    # Greatest leaves NULL out: a customer without a summary and a hint never put away begin with time.
    since = Coalesce(Greatest("last_exec_summary_at", Subquery(put_away)), Value(_EVER))
    return customers.annotate(worth_since=since).annotate(
        worth_rows=Case(When(asked_about, then=_rows()), default=None, output_field=JSONField())
    )


def _rows() -> JSONObject:
    since = OuterRef("worth_since")
    summaries = Note.objects.standing().filter(customer=OuterRef("pk"), kind=NoteKind.EXEC_SUMMARY)
    notes = Note.objects.standing().filter(
        customer=OuterRef(OuterRef("pk")), kind=NoteKind.OVERALL, written_at__gt=OuterRef(since)
    )
    # Found before their sentences are: PostgreSQL would look for those in all the notes, and sort then.
    newest = notes.order_by("-written_at", "-id")[:MOST_NOTES]
    escalations = Risk.objects.filter(customer=OuterRef("pk"), kind=RiskKind.ESCALATION)
    moves = PriorityChange.objects.filter(customer=OuterRef("pk"), changed_at__gt=since)
    return JSONObject(
        last=Subquery(summaries.order_by("-happened_on", "-id").values(row=_LAST)[:1]),
        notes=ArraySubquery(
            Note.objects.filter(AnyOf(F("pk"), ArraySubquery(newest.values("pk"))))
            .order_by("-written_at", "-id")
            .values(row=_SAID)
        ),
        escalations=ArraySubquery(
            escalations.filter(Q(opened_at__gt=since) | Q(closed_at__gt=since))
            .order_by("-opened_at", "-id")
            .values(row=_ESCALATION)
        ),
        moves=ArraySubquery(moves.order_by("changed_at", "id").values(row=_MOVE)),
    )


_LAST = JSONObject(
    on=F("happened_on"),
    codes=F("workload_codes"),
    engagement_status=F("exec_summary__engagement_status"),
    deployment_progress=F("exec_summary__deployment_progress"),
)
_SAID = JSONObject(
    on=F("happened_on"),
    at=F("written_at"),
    codes=F("workload_codes"),
    progress=Func(F("text"), Value(f"(?i){_SENTENCE}"), function="substring", output_field=TextField()),
)
_ESCALATION = JSONObject(title=F("title"), opened_at=F("opened_at"), closed_at=F("closed_at"))
_MOVE = JSONObject(old=F("old"), new=F("new"), at=F("changed_at"))


def hint_of(customer: Any) -> Hint | None:
    """The hint of a customer read with `with_worth`; None where nothing speaks for a new summary."""
    rows = customer.worth_rows
    if not rows:
        return None
    facts = facts_in(_what(customer, rows))
    return Hint(facts) if facts else None


def with_hints(customers: Iterable[Customer]) -> list[Customer]:
    """The customers, read with `with_worth`, each with its `summary_hint`."""
    rows = list(customers)
    for customer in rows:
        customer.summary_hint = hint_of(customer)  # type: ignore[attr-defined]
    return rows


def _what(customer: Any, rows: dict[str, Any]) -> What:
    last = rows["last"]
    return What(
        priority=customer.priority,
        last=Last(**last | {"on": date.fromisoformat(last["on"])}) if last else None,
        since=customer.worth_since,
        escalations=[Escalation(**_timed(row, "opened_at", "closed_at")) for row in rows["escalations"]],
        moves=[Move(**_timed(row, "at")) for row in rows["moves"]],
        notes=[_said(row) for row in rows["notes"]],
    )


def _said(row: dict[str, Any]) -> Said:
    progress = " ".join((row["progress"] or "").split()).lstrip("-*# ")
    return Said(**_timed(row, "at") | {"on": date.fromisoformat(row["on"]), "progress": progress})


def _timed(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return row | {name: datetime.fromisoformat(row[name]) for name in names if row[name]}
