import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("notes", "0014_search_words")]

    operations = [
        migrations.AlterField("note", "search_vector", django.contrib.postgres.search.SearchVectorField(editable=False)),
        migrations.AddIndex(
            model_name="note", index=models.Index(fields=["-happened_on", "-id"], name="notes_note_by_day")
        ),
        migrations.AddIndex(
            model_name="note",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], name="notes_note_words", fastupdate=False
            ),
        ),
    ]
