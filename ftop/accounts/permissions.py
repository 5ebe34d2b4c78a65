"""Who may manage people (source: playbook, "Who does what"; `docs/permissions.md` shows the whole table).

| function | everybody signed in | Admin |
|---|---|---|
| can_manage_people | | yes |

Names of colleagues are seen by everybody (`User.objects.visible_to`), and everybody keeps their own preferences.
"""

from ftop.accounts.models import User


def can_manage_people(user: User) -> bool:
    return user.is_admin
