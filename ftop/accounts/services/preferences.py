from datetime import datetime

from ftop.accounts.models import User
from ftop.lib.history import acting
from ftop.lib.validation import stored


def update_preferences(
    *, time_zone: str, theme: str, has_shortcuts: bool, has_snippet_keys: bool, by: User, now: datetime
) -> User:
    """Keep how a person wants the app to be. Everybody sets their own, so there is nobody to conflict with.

    Raises RuleError for an unknown zone or theme.
    """
    person = User.objects.get(pk=by.pk)
    person.time_zone, person.theme = time_zone, theme
    person.has_shortcuts, person.has_snippet_keys = has_shortcuts, has_snippet_keys
    with acting(by=by, now=now):
        return stored(person, update_fields=["time_zone", "theme", "has_shortcuts", "has_snippet_keys"])
