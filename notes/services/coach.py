from datetime import datetime
from uuid import UUID

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.text import clean
from notes.coach.rules import BY_KEY
from notes.enums import NoteKind
from notes.models import CoachDismissal, CoachSwitch
from notes.models.coach_dismissal import REASON_LIMIT


def dismiss_hint(
    *, customer: Customer, kind: NoteKind, form_key: UUID, rule: str, reason: str, by: User, now: datetime
) -> None:
    """Put a rule away for the form with this key. Twice is once; one statement.

    Raises RuleError where there is no such rule, or no reason or a long one.
    """
    reason = clean(reason)
    if rule not in BY_KEY:
        raise RuleError("This hint is not given any more. Nothing was changed.")
    if not reason:
        raise RuleError("Say in a few words why the hint does not fit: that makes the rules better.")
    if len(reason) > REASON_LIMIT:
        raise RuleError(f"A reason holds {REASON_LIMIT} characters and this one has {len(reason):,}. Shorten it.")
    dismissal = CoachDismissal(
        customer=customer, kind=kind, form_key=form_key, rule=rule, reason=reason, person=by, dismissed_at=now
    )
    CoachDismissal.objects.bulk_create([dismissal], ignore_conflicts=True)


def switch_rule(*, rule: str, is_on: bool, by: User, now: datetime) -> None:
    """Switch a rule off or on for everybody. Twice is once; one statement. Raises RuleError for an unknown one."""
    if rule not in BY_KEY:
        raise RuleError("There is no such rule of the coach. Nothing was changed.")
    if is_on:
        CoachSwitch.objects.filter(rule=rule).delete()
    else:
        switch = CoachSwitch(rule=rule, switched_off_by=by, switched_off_at=now)
        CoachSwitch.objects.bulk_create([switch], ignore_conflicts=True)
