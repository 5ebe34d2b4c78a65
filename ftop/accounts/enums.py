from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody does; the rights of each role are the table in `docs/architecture.md` (source: playbook)."""

    FM = "fm", "FastTrack Manager"
    FTA = "fta", "FastTrack Architect"
    FE = "fe", "FastTrack Engineer"
    SME = "sme", "Subject matter expert"
    RM = "rm", "Regional Manager"
    LT = "lt", "Leadership Team"
    ADMIN = "admin", "Administrator"


class Theme(TextChoices):
    AUTO = "auto", "As my device"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class PersonState(TextChoices):
    """Who the list of people shows."""

    ACTIVE = "active", "Working here"
    LEFT = "left", "Left"
    ALL = "all", "Everybody"
