"""The fictional people of the demo. Their addresses end in a domain that can never receive mail."""

from dataclasses import dataclass

from ftop.accounts.enums import Role
from ftop.accounts.models import Region, User

REGIONS = ("Western Europe", "Central Europe", "North America", "Asia Pacific")


@dataclass(frozen=True)
class Member:
    """One of the cast; `short` is the name by which the portfolio's files speak of them."""

    short: str
    name: str
    role: Role
    time_zone: str
    region: str = ""
    manager: str = ""

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@ftop.example"


# Managers stand before those they manage.
CAST = (
    Member("miriam", "Miriam Graham", Role.RM, "Europe/Amsterdam"),
    Member("nestor", "Nestor Wilke", Role.RM, "America/New_York"),
    Member("megan", "Megan Bowen", Role.FM, "Europe/London", "Western Europe", "miriam"),
    Member("alex", "Alex Wilber", Role.FM, "Europe/Paris", "Western Europe", "miriam"),
    Member("diego", "Diego Siciliani", Role.FM, "Europe/Berlin", "Central Europe", "miriam"),
    Member("isaiah", "Isaiah Langer", Role.FM, "America/Chicago", "North America", "nestor"),
    Member("joni", "Joni Sherman", Role.FM, "America/New_York", "North America", "nestor"),
    Member("pradeep", "Pradeep Gupta", Role.FM, "Asia/Singapore", "Asia Pacific", "nestor"),
    Member("johanna", "Johanna Lorenz", Role.FTA, "Europe/Berlin"),
    Member("lee", "Lee Gu", Role.FTA, "America/Los_Angeles"),
    Member("grady", "Grady Archie", Role.FE, "Europe/London"),
    Member("adele", "Adele Vance", Role.SME, "America/New_York"),
    Member("patti", "Patti Fernandez", Role.LT, "America/New_York"),
    Member("lynne", "Lynne Robbins", Role.ADMIN, "Europe/London"),
)


def create_cast() -> dict[str, User]:
    """Write regions and people, who sign in by the demo's buttons and have no password; return them by short name."""
    regions = {name: Region.objects.get_or_create(name=name)[0] for name in REGIONS}
    people: dict[str, User] = {}
    for member in CAST:
        person = User(
            email=member.email,
            full_name=member.name,
            roles=[member.role],
            time_zone=member.time_zone,
            region=regions.get(member.region),
            manager=people.get(member.manager),
        )
        person.set_unusable_password()
        person.save()
        people[member.short] = person
    return people
