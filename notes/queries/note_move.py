"""Where a note may move to, and what hangs on it."""

from django.db.models import Exists, OuterRef

from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from customers.queries.assigned_customers import customers_of
from ftop.accounts.models import User
from notes.enums import NoteKind
from notes.models import Note, Risk, RiskMention
from notes.models.risk import RiskQuerySet
from notes.permissions import WRITERS_OF

MOST_TARGETS = 20


def move_targets(user: User, note: Note, *, search: str) -> CustomerQuerySet:
    """The customers this person may move the note to (`can_move_note_to`) that fit the search. One query."""
    if user.is_admin:
        customers = Customer.objects.visible_to(user).active()
    else:
        customers = customers_of(user, *WRITERS_OF[NoteKind(note.kind)])
    found = customers.named(search).exclude(pk=note.customer_id).select_related("region")
    return found.order_by("name_folded", "pk")


def risks_called_out(note: Note) -> RiskQuerySet:
    """The risks the note calls out, each with `is_mentioned_elsewhere`: such a one cannot move along. One query."""
    elsewhere = RiskMention.objects.filter(risk=OuterRef("pk")).exclude(note=note)
    risks: RiskQuerySet = Risk.objects.filter(mentions__note=note)
    return risks.annotate(is_mentioned_elsewhere=Exists(elsewhere)).order_by("pk")
