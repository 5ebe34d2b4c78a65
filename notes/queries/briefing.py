"""What stands in a briefing of customers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from html import unescape
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject, Left
from django.utils.html import strip_tags

from customers.enums import AssignmentRole, DeploymentProgress, EngagementStatus, Health, Priority, Segment
from customers.models import Customer
from customers.queries.customer_detail import customers_for_detail, people_of
from customers.queries.customer_list import with_people
from ftop.accounts.models import User
from notes.enums import NoteKind
from notes.models import NextAction, Note, Risk
from notes.queries.exec_summary_sheet import day_in_words, risk_sheet, summaries_for_export, summary_sheet
from notes.queries.exportable import exportable_notes, newest_of_each
from notes.rendering.exec_summary_excerpt import cut
from notes.sheets import ActionSheet, BriefingSheet, NoteSheet

LAST_NOTES = 3
START_CHARACTERS = 200  # of a note's first line
_FIRST_BLOCK_ENDS = re.compile(r"</p>|</li>|<br")

OfCustomer = TypeVar("OfCustomer", Risk, NextAction)


def briefings(user: User, customer_ids: Sequence[int], *, today: date) -> list[BriefingSheet]:
    """The briefings of these customers in the given order; who is not visible to the person is left out.

    `today` is the day where the person lives: an action is overdue from the day after its date. Six queries, however
    many customers.
    """
    customers = _with_last_notes(user, with_people(customers_for_detail(user).filter(pk__in=customer_ids)))
    found = {customer.pk: customer for customer in customers}
    summaries = {note.customer_id: note for note in newest_of_each(summaries_for_export(user), found)}
    risks = _by_customer(Risk.objects.open().filter(customer__in=found).by_weight().select_related("owner"))
    actions = _by_customer(
        NextAction.objects.open().filter(customer__in=found).select_related("owner").order_by("due_on", "id")
    )
    return [
        _briefing(found[pk], summaries.get(pk), risks[pk], actions[pk], today=today)
        for pk in customer_ids
        if pk in found
    ]


def _with_last_notes(user: User, customers: Any) -> Any:
    """Each with `last_notes`: dictionaries of its newest notes, read by the timeline's index."""
    notes = exportable_notes(user).filter(customer=OuterRef("pk")).order_by("-happened_on", "-id")[:LAST_NOTES]
    facts = JSONObject(
        pk="pk",
        on="happened_on",
        kind="kind",
        author="author__full_name",
        html=Left("html", START_CHARACTERS * 4),
        engagement="exec_summary__engagement_status",
        deployment="exec_summary__deployment_progress",
    )
    return customers.annotate(last_notes=ArraySubquery(notes.values(facts=facts)))


def _by_customer(rows: Iterable[OfCustomer]) -> dict[int, list[OfCustomer]]:
    found: dict[int, list[OfCustomer]] = defaultdict(list)
    for row in rows:
        found[row.customer_id].append(row)
    return found


def _briefing(
    customer: Any, summary: Note | None, risks: Sequence[Risk], actions: Sequence[NextAction], *, today: date
) -> BriefingSheet:
    note_ids = {note["pk"] for note in customer.last_notes} | ({summary.pk} if summary else set())
    return {
        "customer": customer.name,
        "tpid": customer.tpid,
        "priority": str(Priority(customer.priority).label),
        "about": _about(customer),
        "facts": _facts(customer),
        "summary": summary_sheet(summary) if summary else None,
        "risks": [risk_sheet(risk) for risk in risks],
        "actions": [_action(action, today) for action in actions],
        "notes": [_note(note) for note in customer.last_notes],
        "note_ids": sorted(note_ids),
    }


def _about(customer: Customer) -> list[str]:
    seats = f"{customer.seats:,} seats" if customer.seats else ""
    archived = "archived" if customer.is_archived else ""
    return [f"TPID {customer.tpid}", customer.industry, customer.region.name, seats, archived]


def _facts(customer: Any) -> list[list[str]]:
    people = people_of(customer)
    facts = [
        ["Priority", str(Priority(customer.priority).label)],
        ["Health", str(Health(customer.health).label)],
        ["Segment", str(Segment(customer.segment).label)],
        [AssignmentRole.FM.name, _names(people.fms)],
        [AssignmentRole.RM.name, _names(people.rms)],
    ]
    if people.has_health_owner:
        facts.append(["Health Owner", people.health_owner or "None"])
    if customer.has_tenants:
        facts.append(["Winner tenant", customer.winner_domain or "None chosen"])
    return facts


def _names(assignments: Iterable[Any]) -> str:
    return ", ".join(assignment.person.full_name for assignment in assignments) or "None"


def _action(action: NextAction, today: date) -> ActionSheet:
    return {
        "due_on": day_in_words(action.due_on),
        "is_overdue": action.due_on < today,
        "lines": action.text.split("\n"),
        "owner": action.owner_label,
    }


def _note(facts: dict[str, Any]) -> NoteSheet:
    is_summary = facts["kind"] == NoteKind.EXEC_SUMMARY
    return {
        "on": day_in_words(date.fromisoformat(facts["on"])),
        "kind": "Exec Summary" if is_summary else "Overall note",
        "start": _answers(facts) if is_summary else first_line(facts["html"]),
        "author": facts["author"],
    }


def _answers(facts: dict[str, Any]) -> str:
    """Every summary begins alike; its two short answers tell one from the next."""
    engagement, deployment = EngagementStatus(facts["engagement"]), DeploymentProgress(facts["deployment"])
    return f"{engagement.label}, {deployment.label}"


def first_line(html: str) -> str:
    """The first line of a note, without its markup, from the beginning of its HTML."""
    block = _FIRST_BLOCK_ENDS.split(html, maxsplit=1)[0]
    words = " ".join(unescape(strip_tags(re.sub(r"<[^>]*$", "", block))).split())
    return cut(words, START_CHARACTERS)
