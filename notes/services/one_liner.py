from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.exec_summary_spec import LONG_ONE_LINER_LIMIT, ONE_LINER_LIMIT
from notes.models import Note
from notes.services.archived_customer import refuse_archived
from notes.services.inputs import OneLiners

_LIMITS = {"one_liner": ONE_LINER_LIMIT, "long_one_liner": LONG_ONE_LINER_LIMIT}


def check_one_liners(*, one_liners: OneLiners) -> None:
    """Raise RuleError where a line does not fit its place on the slide."""
    for name, text in one_liners.as_content().items():
        if len(text) > _LIMITS[name]:
            raise RuleError(f"A line for slides fits {_LIMITS[name]} characters. Shorten it.", field=name)


@transaction.atomic
def set_one_liners(*, note: Note, one_liners: OneLiners, by: User, now: datetime) -> None:
    """Write the one-liners of an Exec Summary anew; its text stays as published. Raises RuleError."""
    refuse_archived(customer=note.customer)
    check_one_liners(one_liners=one_liners)
    summary = note.exec_summary
    for name, value in vars(one_liners).items():
        setattr(summary, name, value)
    with acting(by=by, now=now):
        stored(summary, update_fields=list(vars(one_liners)))
