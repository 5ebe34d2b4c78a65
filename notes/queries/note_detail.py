from django.db.models import Exists, OuterRef, Prefetch

from ftop.accounts.models import User
from notes.models import NoteRead
from notes.models.note import NoteQuerySet
from notes.queries.timeline import actions_for_reading, notes_for_reading


def notes_for_detail(user: User) -> NoteQuerySet:
    """The notes a person may read, whole, each with its customer and what the timeline shows of it.

    Each carries `is_marked_read`, by this person. The text of a withdrawn one is among them: who reads it is for
    `can_read_withdrawn_text` to say.
    """
    reads = NoteRead.objects.filter(note=OuterRef("pk"), person=user)
    return (
        notes_for_reading(user)
        .defer(None)
        .select_related("author", "withdrawn_by", "customer", "customer__region", "exec_summary")
        .annotate(is_marked_read=Exists(reads))
        .prefetch_related(Prefetch("next_actions", actions_for_reading(), to_attr="actions"))
    )
