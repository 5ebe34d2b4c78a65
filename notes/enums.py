from django.db.models import TextChoices


class NoteKind(TextChoices):
    """An Exec Summary is a specially formatted Overall Status Note (source: seed)."""

    OVERALL = "overall", "Overall Status Note"
    EXEC_SUMMARY = "exec_summary", "Exec Summary"
    ENTERPRISE = "enterprise", "Enterprise Status Note"
    ENTITLEMENT = "entitlement", "Entitlement Status Note"


class EnterpriseReason(TextChoices):
    """Why a customer is followed as an enterprise (source: playbook); S1500 customers get Major Brand."""

    IT_MATURITY = "it_maturity", "IT Maturity"
    OVER_50K = "over_50k", ">50k"
    EXEC_RELATIONSHIP = "exec_relationship", "Exec Relationship"
    REACTIVE = "reactive", "Reactive"
    MAJOR_BRAND = "major_brand", "Major Brand"
    NEW_FEATURE = "new_feature", "New Feature/Experiment"


class EntitlementState(TextChoices):
    """The status of one workload of one tenant (source: playbook). The newest note's is the current one."""

    IN_PROGRESS = "in_progress", "In progress"
    BLOCKED = "blocked", "Blocked"
    NO_INTENT = "no_intent", "No intent"
    UNKNOWN = "unknown", "Status unknown"
    INVALID = "invalid", "Duplicate/Invalid"


class ViewPage(TextChoices):
    """The pages whose filters can be kept under a name."""

    SEARCH = "search", "Search"
    LATEST = "latest", "Latest notes"
    CUSTOMERS = "customers", "Customers"


class SnippetKind(TextChoices):
    TEMPLATE = "template", "Template"
    SNIPPET = "snippet", "Snippet"


class RiskKind(TextChoices):
    RISK = "risk", "Risk"
    ISSUE = "issue", "Issue"
    ESCALATION = "escalation", "Escalation"


class RiskCategory(TextChoices):
    TECHNICAL = "technical", "Technical"
    BUSINESS = "business", "Business"
    PROCESS = "process", "Process"
    OTHER = "other", "Other"


class Severity(TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class RiskProgress(TextChoices):
    """Never stored: it follows from the response and the closing."""

    OPEN = "open", "Open"
    WORKED = "worked", "Being worked"
    CLOSED = "closed", "Closed"


class RequestState(TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    NOT_NEEDED = "not_needed", "Not needed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class RequestFilter(TextChoices):
    """What the list of requests shows; never stored."""

    WAITING = "waiting", "Waiting for me"
    MINE = "mine", "Asked by me"
    ALL = "all", "All"


class ExportKind(TextChoices):
    EXEC_SUMMARY = "exec_summary", "Exec Summary"
    CUSTOMER_BRIEF = "customer_brief", "Customer brief"
    BRIEFING_PACK = "briefing_pack", "Briefing pack"
    ONE_LINERS = "one_liners", "One-liners"
    DATA_QUALITY = "data_quality", "Data quality"
    PORTFOLIO = "portfolio", "Portfolio"
    CUSTOMER_LIST = "customer_list", "Customer list"
    NOTE_LIST = "note_list", "Notes found"


class FileFormat(TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    TXT = "txt", "Text"
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"


class ExportPurpose(TextChoices):
    """What a file is taken out for: asked once per session, kept in the log of exports."""

    REVIEW = "review", "Review meeting"
    LEADERSHIP = "leadership", "Report to leadership"
    CALL = "call", "Preparing a call"
    HANDOVER = "handover", "Handover or cover"
    OTHER = "other", "Something else"


class NotificationKind(TextChoices):
    """What the inbox tells of."""

    ESCALATION = "escalation", "Escalation"
    EXEC_SUMMARY = "exec_summary", "Exec Summary"


class ToldAs(TextChoices):
    """Why somebody is told: what they are to the customer."""

    RM = "rm", "RM"
    HEALTH_OWNER = "health_owner", "Health Owner"
    PRIMARY_FM = "primary_fm", "primary FM"
    LEADER = "leader", "Leadership Team"
    REQUESTER = "requester", "requester"
    FOLLOWER = "follower", "follower"
