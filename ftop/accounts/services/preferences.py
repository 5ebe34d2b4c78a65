from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import StaleVersion
from ftop.lib.history import acting
from ftop.lib.validation import stored

PREFERENCES = ("time_zone", "theme", "has_shortcuts", "has_snippet_keys", "told_of")


@transaction.atomic
def update_preferences(
    *,
    version: int,
    time_zone: str,
    theme: str,
    has_shortcuts: bool,
    has_snippet_keys: bool,
    told_of: Sequence[str],
    by: User,
    now: datetime,
) -> User:
    """Keep how a person wants the app to be.

    Raises StaleVersion when an administrator, or they themselves elsewhere, saved the person after `version`;
    RuleError for an unknown zone or theme, or something the inbox does not tell of.
    """
    person = User.objects.select_for_update().get(pk=by.pk)
    if person.version != version:
        raise StaleVersion(person)
    person.time_zone, person.theme = time_zone, theme
    person.has_shortcuts, person.has_snippet_keys = has_shortcuts, has_snippet_keys
    person.told_of = list(told_of)
    person.version += 1
    with acting(by=by, now=now):
        return stored(person, update_fields=[*PREFERENCES, "version"])


@transaction.atomic
def choose_customer_columns(*, columns: Sequence[str], by: User) -> None:
    """Keep what the customer list shows the person, in the list's order. Raises RuleError for one that is not known."""
    by.customer_columns = list(columns)
    stored(by, update_fields=["customer_columns"])


@transaction.atomic
def hide_columns(*, of: str, columns: Collection[str], by: User) -> None:
    """Keep which columns the list `of` does not show the person; other lists stay as they are."""
    others = [hidden for hidden in by.hidden_columns if not hidden.startswith(f"{of}.")]
    by.hidden_columns = others + [f"{of}.{column}" for column in columns]
    stored(by, update_fields=["hidden_columns"])
