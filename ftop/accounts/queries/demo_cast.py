from ftop.accounts.enums import Role
from ftop.accounts.models import User

# The demo loader gives its people addresses of this reserved domain; nobody else can have one.
CAST_DOMAIN = "ftop.example"
_ORDER = (Role.FM, Role.RM, Role.FTA, Role.FE, Role.SME, Role.LT, Role.ADMIN)


def demo_cast() -> list[User]:
    """Return the active people of the demo: FMs first, then in the order of the walk-through, by name."""
    people = list(User.objects.active().filter(email__endswith=f"@{CAST_DOMAIN}").select_related("region"))
    return sorted(people, key=lambda person: min((_ORDER.index(Role(role)) for role in person.roles), default=99))
