"""What is derived is kept in the transaction of its source; this recomputes it and tells, or mends, what differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, TextField
from django.db.models.functions import Cast

from notes.models import Note
from notes.services.note_words import words_vector_of

# The columns of a customer, as the services of notes derive them: `recompute_note_dates`, `recompute_summary_status`,
# `recompute_enterprise`.
_CUSTOMERS = """
    SELECT c.id,
        max(n.happened_on) FILTER (WHERE n.kind IN ('overall', 'exec_summary')) AS last_overall_note_on,
        max(n.written_at) FILTER (WHERE n.kind = 'exec_summary') AS last_exec_summary_at,
        coalesce((array_agg(s.engagement_status ORDER BY n.happened_on DESC, n.id DESC)
            FILTER (WHERE s.note_id IS NOT NULL))[1], '') AS engagement_status,
        coalesce((array_agg(s.deployment_progress ORDER BY n.happened_on DESC, n.id DESC)
            FILTER (WHERE s.note_id IS NOT NULL))[1], '') AS deployment_progress,
        max(n.happened_on) FILTER (WHERE e.note_id IS NOT NULL) AS last_enterprise_note_on,
        coalesce((array_agg(e.status ORDER BY n.happened_on DESC, n.id DESC)
            FILTER (WHERE e.note_id IS NOT NULL))[1], '') AS enterprise_status,
        (array_agg(e.next_update_on ORDER BY n.happened_on DESC, n.id DESC)
            FILTER (WHERE e.note_id IS NOT NULL))[1] AS next_enterprise_note_on
    FROM customers_customer c
    LEFT JOIN notes_note n ON n.customer_id = c.id AND n.withdrawn_at IS NULL
    LEFT JOIN notes_execsummary s ON s.note_id = n.id
    LEFT JOIN notes_enterprisestatus e ON e.note_id = n.id
    GROUP BY c.id
"""
COLUMNS = (
    "last_overall_note_on",
    "last_exec_summary_at",
    "engagement_status",
    "deployment_progress",
    "last_enterprise_note_on",
    "enterprise_status",
    "next_enterprise_note_on",
)
BATCH = 500


@dataclass(frozen=True)
class Difference:
    """`what` it is of, `name` of the column."""

    what: str
    name: str


@transaction.atomic
def check_customers(*, is_mending: bool) -> list[Difference]:
    """The columns of customers that differ from their notes; with `is_mending` they are written anew. No lock: run it
    while nobody writes, or look again at what it names."""
    carried = ", ".join(f"c.{name}" for name in COLUMNS)
    derived = ", ".join(f"d.{name}" for name in COLUMNS)
    differs = f"({carried}) IS DISTINCT FROM ({derived})"
    flags = ", ".join(f"c.{name} IS DISTINCT FROM d.{name}" for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.name, {flags} FROM customers_customer c JOIN ({_CUSTOMERS}) d ON d.id = c.id "  # noqa: S608
            f"WHERE {differs} ORDER BY c.id"
        )
        found = [
            Difference(name, column)
            for name, *flagged in cursor.fetchall()
            for column, is_other in zip(COLUMNS, flagged, strict=True)
            if is_other
        ]
        if is_mending and found:
            cursor.execute(
                f"UPDATE customers_customer c SET ({', '.join(COLUMNS)}) = ({derived}) "  # noqa: S608
                f"FROM ({_CUSTOMERS}) d WHERE d.id = c.id AND {differs}"
            )
    return found


def check_words(*, is_mending: bool) -> Iterator[Difference]:
    """The notes whose words to be found differ from their text, one by one; with `is_mending` written anew."""
    last = 0
    while notes := list(Note.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for note in notes:
            # As texts: what PostgreSQL compares a vector to is taken for a query.
            derived, stored = (Cast(value, TextField()) for value in (words_vector_of(note=note), F("search_vector")))
            if not Note.objects.annotate(derived=derived).filter(pk=note.pk, derived=stored).exists():
                yield Difference(f"{note} ({note.key})", "search_vector")
                if is_mending:
                    Note.objects.filter(pk=note.pk).update(search_vector=words_vector_of(note=note))
        last = notes[-1].pk
