from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.validation import stored
from notes.enums import ExportKind, ExportPurpose, FileFormat
from notes.models import ExportLog


@dataclass(frozen=True)
class Purpose:
    """What somebody takes files out for; `text` may be empty unless the choice is "something else"."""

    choice: str
    text: str = ""

    @property
    def words(self) -> str:
        """What a file says of it: what was typed, or else the choice."""
        return self.text or str(ExportPurpose(self.choice).label)


@transaction.atomic
def log_export(
    *,
    kind: ExportKind,
    file_format: FileFormat,
    customer_ids: Sequence[int],
    note_ids: Sequence[int],
    purpose: Purpose,
    by: User,
    now: datetime,
) -> ExportLog:
    """Write down that a file leaves the app, before it does; return the entry. Raises RuleError.

    `note_ids` are those of the notes whose words are in the file.
    """
    return stored(
        ExportLog(
            kind=kind,
            file_format=file_format,
            customer_ids=list(customer_ids),
            note_ids=list(note_ids),
            purpose=purpose.choice,
            purpose_text=purpose.text,
            exported_by=by,
            exported_at=now,
        )
    )
