from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody does; the rights of each role are the table in `docs/permissions.md` (source: playbook)."""

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


class CustomerColumn(TextChoices):
    """What a person may have the customer list show beside the name, in its order."""

    PRIORITY = "priority", "Priority"
    HEALTH = "health", "Health"
    FM = "fm", "FM"
    RM = "rm", "RM"
    SEGMENT = "segment", "Segment"
    INDUSTRY = "industry", "Industry"
    SEATS = "seats", "Seats"
    ENGAGEMENT = "engagement", "Engagement"
    DEPLOYMENT = "deployment", "Deployment"
    NOTE = "note", "Last note"
    SUMMARY = "summary", "Exec Summary"
    RISKS = "risks", "Open risks"
    OVERDUE = "overdue", "Overdue"


class Telling(TextChoices):
    """What a person may have the inbox tell them of."""

    ESCALATION = "escalation", "Escalations where I am Regional Manager, Health Owner or primary FastTrack Manager"
    EVERY_ESCALATION = "every_escalation", "Escalations of every customer"  # offered to the Leadership Team
    FOLLOWED_ESCALATION = "followed_escalation", "Escalations of customers I follow"
    FOLLOWED_SUMMARY = "followed_summary", "New Exec Summaries of customers I follow"
    ASKED_SUMMARY = "asked_summary", "Exec Summaries that answer a request of mine"
    REGIONAL_SUMMARY = "regional_summary", "New Exec Summaries where I am Regional Manager"


class PersonState(TextChoices):
    """Who the list of people shows."""

    ACTIVE = "active", "Working here"
    LEFT = "left", "Left"
    ALL = "all", "Everybody"
