"""What the newest Exec Summary of a customer says, and said month by month: written as the database derives it."""

from django.db import connection

from customers.models import Customer

COLUMNS = "customer_id, engagement_status, deployment_progress, from_month, until_month"
_WRITE = """
WITH wanted AS MATERIALIZED (
    SELECT {columns} FROM notes_statusspan_wanted WHERE {of_customer}
), gone AS (
    DELETE FROM customers_statusspan s WHERE {of_customer} AND NOT EXISTS (
        SELECT FROM wanted w WHERE (w.customer_id, w.from_month) = (s.customer_id, s.from_month))
), said AS (
    UPDATE customers_customer c SET (engagement_status, deployment_progress) = (
        SELECT coalesce(max(w.engagement_status), ''), coalesce(max(w.deployment_progress), '')
        FROM wanted w WHERE w.customer_id = c.id AND w.until_month IS NULL)
    WHERE id = %(customer)s
)
INSERT INTO customers_statusspan ({columns})
    SELECT {columns} FROM wanted EXCEPT SELECT {columns} FROM customers_statusspan WHERE {of_customer}
ON CONFLICT (customer_id, from_month) DO UPDATE SET engagement_status = excluded.engagement_status,
    deployment_progress = excluded.deployment_progress, until_month = excluded.until_month
"""


def recompute_summary_status(*, customer: Customer) -> None:
    """Derive what the customer shows of its newest standing Exec Summary, and `StatusSpan`. One statement.

    The caller holds the customer's row lock, and has written the summary's details.
    """
    _write("customer_id = %(customer)s", customer.pk)


def recompute_all_spans() -> None:
    """Derive the spans of every customer; what the customers show is left as it is."""
    _write("true", None)


def _write(of_customer: str, customer: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WRITE.format(columns=COLUMNS, of_customer=of_customer), {"customer": customer})
