from django.contrib.postgres.indexes import HashIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notes", "0025_words_inline")]

    operations = [
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                condition=models.Q(("kind", "exec_summary"), ("withdrawn_at__isnull", True)),
                fields=["customer", "-happened_on", "-id"],
                name="notes_note_summaries",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=HashIndex(fields=["submission_digest"], name="notes_note_digest"),
        ),
    ]
