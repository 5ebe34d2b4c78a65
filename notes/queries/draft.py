"""A person's own drafts, wherever they are listed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from customers.queries.assigned_customers import assignments_of
from ftop.accounts.models import User
from notes.enums import NoteKind
from notes.models import Draft, Note
from notes.models.draft import KEPT_FOR
from notes.permissions import WRITERS_OF

MOST_BESIDE = 5  # on the customer page; the page of drafts has them all


@dataclass(frozen=True)
class DraftLine:
    """An open draft as the customer page lists it."""

    key: UUID
    kind: str
    first_words: str
    updated_at: datetime
    is_amendment: bool


def with_drafts(customers: CustomerQuerySet, user: User) -> CustomerQuerySet:
    """Annotate customers with the person's newest open drafts, as JSON in `draft_rows`: no query of its own."""
    drafts = Draft.objects.of(user).open().filter(customer=OuterRef("pk")).order_by("-updated_at", "-id")
    row = JSONObject(
        key=F("key"), kind=F("kind"), first_words=F("first_words"), updated_at=F("updated_at"), amends=F("amends")
    )
    return customers.annotate(draft_rows=ArraySubquery(drafts[:MOST_BESIDE].values(row=row)))


def drafts_beside(customer: Customer) -> list[DraftLine]:
    """The open drafts of a customer that was read with `with_drafts`."""
    return [
        DraftLine(
            UUID(row["key"]),
            row["kind"],
            row["first_words"],
            datetime.fromisoformat(row["updated_at"]),
            row["amends"] is not None,
        )
        for row in customer.draft_rows  # type: ignore[attr-defined]
    ]


def open_drafts(user: User) -> QuerySet[Draft]:
    """All open drafts of a person with their customers, the last touched first. One query."""
    return _listed(Draft.objects.of(user).open())


def discarded_drafts(user: User, *, now: datetime) -> QuerySet[Draft]:
    """Those that can still be brought back. One query."""
    return _listed(Draft.objects.of(user).discarded_since(now - KEPT_FOR)).order_by("-discarded_at", "-id")


def published_drafts(user: User, *, now: datetime) -> QuerySet[Draft]:
    """Those that became notes lately, with the notes. One query."""
    return _listed(Draft.objects.of(user).published_since(now - KEPT_FOR))


def draft_to_continue(
    user: User, customer: Customer, *, kind: NoteKind, amends: Note | None = None, key: str
) -> Draft | None:
    """The draft named in an address, where it is this person's, about this customer or note, and of this kind.

    One query.

    An ended one as well: the page says so or leads to its note. None without a key, and for one that is none.
    """
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return Draft.objects.of(user).with_end().filter(key=wanted, customer=customer, kind=kind, amends=amends).first()


def customer_for_draft(user: User, *, customer: UUID, kind: NoteKind, draft: UUID) -> Customer | None:
    """The customer that a new draft is about; None where this person does not see it.

    Carries `may_write`, a note of this kind, and `is_published`, the key is a note's already. One query.
    """
    here = assignments_of(user, *WRITERS_OF[kind]).filter(customer=OuterRef("pk"))
    return (
        Customer.objects.visible_to(user)
        .annotate(may_write=Exists(here), is_published=Exists(Note.objects.filter(key=draft)))
        .filter(key=customer)
        .first()
    )


def _listed(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    return drafts.select_related("customer").defer("payload")
