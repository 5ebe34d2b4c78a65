from datetime import datetime

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import BriefingPack
from notes.models.briefing_pack import BriefingPackQuerySet
from notes.queries.exportable import exportable_notes


def packs_of(user: User, *, now: datetime) -> BriefingPackQuerySet:
    """A person's packs that are still kept, without their files."""
    return BriefingPack.objects.visible_to(user).kept(now).defer("content")


def content_of(pack: BriefingPack) -> bytes:
    """The file of a finished pack. One query."""
    content = BriefingPack.objects.values_list("content", flat=True).get(pk=pack.pk)
    return bytes(content or b"")


def is_still_readable(pack: BriefingPack, *, user: User) -> bool:
    """Whether the person may still take out everything that is in the pack. Two queries."""
    customers = Customer.objects.visible_to(user).filter(pk__in=pack.customer_ids).count()
    notes = exportable_notes(user).filter(pk__in=pack.note_ids).count()
    return customers == len(set(pack.customer_ids)) and notes == len(set(pack.note_ids))
