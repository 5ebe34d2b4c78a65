"""A briefing pack is made in steps that a browser asks for one after the other: there is no queue to run them in."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.validation import stored
from notes.enums import FileFormat
from notes.models import BriefingPack
from notes.queries.briefing import briefings
from notes.services.export_log import Purpose

# Some 0.1 seconds: often enough for a bar that moves.
CUSTOMERS_PER_STEP = 25
CUSTOMERS_PER_PACK = 500
# As JSON: 500 dense pages, whose layout takes some 350 MB. Typical customers have 4,000 characters.
CHARACTERS_PER_PACK = 2_000_000


@transaction.atomic
def ask_for_pack(
    *, customer_ids: Sequence[int], file_format: FileFormat, purpose: Purpose, by: User, now: datetime
) -> BriefingPack:
    """Begin a pack of these customers, in this order, and throw old ones away. Raises RuleError."""
    if len(customer_ids) > CUSTOMERS_PER_PACK:
        raise RuleError(
            f"A briefing pack holds {CUSTOMERS_PER_PACK} customers, and you chose {len(customer_ids):,}. Narrow the "
            "list, and make several packs."
        )
    BriefingPack.objects.expired(now).delete()
    return stored(
        BriefingPack(
            customer_ids=list(customer_ids),
            file_format=file_format,
            purpose=purpose.choice,
            purpose_text=purpose.text,
            asked_by=by,
            asked_at=now,
        )
    )


@transaction.atomic
def advance_pack(
    *, pack: BriefingPack, lay_out: Callable[[BriefingPack], bytes], by: User, now: datetime
) -> BriefingPack:
    """Take the pack one step further and return it: collect the next customers, or lay out the file with `lay_out`.

    Two tabs that drive the same pack take turns; a finished one stays as it is. Raises RuleError where a customer is
    not visible to the person any more, or where the pack grows beyond one file.
    """
    pack = BriefingPack.objects.select_for_update().defer("content").get(pk=pack.pk)
    if pack.is_finished:
        return pack
    wanted = pack.customer_ids[pack.collected_count :][:CUSTOMERS_PER_STEP]
    if not wanted:
        pack.content, pack.finished_at = lay_out(pack), now
        pack.save(update_fields=["content", "finished_at"])
        return pack
    found = briefings(by, wanted, today=by.day_of(now))
    if len(found) < len(wanted):
        raise RuleError("You may not read one of the customers any more. Make the pack again from the customer list.")
    pack.briefings += found
    if len(json.dumps(pack.briefings)) > CHARACTERS_PER_PACK:
        raise RuleError(
            f"So much is written about these customers that one file cannot hold it: {pack.collected_count} of "
            f"{pack.customer_count} fill it already. Choose fewer, and make several packs."
        )
    pack.note_ids += [pk for briefing in found for pk in briefing["note_ids"]]
    pack.save(update_fields=["briefings", "note_ids"])
    return pack
