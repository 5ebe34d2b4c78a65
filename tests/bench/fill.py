"""Fills a migrated, empty database by bulk statements: customers, people and as many notes as wanted.

Ten notes to a customer on average; the first customers (`BUSY`) have five hundred each, at every size, so that the same
page is measured as the database grows. Words are planted in known shares of the notes (`PLANTED`).
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime
from string import Template
from typing import Any

BUSY, NOTES_OF_BUSY = 5, 500
NOTES_PER_CUSTOMER = 10
PEOPLE = 200
# Days that the notes are spread over, the newest today.
DAYS = 1500
PARAGRAPHS = 4096

# Word: which of the notes hold it. `place` counts from the oldest, `n` is how many there are.
PLANTED = {
    "lighthouse": "place % (n / 10) = 7",
    "harbour": "place % 100 = 3",
    "meadow": "place % 3 = 0",
    "sundial": "place < 1000 AND place % 4 = 0",
    "compass": "place % 50 = 0 AND place < n - 10000",
}
VOCABULARY_SIZE = 3000


@dataclass(frozen=True)
class Size:
    notes: int

    @property
    def customers(self) -> int:
        return self.notes // NOTES_PER_CUSTOMER

    def __str__(self) -> str:
        return f"{self.notes:,} notes of {self.customers:,} customers"


def paragraphs(seed: int = 1) -> list[str]:
    """Sentences of made-up words, a few of them frequent and most of them rare, as in real text."""
    chance = random.Random(seed)
    syllables = ["ba", "cor", "del", "fin", "gra", "hol", "jun", "kel", "lor", "mit", "nor", "pel", "ras", "sol", "tur"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(VOCABULARY_SIZE)]
    weights = [1 / place for place in range(1, VOCABULARY_SIZE + 1)]
    return [
        " ".join(chance.choices(words, weights, k=chance.randint(18, 34))).capitalize() + "." for _ in range(PARAGRAPHS)
    ]


def today() -> date:
    return datetime.now(UTC).date()


def fill(cursor: Any, size: Size, *, today: date) -> None:
    """Insert everything; triggers and foreign keys rest meanwhile, as the statements keep to them."""
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("CREATE TEMP TABLE paragraph (id int PRIMARY KEY, words text)")
    rows = ",".join(cursor.mogrify("(%s, %s)", row).decode() for row in enumerate(paragraphs()))
    cursor.execute(f"INSERT INTO paragraph VALUES {rows}")  # noqa: S608 - quoted by mogrify
    planted = " || ".join(f"CASE WHEN {holds} THEN ' {word}' ELSE '' END" for word, holds in PLANTED.items())
    given = {
        "planted": planted,
        "customers": size.customers,
        "notes": size.notes,
        "people": PEOPLE,
        "busy": BUSY,
        "of_busy": NOTES_OF_BUSY,
        "days": DAYS,
        "paragraphs": PARAGRAPHS,
        "today": f"'{today}'",
        "stride": size.notes // (BUSY * NOTES_OF_BUSY),
    }
    for statement in STATEMENTS:
        cursor.execute(Template(statement).substitute(given))
    for statement in DERIVED:
        cursor.execute(statement)
    for table in SERIALS:
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
    cursor.execute("SET session_replication_role = origin")


SERIALS = (
    "accounts_region",
    "accounts_user",
    "customers_customer",
    "customers_tenant",
    "customers_assignment",
    "customers_timelineevent",
    "notes_note",
    "notes_workloadstatus",
    "notes_nextaction",
    "notes_risk",
    "notes_riskmention",
    "notes_execsummaryrequest",
    "notes_entitlement",
    "customers_statusspan",
    "notes_tally",
)

# As the app derives it from the rest.
DERIVED = (
    "INSERT INTO customers_statusspan (customer_id, engagement_status, deployment_progress, from_month, until_month)"
    " SELECT customer_id, engagement_status, deployment_progress, from_month, until_month FROM notes_statusspan_wanted",
    "INSERT INTO notes_tally (measure, key, other, day, number, region_id, segment, priority)"
    " SELECT measure, key, other, day, number, region_id, segment, priority FROM notes_tally_wanted",
)

# Person 1 leads, person 2 is the administrator, 3 to 10 are RMs, the others FMs. Customer 1 to BUSY belong to FM 11.
STATEMENTS = (
    "INSERT INTO accounts_region (id, name) SELECT i, 'Region ' || i FROM generate_series(1, 8) i",
    """
    INSERT INTO accounts_user (id, password, email, full_name, full_name_folded, time_zone, region_id, manager_id,
        roles, theme, has_shortcuts, has_snippet_keys, is_active, told_of, customer_columns, hidden_columns, version)
    SELECT i, '!', 'person' || i || '@ftop.example', 'Person Number ' || i, 'person number ' || i, 'Europe/Berlin',
        1 + i % 8, CASE WHEN i > 10 THEN 3 + i % 8 END,
        CASE WHEN i = 1 THEN '{lt}' WHEN i = 2 THEN '{admin}' WHEN i <= 10 THEN '{rm}' ELSE '{fm}' END::varchar[],
        'auto', true, true, true, '{}', '{priority,health,fm,note,summary,risks,overdue}', '{}', 1
    FROM generate_series(1, $people) i
    """,
    """
    INSERT INTO customers_customer (id, key, name, name_folded, tpid, industry, region_id, seats, segment, health,
        priority, version, enterprise_status, engagement_status, deployment_progress, last_overall_note_on,
        last_exec_summary_at)
    SELECT i, gen_random_uuid(), 'Sample Customer ' || i, 'sample customer ' || i, (1000000 + i)::text, 'Retail',
        1 + i % 8, 1000 + i % 90000, (ARRAY['s500', 's501_s1500', 'other'])[1 + i % 3],
        (ARRAY['red', 'yellow', 'green', 'blue', ''])[1 + i % 5], (ARRAY['high', 'medium', 'low'])[1 + i % 3], 1, '',
        '', '', NULL, NULL
    FROM generate_series(1, $customers) i
    """,
    """
    INSERT INTO customers_tenant (id, customer_id, name, default_domain, tenant_guid, is_winner, version)
    SELECT i, i, 'Tenant ' || i, 'customer' || i || '.example', gen_random_uuid(), true, 1
    FROM generate_series(1, $customers) i
    """,
    """
    INSERT INTO customers_assignment (customer_id, person_id, role, is_primary, starts_on, version)
    SELECT i, CASE WHEN i <= $busy THEN 11 ELSE 12 + i % ($people - 12) END, 'fm', true,
        $today::date - $days, 1
    FROM generate_series(1, $customers) i
    UNION ALL
    SELECT i, 3 + i % 8, 'rm', true, $today::date - $days, 1 FROM generate_series(1, $customers) i
    """,
    """
    INSERT INTO customers_timelineevent (customer_id, kind, happened_on, sentence, recorded_at, recorded_by_id)
    SELECT i, 'priority', $today::date - 40, 'Priority changed from Low to Medium: the call went well.',
        $today::date - 40, 2
    FROM generate_series(1, $customers) i
    """,
    # Notes by age: place 0 is the oldest. A busy customer's notes lie spread over all the time.
    """
    INSERT INTO notes_note (id, key, customer_id, kind, author_id, happened_on, written_at, text, html, excerpt_html,
        renderer_version, tags, workload_codes, no_action_reason, is_escalated, submission_digest, version,
        withdraw_reason, search_vector)
    SELECT place + 1, gen_random_uuid(), customer, kind, author, day, day + interval '10 hours',
        body, '<p>' || replace(body, chr(10) || chr(10), '</p><p>') || '</p>', '', 1,
        CASE WHEN place % 40 = 1 THEN '{adoption}' ELSE '{}' END::varchar[],
        CASE WHEN kind = 'exec_summary' THEN '{EXO,SPO,TEAMS}' WHEN place % 6 = 0 THEN '{EXO}' ELSE '{}' END::varchar[],
        CASE WHEN turn % 2 = 0 THEN '' ELSE 'Information only' END, false,
        encode(sha256(place::text::bytea), 'hex'), 1, '',
        to_tsvector('simple', lower(body))
    FROM (
        SELECT place, n, turn, customer, day,
            CASE WHEN customer <= $busy THEN 11 ELSE 12 + customer % ($people - 12) END AS author,
            CASE WHEN turn % 10 = 4 THEN 'exec_summary' ELSE 'overall' END AS kind,
            first.words || chr(10) || chr(10) || second.words || chr(10) || chr(10) || third.words || $planted AS body
        FROM (
            SELECT place, $notes AS n,
                $today::date - (($notes - 1 - place)::bigint * $days / $notes)::int AS day,
                CASE WHEN place % $stride = 0 THEN 1 + (place / $stride) % $busy
                    ELSE 1 + $busy + (place * 7919::bigint % ($customers - $busy))::int END AS customer,
                CASE WHEN place % $stride = 0 THEN place / ($stride * $busy) ELSE place END AS turn
            FROM generate_series(0, $notes - 1) place
        ) notes
        JOIN paragraph first ON first.id = (place * 31::bigint) % $paragraphs
        JOIN paragraph second ON second.id = (place * 17::bigint + 5) % $paragraphs
        JOIN paragraph third ON third.id = (place * 101::bigint + 11) % $paragraphs
    ) sources
    ORDER BY place
    """,
    """
    INSERT INTO notes_execsummary (note_id, customer_description, engagement_status, deployment_progress, relationship,
        support_requests, has_no_risks, unchanged_since, unconfirmed, one_liner, long_one_liner)
    SELECT id, left(text, 200), (ARRAY['on_hold', 'reactive', 'fully_engaged'])[1 + id % 3],
        (ARRAY['not_deployed', 'partially_deployed', 'fully_deployed'])[1 + id / 10 % 3], left(text, 300), '', true,
        '{}', '{}', '', ''
    FROM notes_note WHERE kind = 'exec_summary'
    """,
    """
    INSERT INTO notes_workloadstatus (summary_id, workload_id, name, position, text)
    SELECT n.id, w.id, w.name, w.position, left(n.text, 120)
    FROM notes_note n JOIN notes_workload w ON w.code = ANY (n.workload_codes) WHERE n.kind = 'exec_summary'
    """,
    """
    INSERT INTO notes_nextaction (note_id, customer_id, text, due_on, owner_id, owner_name, done_at, done_by_id,
        outcome)
    SELECT id, customer_id, left(text, 80), happened_on + 14, author_id, '',
        CASE WHEN id % 40 > 0 THEN written_at + interval '10 days' END, CASE WHEN id % 40 > 0 THEN author_id END, ''
    FROM notes_note WHERE no_action_reason = '' AND kind = 'overall'
    """,
    """
    INSERT INTO notes_risk (id, key, customer_id, kind, category, title, severity, owner_id, owner_name, response,
        opened_at, opened_by_id, closed_at, closed_by_id, outcome, version)
    SELECT i, gen_random_uuid(), 1 + i % $customers, (ARRAY['risk', 'issue', 'escalation'])[1 + i % 3], '',
        'Migration is blocked by firewall ' || i, (ARRAY['high', 'medium', 'low'])[1 + i / 3 % 3],
        CASE WHEN 1 + i % $customers <= $busy THEN 11 END, '', '',
        $today::date - i % 200, 11, CASE WHEN i % 2 = 0 THEN $today::date END, CASE WHEN i % 2 = 0 THEN 11 END,
        CASE WHEN i % 2 = 0 THEN 'Solved.' ELSE '' END, 1
    FROM generate_series(1, $customers) i
    """,
    """
    INSERT INTO notes_riskmention (risk_id, note_id, customer_id)
    SELECT r.id, newest.id, r.customer_id FROM notes_risk r
    CROSS JOIN LATERAL (
        SELECT id FROM notes_note n WHERE n.customer_id = r.customer_id ORDER BY happened_on DESC, id DESC LIMIT 1
    ) newest
    """,
    """
    INSERT INTO notes_entitlement (tenant_id, workload_id, seats, version, status)
    SELECT t.id, w.id, 500, 1, (ARRAY['in_progress', 'blocked', 'no_intent', ''])[1 + (t.id + w.id) % 4]
    FROM customers_tenant t JOIN notes_workload w ON w.position % 5 = t.id % 5
    """,
    """
    INSERT INTO notes_execsummaryrequest (key, customer_id, requested_at, requested_by_id, focus, state, reason)
    SELECT gen_random_uuid(), i * 20, $today::date - i % 30, 3 + i % 8, '', 'open', ''
    FROM generate_series(1, $customers / 20) i
    """,
    "UPDATE customers_customer c SET engagement_status = s.engagement_status,"
    " deployment_progress = s.deployment_progress FROM (SELECT DISTINCT ON (n.customer_id) n.customer_id,"
    " e.engagement_status, e.deployment_progress FROM notes_note n JOIN notes_execsummary e ON e.note_id = n.id"
    " ORDER BY n.customer_id, n.happened_on DESC, n.id DESC) s WHERE s.customer_id = c.id",
    "UPDATE customers_customer c SET last_overall_note_on = d.overall, last_exec_summary_at = d.summary"
    " FROM (SELECT customer_id, max(happened_on) AS overall,"
    " max(written_at) FILTER (WHERE kind = 'exec_summary') AS summary FROM notes_note GROUP BY customer_id) d"
    " WHERE d.customer_id = c.id",
)
