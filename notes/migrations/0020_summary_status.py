from django.db import migrations

# As `notes.services.note_dates.recompute_summary_status` derives it.
FILL = """
UPDATE customers_customer c
SET engagement_status = newest.engagement_status, deployment_progress = newest.deployment_progress
FROM (
    SELECT DISTINCT ON (n.customer_id) n.customer_id, s.engagement_status, s.deployment_progress
    FROM notes_note n JOIN notes_execsummary s ON s.note_id = n.id
    WHERE n.withdrawn_at IS NULL
    ORDER BY n.customer_id, n.happened_on DESC, n.id DESC
) newest
WHERE newest.customer_id = c.id
"""


class Migration(migrations.Migration):

    dependencies = [("customers", "0007_portfolio"), ("notes", "0019_data_quality")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
