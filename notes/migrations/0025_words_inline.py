from django.db import migrations


class Migration(migrations.Migration):
    """A search looks into the words of thousands of notes: they stay in the note's own row.

    PostgreSQL moves the longest values of a row elsewhere, which were the words; with MAIN it packs text and HTML first,
    of which a page needs twenty-five. It holds for what is written from now on.
    """

    dependencies = [("notes", "0024_more_exports")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE notes_note ALTER COLUMN search_vector SET STORAGE MAIN",
            "ALTER TABLE notes_note ALTER COLUMN search_vector SET STORAGE EXTENDED",
        )
    ]
