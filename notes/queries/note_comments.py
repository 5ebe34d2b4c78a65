"""The threads under notes: on the note's page, and on Home for those whom a line waits for."""

from collections.abc import Sequence

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from customers.enums import AssignmentRole
from customers.queries.assigned_customers import customers_of
from ftop.accounts.models import User
from ftop.lib.compiled import compiled
from notes.models import Note, NoteComment, NoteRead

MOST_ON_HOME = 20


def thread_of(note: Note) -> QuerySet[NoteComment]:
    """The lines under a note, the first one first; of a withdrawn one `shown_text` is "". One query."""
    shown = Case(When(withdrawn_at__isnull=False, then=Value("")), default="text", output_field=TextField())
    return note.comments.defer("text").select_related("author").annotate(shown_text=shown).order_by("id")


def comment_count() -> Coalesce:
    """How many lines stand under a note, to annotate notes with: no query of its own."""
    lines = NoteComment.objects.standing().filter(note=OuterRef("pk")).order_by()
    counted = lines.values("note").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def questions_for(user: User) -> list[NoteComment]:
    """Unanswered questions for this person, the oldest first: under their own notes, and under any of the customers
    they are FM or FTA of. One query.
    """
    return _questions_for(user.pk, roles=tuple(user.roles))


@compiled
def _questions_for(reader: int, *, roles: Sequence[str]) -> QuerySet[NoteComment]:
    user = User(pk=reader, roles=roles)
    mine = Q(note__author=user) | Q(note__customer__in=customers_of(user, AssignmentRole.FM, AssignmentRole.FTA))
    questions = NoteComment.objects.visible_to(user).unanswered().filter(mine).exclude(author=user)
    return _listed(questions.filter(note__customer__archived_at__isnull=True))


def answers_for(user: User) -> list[NoteComment]:
    """What the customer's writers answered below a question of this person, who has not looked since. One query."""
    return _answers_for(user.pk, roles=tuple(user.roles))


@compiled
def _answers_for(reader: int, *, roles: Sequence[str]) -> QuerySet[NoteComment]:
    user = User(pk=reader, roles=roles)
    asked = NoteComment.objects.standing().filter(
        note=OuterRef("note"), pk__lt=OuterRef("pk"), author=user, is_question=True
    )
    seen = NoteRead.objects.filter(note=OuterRef("note"), person=user, read_at__gte=OuterRef("written_at"))
    answers = NoteComment.objects.visible_to(user).standing().filter(is_by_writer=True).exclude(author=user)
    return _listed(answers.filter(Exists(asked), ~Exists(seen)))


def _listed(comments: QuerySet[NoteComment]) -> QuerySet[NoteComment]:
    named = comments.select_related("author", "note__customer").defer("note__text", "note__html", "note__excerpt_html")
    return named.order_by("id")[:MOST_ON_HOME]
