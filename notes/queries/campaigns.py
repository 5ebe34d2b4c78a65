"""Campaigns: the hashtags in use, and the customers with and without a note of a campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Func, OuterRef, Q, QuerySet, Subquery

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Campaign, Note
from notes.models.note import NoteQuerySet

# Of so many notes with a hashtag, the newest, those in use are counted; more of them would change no order.
COUNTED = 2000
OFFERED = 50
IN_USE = timedelta(days=90)


@dataclass(frozen=True)
class Reach:
    """How many of the customers somebody sees have a note of the campaign, and how many have none."""

    with_note: int
    without_note: int


def tags_in_use(user: User, *, today: date) -> list[str]:
    """The hashtags to offer while this person writes: of campaigns that run, then the most used of the last 90 days.

    Tags of ended campaigns are not offered. Two queries.
    """
    campaigns = list(Campaign.objects.order_by("tag").values_list("tag", "starts_on", "ends_on"))
    ended = {tag for tag, _, ends_on in campaigns if ends_on and ends_on < today}
    running = [tag for tag, starts_on, _ in campaigns if starts_on <= today and tag not in ended]
    newest = Note.objects.visible_to(user).standing().filter(happened_on__gte=today - IN_USE).exclude(tags=[])
    used = (
        Note.objects.filter(pk__in=newest.order_by("-happened_on", "-id").values("pk")[:COUNTED])
        .order_by()
        .annotate(tag=Func("tags", function="unnest"))
        .values("tag")
        .annotate(count=Count("pk"))
        .order_by("-count", "tag")
        .values_list("tag", flat=True)[: OFFERED + len(ended)]
    )
    offered = [*running, *(tag for tag in used if tag not in ended and tag not in running)]
    return offered[:OFFERED]


def notes_of(campaign: Campaign) -> NoteQuerySet:
    """The standing notes that count for it: with its hashtag, of a day in its time."""
    notes = Note.objects.standing().filter(tags__contains=[campaign.tag], happened_on__gte=campaign.starts_on)
    return notes.filter(happened_on__lte=campaign.ends_on) if campaign.ends_on else notes


def _having_a_note(campaign: Campaign) -> Q:
    return Q(pk__in=notes_of(campaign).values("customer"))


def customers_of_campaign(
    customers: QuerySet[Customer], campaign: Campaign, *, is_with_note: bool
) -> QuerySet[Customer]:
    """Those with a note of the campaign, or those without one; annotated with `note_key`, `note_on` of the newest."""
    having = _having_a_note(campaign)
    newest = notes_of(campaign).filter(customer=OuterRef("pk")).order_by("-happened_on", "-id")
    return customers.filter(having if is_with_note else ~having).annotate(
        note_key=Subquery(newest.values("key")[:1]), note_on=Subquery(newest.values("happened_on")[:1])
    )


def reach_of(customers: QuerySet[Customer], campaign: Campaign) -> Reach:
    """One query."""
    counts = customers.order_by().aggregate(with_note=Count("pk", filter=_having_a_note(campaign)), all=Count("pk"))
    return Reach(counts["with_note"], counts["all"] - counts["with_note"])


def campaign_of(tag: str) -> Campaign | None:
    """What a hashtag stands for, where somebody has said so. One query."""
    return Campaign.objects.filter(tag=tag).first()


def campaigns() -> Sequence[Campaign]:
    """All of them, the newest first. One query."""
    return list(Campaign.objects.all())
