"""Composite foreign keys: what belongs to a note or a risk belongs to the same customer.

Deferred, so that moving a note with all that belongs to it is possible within one transaction.
"""

from django.db import migrations

COMPOSITE_KEYS = (
    ("notes_nextaction", "note_id", "notes_note", "notes_nextaction_note_customer"),
    ("notes_riskmention", "note_id", "notes_note", "notes_riskmention_note_customer"),
    ("notes_riskmention", "risk_id", "notes_risk", "notes_riskmention_risk_customer"),
    (
        "notes_execsummaryrequest",
        "answered_by_note_id",
        "notes_note",
        "notes_execsummaryrequest_note_customer",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("notes", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, customer_id) "
                f"REFERENCES {target} (id, customer_id) DEFERRABLE INITIALLY DEFERRED"
            ),
            reverse_sql=f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        )
        for table, column, target, name in COMPOSITE_KEYS
    ]
