from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.validation import stored
from notes.models import SavedView


@transaction.atomic
def save_view(
    *, page: str, name: str, query: str, shared_with: str, is_pinned: bool, by: User, now: datetime
) -> SavedView:
    """Keep a page's filter under a name. Raises RuleError for a name that is taken, missing or too long."""
    view = SavedView(
        owner=by, page=page, name=name, query=query, shared_with=shared_with, is_pinned=is_pinned, created_at=now
    )
    return stored(view)


@transaction.atomic
def change_view(*, view: SavedView, page: str, name: str, query: str, shared_with: str, is_pinned: bool) -> SavedView:
    """Give it another name or other readers. Raises RuleError as `save_view` does."""
    view.page, view.name, view.query = page, name, query
    view.shared_with, view.is_pinned = shared_with, is_pinned
    return stored(view)


def pin_view(*, view: SavedView, is_pinned: bool) -> None:
    """Put it on Home, or take it off. Twice is once; one statement."""
    view.is_pinned = is_pinned
    view.save(update_fields=["is_pinned"])


def delete_view(*, view: SavedView) -> None:
    """It goes for everybody it is shared with; what it showed stays where it is."""
    view.delete()
