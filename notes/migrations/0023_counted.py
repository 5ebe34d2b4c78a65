"""What the portfolio counts: views that count, triggers that keep the tallies in the transaction of what they count.

Views name columns: a migration that changes the type of one drops the views first and creates them again.
"""

from django.db import migrations

# From which month to which a customer's newest Exec Summary said the same, as `customers_statusspan` keeps it.
SPANS_WANTED = """
CREATE VIEW notes_statusspan_wanted AS
SELECT customer_id, engagement_status, deployment_progress, month AS from_month,
    lead(month) OVER (PARTITION BY customer_id ORDER BY month) AS until_month
FROM (
    SELECT *, (engagement_status, deployment_progress) IS DISTINCT FROM (
        lag(engagement_status) OVER monthly, lag(deployment_progress) OVER monthly) AS is_new
    FROM (
        SELECT DISTINCT ON (n.customer_id, month) n.customer_id, s.engagement_status, s.deployment_progress,
            date_trunc('month', n.happened_on)::date AS month
        FROM notes_note n JOIN notes_execsummary s ON s.note_id = n.id
        WHERE n.withdrawn_at IS NULL
        ORDER BY n.customer_id, month, n.happened_on DESC, n.id DESC
    ) last_of_month
    WINDOW monthly AS (PARTITION BY customer_id ORDER BY month)
) said
WHERE is_new
"""

# Table: columns whose change counts, and what a row `r` of it counts for.
MONTH = "date_trunc('month', {} AT TIME ZONE 'UTC')::date"
SOURCES = {
    "customers_statusspan": (
        "customer_id, engagement_status, deployment_progress, from_month, until_month",
        "SELECT r.customer_id, 'span' AS measure, r.engagement_status AS key, r.deployment_progress AS other,"
        " ends.day, ends.number FROM {rows} r,"
        " LATERAL (VALUES (r.from_month, 1), (r.until_month, -1)) ends (day, number) WHERE ends.day IS NOT NULL",
    ),
    "notes_risk": (
        "customer_id, kind, severity, opened_at, closed_at",
        "SELECT r.customer_id, 'risk', r.kind, r.severity, (r.opened_at AT TIME ZONE 'UTC')::date, 1"
        " FROM {rows} r WHERE r.closed_at IS NULL",
    ),
    "notes_nextaction": (
        "customer_id, owner_id, owner_name, due_on, done_at",
        "SELECT r.customer_id, 'action', coalesce(r.owner_id::text, ''), r.owner_name, r.due_on, 1"
        " FROM {rows} r WHERE r.done_at IS NULL",
    ),
    "notes_note": (
        "customer_id, workload_codes, happened_on, withdrawn_at",
        "SELECT r.customer_id, 'workload', code, '', date_trunc('month', r.happened_on)::date, 1"
        " FROM {rows} r, unnest(r.workload_codes) code WHERE r.withdrawn_at IS NULL",
    ),
    "notes_entitlement": (
        "tenant_id, workload_id, status",
        "SELECT t.customer_id, 'entitlement', w.code, r.status, NULL::date, 1 FROM {rows} r"
        " JOIN customers_tenant t ON t.id = r.tenant_id JOIN notes_workload w ON w.id = r.workload_id",
    ),
    "notes_execsummaryrequest": (
        "customer_id, requested_at, state, ended_at",
        "SELECT r.customer_id, 'request', steps.key, '', steps.day, 1 FROM {rows} r, LATERAL (VALUES"
        f" ('asked', {MONTH.format('r.requested_at')}), (r.state, {MONTH.format('r.ended_at')})) steps (key, day)"
        " WHERE steps.day IS NOT NULL",
    ),
}
# What a customer's own columns count for; it counts nowhere while archived.
OF_CUSTOMER = (
    "SELECT r.id AS customer_id, own.* FROM {rows} r, LATERAL (VALUES"
    " ('standing', r.engagement_status, r.deployment_progress, NULL::date, 1),"
    " ('note', '', '', r.last_overall_note_on, 1),"
    " ('summary', '', '', (r.last_exec_summary_at AT TIME ZONE 'UTC')::date, 1)"
    ") own (measure, key, other, day, number)"
)
COLUMNS = "measure, key, other, day"

VIEWS = f"""
CREATE VIEW notes_counted_beside AS {" UNION ALL ".join(counts.format(rows=table) for table, (_, counts) in SOURCES.items())};
CREATE VIEW notes_counted AS {OF_CUSTOMER.format(rows="customers_customer")} UNION ALL SELECT * FROM notes_counted_beside;
"""

# Shared by who adds to a customer's tallies, taken alone by who changes where the customer counts. One of 64 numbers a
# customer: the table of locks does not grow with what a transaction touches.
LOCK = "pg_advisory_xact_lock{kind}(1733, ({customer} % 64)::int)"

PUT = f"""
CREATE FUNCTION notes_tally_put(of_customer bigint, measure text, key text, other text, day date, number int)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE place record;
BEGIN
    PERFORM {LOCK.format(kind="_shared", customer="of_customer")};
    SELECT region_id, segment, priority INTO place
        FROM customers_customer WHERE id = of_customer AND archived_at IS NULL;
    IF FOUND THEN
        INSERT INTO notes_tally (measure, key, other, day, number, region_id, segment, priority) VALUES
            (measure, key, other, day, number, NULL, '', ''),
            (measure, key, other, day, number, place.region_id, place.segment, place.priority);
    END IF;
END $$;
"""


def trigger_of(table: str) -> str:
    """A row that comes counts, one that goes no longer does, and of a change only the difference."""
    columns, counts = SOURCES[table]
    name = table.replace("notes_", "").replace("customers_", "")
    new, old = (counts.format(rows=f"(SELECT {row}.* WHERE {row}.id IS NOT NULL)") for row in ("NEW", "OLD"))
    return f"""
CREATE FUNCTION notes_tally_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM notes_tally_put(customer_id, {COLUMNS}, sum(number)::int) FROM (
        SELECT come.* FROM ({new}) come (customer_id, {COLUMNS}, number)
        UNION ALL
        SELECT customer_id, {COLUMNS}, -number FROM ({old}) gone (customer_id, {COLUMNS}, number)
    ) changed
    GROUP BY customer_id, {COLUMNS} HAVING sum(number) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER notes_tally AFTER INSERT OR DELETE OR UPDATE OF {columns} ON {table}
    FOR EACH ROW EXECUTE FUNCTION notes_tally_{name}();
"""


def places(row: str, sign: str, counts: str) -> str:
    return (
        f"SELECT {row}.region_id, {row}.segment, {row}.priority, {COLUMNS}, {sign}number AS number"
        f" FROM ({counts}) counts WHERE {row}.archived_at IS NULL"
    )


# Where the customer counts may change, and with it everything that hangs on it.
CUSTOMER_TRIGGER = f"""
CREATE FUNCTION notes_tally_customer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_moved boolean := TG_OP = 'UPDATE' AND (OLD.region_id, OLD.segment, OLD.priority, OLD.archived_at IS NULL)
    IS DISTINCT FROM (NEW.region_id, NEW.segment, NEW.priority, NEW.archived_at IS NULL);
BEGIN
    IF is_moved THEN
        PERFORM {LOCK.format(kind="", customer="NEW.id")};
    END IF;
    INSERT INTO notes_tally ({COLUMNS}, number, region_id, segment, priority)
    SELECT {COLUMNS}, sum(number), region_id, coalesce(segment, ''), coalesce(priority, '') FROM (
        {places("NEW", "", OF_CUSTOMER.format(rows="(SELECT NEW.* WHERE NEW.id IS NOT NULL)"))}
        UNION ALL
        {places("OLD", "-", OF_CUSTOMER.format(rows="(SELECT OLD.* WHERE OLD.id IS NOT NULL)"))}
        UNION ALL
        {places("NEW", "", "SELECT * FROM notes_counted_beside WHERE is_moved AND customer_id = NEW.id")}
        UNION ALL
        {places("OLD", "-", "SELECT * FROM notes_counted_beside WHERE is_moved AND customer_id = OLD.id")}
    ) changed
    GROUP BY GROUPING SETS (({COLUMNS}), ({COLUMNS}, region_id, segment, priority)) HAVING sum(number) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER notes_tally AFTER INSERT OR DELETE OR UPDATE OF region_id, segment, priority, archived_at,
    engagement_status, deployment_progress, last_overall_note_on, last_exec_summary_at ON customers_customer
    FOR EACH ROW EXECUTE FUNCTION notes_tally_customer();
"""

# Days that no age tells apart any more become their month's first, so that the rows do not grow with the years.
LONG_AGO = 200
FOLDED = f"CASE WHEN day < current_date - {LONG_AGO} THEN date_trunc('month', day)::date ELSE day END"
PLACE = "region_id, segment, priority"

FOLD = f"""
CREATE FUNCTION notes_tally_fold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- One at a time, and not again for the rows that it writes itself.
    IF pg_trigger_depth() < 3 AND pg_try_advisory_xact_lock(1734, 0) THEN
        WITH same AS (
            SELECT array_agg(id) AS ids, measure, key, other, {FOLDED} AS day, {PLACE}, sum(number) AS number
            FROM notes_tally
            GROUP BY measure, key, other, {FOLDED}, {PLACE} HAVING count(*) > 1
        ), gone AS (
            DELETE FROM notes_tally WHERE id IN (SELECT unnest(ids) FROM same)
        )
        INSERT INTO notes_tally ({COLUMNS}, number, {PLACE})
        SELECT {COLUMNS}, number, {PLACE} FROM same WHERE number <> 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER notes_tally_fold AFTER INSERT ON notes_tally
    FOR EACH ROW WHEN (NEW.id % 5000 = 0) EXECUTE FUNCTION notes_tally_fold();
"""

WANTED = f"""
CREATE VIEW notes_tally_wanted AS
SELECT measure, key, other, {FOLDED} AS day, sum(number)::int AS number, region_id,
    coalesce(segment, '') AS segment, coalesce(priority, '') AS priority
FROM notes_counted
JOIN (SELECT id, {PLACE} FROM customers_customer WHERE archived_at IS NULL) place ON place.id = customer_id
GROUP BY GROUPING SETS ((measure, key, other, {FOLDED}), (measure, key, other, {FOLDED}, {PLACE}))
HAVING sum(number) <> 0
"""

FOLDED_VIEW = f"""
CREATE VIEW notes_tally_folded AS
SELECT measure, key, other, {FOLDED} AS day, sum(number)::int AS number, {PLACE}
FROM notes_tally GROUP BY measure, key, other, {FOLDED}, {PLACE} HAVING sum(number) <> 0
"""

FILL = f"""
UPDATE notes_entitlement e SET status = newest.status
FROM (
    SELECT DISTINCT ON (s.entitlement_id) s.entitlement_id, s.status
    FROM notes_entitlementstatus s JOIN notes_note n ON n.id = s.note_id
    WHERE n.withdrawn_at IS NULL
    ORDER BY s.entitlement_id, n.happened_on DESC, n.id DESC
) newest
WHERE newest.entitlement_id = e.id;
INSERT INTO customers_statusspan (customer_id, engagement_status, deployment_progress, from_month, until_month)
SELECT customer_id, engagement_status, deployment_progress, from_month, until_month FROM notes_statusspan_wanted;
INSERT INTO notes_tally ({COLUMNS}, number, {PLACE}) SELECT {COLUMNS}, number, {PLACE} FROM notes_tally_wanted;
"""


class Migration(migrations.Migration):
    dependencies = [("notes", "0022_tally")]

    # Filled before the triggers are there, which would count it once more.
    operations = [
        migrations.RunSQL(SPANS_WANTED, "DROP VIEW notes_statusspan_wanted"),
        migrations.RunSQL(VIEWS, "DROP VIEW notes_counted; DROP VIEW notes_counted_beside"),
        migrations.RunSQL(WANTED, "DROP VIEW notes_tally_wanted"),
        migrations.RunSQL(FOLDED_VIEW, "DROP VIEW notes_tally_folded"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(PUT, "DROP FUNCTION notes_tally_put"),
        *(
            migrations.RunSQL(
                trigger_of(table),
                f"DROP TRIGGER notes_tally ON {table};"
                f"DROP FUNCTION notes_tally_{table.replace('notes_', '').replace('customers_', '')}",
            )
            for table in SOURCES
        ),
        migrations.RunSQL(
            CUSTOMER_TRIGGER,
            "DROP TRIGGER notes_tally ON customers_customer; DROP FUNCTION notes_tally_customer",
        ),
        migrations.RunSQL(FOLD, "DROP TRIGGER notes_tally_fold ON notes_tally; DROP FUNCTION notes_tally_fold"),
    ]
