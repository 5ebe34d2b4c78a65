"""Who, when and why, written beside the history that the database triggers keep."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING

import pghistory

if TYPE_CHECKING:
    from ftop.accounts.models import User


def acting(*, by: "User", now: datetime, reason: str = "") -> AbstractContextManager[object]:
    """Sign the history rows written inside: the person, the moment and, where one was given, the reason.

    Services say it themselves, because they also run where no request is: the demo data, commands, tests. One service
    inside another shares the signature, so the inner one without a reason must not wipe out the outer one's.
    """
    return pghistory.context(user=by.pk, at=now, **({"reason": reason} if reason else {}))
