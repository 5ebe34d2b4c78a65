"""What the database holds, read with plain SQL."""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2

from ftop.embedded_postgres import database_settings
from tests.chaos.record import Content, digest_of

NOTES = """
    SELECT n.id, n.key::text, c.key::text, n.author_id, n.kind, n.happened_on::text, n.text, n.no_action_reason,
        s.note_id IS NOT NULL,
        (SELECT count(*) FROM notes_noteevent e WHERE e.pgh_obj_id = n.id AND e.pgh_label = 'insert')
    FROM notes_note n JOIN customers_customer c ON c.id = n.customer_id
    LEFT JOIN notes_execsummary s ON s.note_id = n.id
    ORDER BY n.id
"""
ACTIONS = """
    SELECT a.note_id, a.text, a.due_on::text, coalesce(u.full_name, a.owner_name)
    FROM notes_nextaction a LEFT JOIN accounts_user u ON u.id = a.owner_id
"""
RISKS = "SELECT m.note_id, r.id, r.title FROM notes_risk r LEFT JOIN notes_riskmention m ON m.risk_id = r.id"
SECTIONS = """
    SELECT note_id, customer_description, engagement_status, deployment_progress, relationship, support_requests
    FROM notes_execsummary
"""
WORKLOADS = """
    SELECT s.summary_id, w.code, s.text FROM notes_workloadstatus s JOIN notes_workload w ON w.id = s.workload_id
"""
DRAFTS = "SELECT key::text, version, payload FROM notes_draft"
WRONG_DATES = """
    SELECT 'The dates of ' || c.name FROM customers_customer c LEFT JOIN notes_note n ON n.customer_id = c.id
    GROUP BY c.id
    HAVING c.last_overall_note_on IS DISTINCT FROM max(n.happened_on)
        OR c.last_exec_summary_at IS DISTINCT FROM max(n.written_at) FILTER (WHERE n.kind = 'exec_summary')
"""
# What a table holds and the view that says what it should hold does not, or the other way round.
OTHER = "(SELECT {0} FROM {1} EXCEPT SELECT {0} FROM {2}) UNION ALL (SELECT {0} FROM {2} EXCEPT SELECT {0} FROM {1})"
TALLY = "measure, key, other, day, region_id, segment, priority, number"
SPAN = "customer_id, engagement_status, deployment_progress, from_month, until_month"
WRONG = f"""
    {WRONG_DATES}
    UNION ALL SELECT DISTINCT concat_ws(' ', 'The count of', measure, key, other, day)
    FROM ({OTHER.format(TALLY, "notes_tally_folded", "notes_tally_wanted")}) counts
    UNION ALL SELECT DISTINCT 'The statuses by month of customer ' || customer_id
    FROM ({OTHER.format(SPAN, "customers_statusspan", "notes_statusspan_wanted")}) spans
"""  # noqa: S608 - constants
SECTION_FIELDS = (
    "customer_description",
    "engagement_status",
    "deployment_progress",
    "relationship",
    "support_requests",
)


@dataclass(frozen=True)
class StoredNote:
    key: str
    content: Content
    has_details: bool = True  # an Exec Summary has its sections, a note of another kind has none
    history_count: int = 1  # how often the history says that it was written


@dataclass(frozen=True)
class StoredDraft:
    key: str
    version: int
    digest: str


@dataclass(frozen=True)
class Stored:
    notes: list[StoredNote] = field(default_factory=list)
    drafts: list[StoredDraft] = field(default_factory=list)
    stray_risks: list[str] = field(default_factory=list)  # titles of risks that no note calls out
    wrong: list[str] = field(default_factory=list)  # what is derived and is not what it is derived from

    def since(self, before: "Stored") -> "Stored":
        """What came on top of an earlier state."""
        old = {note.key for note in before.notes}
        return Stored(
            notes=[note for note in self.notes if note.key not in old],
            drafts=self.drafts,
            stray_risks=list((Counter(self.stray_risks) - Counter(before.stray_risks)).elements()),
            wrong=self.wrong,
        )


@dataclass(frozen=True)
class Person:
    pk: int
    email: str
    name: str
    customers: tuple[str, ...]  # keys of those they may write an Exec Summary on without being asked for one


class Database:
    def __init__(self, home: Path) -> None:
        where = database_settings(home)
        self.address = {"host": where["HOST"], "port": where["PORT"], "user": where["USER"], "dbname": where["NAME"]}

    def rows(self, *statements: str) -> list[list[tuple[Any, ...]]]:
        """The rows of each statement, all of one moment."""
        with closing(psycopg2.connect(**self.address, connect_timeout=10)) as connection:
            connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
            cursor = connection.cursor()
            answers = []
            for statement in statements:
                cursor.execute(statement)
                answers.append(cursor.fetchall())
            return answers

    def people(self) -> list[Person]:
        """FastTrack Managers with their customers."""
        (rows,) = self.rows("""
            SELECT u.id, u.email, u.full_name, array_agg(c.key::text ORDER BY c.id)
            FROM customers_assignment a
            JOIN accounts_user u ON u.id = a.person_id JOIN customers_customer c ON c.id = a.customer_id
            WHERE a.role = 'fm' AND a.ends_on IS NULL AND c.archived_at IS NULL AND c.priority <> 'low' AND u.is_active
            GROUP BY u.id ORDER BY u.id
        """)
        return [Person(pk, email, name, tuple(keys)) for pk, email, name, keys in rows]

    def stored(self) -> Stored:
        notes, actions, risks, sections, workloads, drafts, wrong = self.rows(
            NOTES, ACTIONS, RISKS, SECTIONS, WORKLOADS, DRAFTS, WRONG
        )
        details = {row[0]: list(zip(SECTION_FIELDS, row[1:], strict=True)) for row in sections}
        for summary, code, text in workloads:
            details[summary].append((f"workload_{code}", text))
        # A risk belongs to the note that called it out first: it was written with it.
        first = {risk: min(note for note, other, _ in risks if other == risk) for note, risk, _ in risks if note}
        return Stored(
            notes=[_note(row, actions, risks, first, details) for row in notes],
            drafts=[StoredDraft(key, version, digest_of(payload)) for key, version, payload in drafts],
            stray_risks=[title for note, _, title in risks if note is None],
            wrong=[what for (what,) in wrong],
        )


def _note(row: tuple[Any, ...], actions: Any, risks: Any, first: dict[int, int], details: Any) -> StoredNote:
    pk, key, customer, author, kind, happened_on, text, reason, has_summary, history_count = row
    is_summary = kind == "exec_summary"
    own = tuple(sorted((name, value) for name, value in details.get(pk, ()) if value))
    prose = [value for name, value in own if name not in ("engagement_status", "deployment_progress")]
    content = Content(
        customer=customer,
        author=author,
        kind=kind,
        happened_on=happened_on,
        # The text of a summary is right where it says what its details say.
        text="" if is_summary and all(value in text for value in prose) else text,
        no_action_reason=reason,
        actions=tuple(sorted((what, due, owner) for note, what, due, owner in actions if note == pk)),
        risks=tuple(sorted(title for note, risk, title in risks if note == pk and first[risk] == pk)),
        details=own,
    )
    return StoredNote(key, content, has_details=has_summary == is_summary, history_count=history_count)
