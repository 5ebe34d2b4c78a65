"""What is derived is kept in the transaction of its source; this recomputes it and tells, or mends, what differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from customers.models import Customer
from notes.models import Entitlement, EntitlementStatus, Note
from notes.services.note_words import words_vector_of
from notes.services.status_spans import COLUMNS as SPAN
from notes.services.status_spans import recompute_all_spans

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


_TALLIED = "measure, key, other, day, region_id, segment, priority, number"


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


@transaction.atomic
def check_entitlements(*, is_mending: bool) -> list[Difference]:
    """The cells of the grid whose status is not that of their newest standing note."""
    newest = EntitlementStatus.objects.filter(entitlement=OuterRef("pk"), note__withdrawn_at__isnull=True)
    derived = Coalesce(Subquery(newest.order_by("-note__happened_on", "-note_id").values("status")[:1]), Value(""))
    found = list(Entitlement.objects.annotate(derived=derived).exclude(status=F("derived")).select_related("tenant"))
    if is_mending:
        for cell in found:
            Entitlement.objects.filter(pk=cell.pk).update(status=cell.derived)
    return [Difference(f"{cell.tenant} ({cell.pk})", "status") for cell in found]


@transaction.atomic
def check_spans(*, is_mending: bool) -> list[Difference]:
    """The customers whose statuses month by month differ from what their standing summaries said."""
    found = _other_rows(SPAN, "customers_statusspan", "notes_statusspan_wanted")
    if is_mending and found:
        recompute_all_spans()
    names = Customer.objects.in_bulk({customer for customer, *_ in found})
    return [Difference(str(customer), "status_spans") for _, customer in sorted(names.items())]


@transaction.atomic
def check_tallies(*, is_mending: bool) -> list[Difference]:
    """The counts of the portfolio that differ from what they count; with `is_mending` all are counted anew."""
    found = _other_rows(_TALLIED, "notes_tally_folded", "notes_tally_wanted")
    if is_mending and found:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM notes_tally")
            cursor.execute(f"INSERT INTO notes_tally ({_TALLIED}) SELECT {_TALLIED} FROM notes_tally_wanted")  # noqa: S608
    keys = {tuple("" if part is None else str(part) for part in row[:4]) for row in found}
    return [Difference(" ".join(filter(None, key)), "tally") for key in sorted(keys)]


def _other_rows(columns: str, stored: str, wanted: str) -> list[tuple]:
    """What one of a table and the view that says what it should hold has and the other has not."""
    here, there = (f"SELECT {columns} FROM {name}" for name in (stored, wanted))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"({here} EXCEPT {there}) UNION ALL ({there} EXCEPT {here})")
        return cursor.fetchall()


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
