"""What the coach knows of a customer, and what becomes of its hints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from customers.models import Customer
from ftop.accounts.models import User
from notes.coach.rules import RULES, Rule
from notes.enums import NoteKind
from notes.models import CoachDismissal, CoachSwitch, Risk, Workload

LATELY = timedelta(days=90)
REASONS_SHOWN = 5


def silent_rules(user: User, form_key: UUID | None) -> list[str]:
    """The rules that are off for everybody, or that this person put away in the form with this key. One query."""
    off = CoachSwitch.objects.values_list("rule")
    put_away = (
        CoachDismissal.objects.filter(person=user, form_key=form_key) if form_key else CoachDismissal.objects.none()
    )
    return [rule for (rule,) in off.union(put_away.values_list("rule"))]


def open_titles(customer: Customer) -> list[str]:
    """What stands open in the Risks box. One query."""
    return list(Risk.objects.open().filter(customer=customer).values_list("title", flat=True))


def workloads_for(kind: NoteKind) -> Sequence[Workload]:
    """The catalogue, where a rule looks for workloads. One query, or none."""
    return list(Workload.objects.active()) if kind == NoteKind.OVERALL else []


@dataclass(frozen=True)
class RuleUse:
    """How a rule fares: its dismissals in all and of late, the latest of them; who switched it off."""

    rule: Rule
    dismissed: int
    lately: int
    latest: Sequence[CoachDismissal]
    switch: CoachSwitch | None


def rule_uses(*, now: datetime) -> list[RuleUse]:
    """Every rule, the one put away most often of late first. Three queries."""
    counted = (
        CoachDismissal.objects.order_by()
        .values("rule")
        .annotate(count=Count("pk"), lately=Count("pk", filter=Q(dismissed_at__gte=now - LATELY)))
    )
    counts = {row["rule"]: (row["count"], row["lately"]) for row in counted}
    switches = {switch.rule: switch for switch in CoachSwitch.objects.select_related("switched_off_by")}
    latest = _latest()
    uses = [
        RuleUse(rule, *counts.get(rule.key, (0, 0)), latest=latest.get(rule.key, []), switch=switches.get(rule.key))
        for rule in RULES
    ]
    return sorted(uses, key=lambda use: (-use.lately, -use.dismissed))


def _latest() -> dict[str, list[CoachDismissal]]:
    """The newest dismissals of each rule."""
    newest = CoachDismissal.objects.raw(
        """
        SELECT latest.* FROM unnest(%s::text[]) AS asked (rule)
        CROSS JOIN LATERAL (
            SELECT * FROM notes_coachdismissal d WHERE d.rule = asked.rule
            ORDER BY d.dismissed_at DESC, d.id DESC LIMIT %s
        ) latest
        """,
        [[rule.key for rule in RULES], REASONS_SHOWN],
    )
    found: dict[str, list[CoachDismissal]] = {}
    for dismissal in newest.prefetch_related("person", "customer"):
        found.setdefault(dismissal.rule, []).append(dismissal)
    return found
