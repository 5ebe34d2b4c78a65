from django.db.models import TextChoices


class EnterpriseColor(TextChoices):
    """The Health Owner's judgement of the engagement (playbook); not the customer's measured health."""

    RED = "red", "Red"
    YELLOW = "yellow", "Yellow"
    GREEN = "green", "Green"


class Priority(TextChoices):
    """How closely a customer is worked with (source: playbook).

    High: proactive or active, a scheduled cadence of at least every two weeks. Medium: reactive or less active.
    Low: inactive or blocked, no updates expected unless asked for.
    """

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Segment(TextChoices):
    """S1500 are the 1,500 strategic customers: the first two segments."""

    S500 = "s500", "S500"
    S501_S1500 = "s501_s1500", "S501–S1500"
    OTHER = "other", "Other"


class Health(TextChoices):
    """Measured from usage. Not the Red/Yellow/Green judgement of an Enterprise Status Note."""

    RED = "red", "Red"
    YELLOW = "yellow", "Yellow"
    GREEN = "green", "Green"
    BLUE = "blue", "Blue"
    UNKNOWN = "", "Unknown"


class AssignmentRole(TextChoices):
    FM = "fm", "FastTrack Manager"
    FTA = "fta", "FastTrack Architect"
    FE = "fe", "FastTrack Engineer"
    SME = "sme", "Subject matter expert"
    RM = "rm", "Regional Manager"


class EngagementStatus(TextChoices):
    """The choices of STATUS OF THE ENGAGEMENT, as the seed writes them."""

    ON_HOLD = "on_hold", "On Hold"
    REACTIVE = "reactive", "Reactive"
    FULLY_ENGAGED = "fully_engaged", "Fully Engaged"


class DeploymentProgress(TextChoices):
    """The choices of M365 DEPLOYMENT PROGRESS, as the seed writes them."""

    NOT_DEPLOYED = "not_deployed", "Not Deployed"
    PARTIALLY_DEPLOYED = "partially_deployed", "Partially Deployed"
    FULLY_DEPLOYED = "fully_deployed", "Fully Deployed"


class EventKind(TextChoices):
    """What the timeline shows between the notes."""

    PRIORITY = "priority", "Priority changed"
    ASSIGNMENT = "assignment", "People changed"
    TENANT = "tenant", "Tenant changed"
    RISK_OPENED = "risk_opened", "Risk opened"
    RISK_CLOSED = "risk_closed", "Risk closed"
    RISK_REOPENED = "risk_reopened", "Risk reopened"
    NOTE_MOVED = "note_moved", "Note moved"
    ARCHIVE = "archive", "Archived or brought back"


# As what the primary person is accountable for the health of an S1500 customer (playbook); other customers have nobody.
HEALTH_OWNER_ROLES = {Segment.S500: AssignmentRole.FTA, Segment.S501_S1500: AssignmentRole.FM}
