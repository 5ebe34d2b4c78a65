"""Saved views as pages list them."""

from collections.abc import Sequence

from ftop.accounts.models import User
from notes.models import SavedView

MOST_ON_HOME = 12


def pinned_views(user: User) -> Sequence[SavedView]:
    """What stands on this person's Home: their own pinned views, then those shared with their roles. One query."""
    views = SavedView.objects.visible_to(user).filter(is_pinned=True).select_related("owner")
    return sorted(views, key=lambda view: view.owner_id != user.pk)[:MOST_ON_HOME]


def views_of(user: User) -> tuple[list[SavedView], list[SavedView]]:
    """This person's own views and those that others share with them, by name. One query."""
    views = list(SavedView.objects.visible_to(user).select_related("owner"))
    return [v for v in views if v.owner_id == user.pk], [v for v in views if v.owner_id != user.pk]
