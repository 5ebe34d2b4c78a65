import django.contrib.postgres.search
from django.contrib.postgres.search import SearchVector
from django.db import migrations
from django.db.models import Value

from notes.rendering.search_text import search_text

BATCH = 500


def fill(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """Derive the words of the notes there are. What a later `search_text` makes of them, `check_derived` mends."""
    Note = apps.get_model("notes", "Note")
    last = 0
    while True:
        notes = Note.objects.filter(pk__gt=last).order_by("pk").prefetch_related("next_actions")[:BATCH]
        notes = list(notes.only("kind", "text", "no_action_reason"))
        if not notes:
            return
        for note in notes:
            more = [note.no_action_reason, *(action.text for action in note.next_actions.all())]
            vector = SearchVector(Value(search_text(note.kind, note.text, more)), config="simple")
            Note.objects.filter(pk=note.pk).update(search_vector=vector)
        last = notes[-1].pk


class Migration(migrations.Migration):
    """The indexes follow in the next one, over what `fill` wrote."""

    dependencies = [("notes", "0013_inbox")]

    operations = [
        migrations.AddField("note", "search_vector", django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
