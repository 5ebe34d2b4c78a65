from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.history import acting
from ftop.lib.validation import stored
from notes.models import Note
from notes.services.archived_customer import refuse_archived
from notes.services.inputs import OneLiners


@transaction.atomic
def set_one_liners(*, note: Note, one_liners: OneLiners, by: User, now: datetime) -> None:
    """Write the one-liners of an Exec Summary anew; its text stays as published. Raises RuleError."""
    refuse_archived(customer=note.customer)
    summary = note.exec_summary
    for name, value in vars(one_liners).items():
        setattr(summary, name, value)
    with acting(by=by, now=now):
        stored(summary, update_fields=list(vars(one_liners)))
