from notes.models.briefing_pack import BriefingPack
from notes.models.campaign import Campaign
from notes.models.coach_dismissal import CoachDismissal
from notes.models.coach_switch import CoachSwitch
from notes.models.draft import Draft
from notes.models.enterprise_status import EnterpriseStatus
from notes.models.entitlement import Entitlement
from notes.models.entitlement_status import EntitlementStatus
from notes.models.exec_summary import ExecSummary, WorkloadStatus
from notes.models.exec_summary_request import ExecSummaryRequest
from notes.models.export_log import ExportLog
from notes.models.follow import Follow
from notes.models.next_action import NextAction
from notes.models.note import Note
from notes.models.note_comment import NoteComment
from notes.models.note_read import NoteRead
from notes.models.notification import Notification
from notes.models.request_batch import RequestBatch
from notes.models.request_message import RequestMessage
from notes.models.risk import Risk, RiskMention
from notes.models.saved_view import SavedView
from notes.models.snippet import Snippet
from notes.models.summary_hint_dismissal import SummaryHintDismissal
from notes.models.tally import Counted, Measure, Tally
from notes.models.workload import Workload

__all__ = [
    "BriefingPack",
    "Campaign",
    "CoachDismissal",
    "CoachSwitch",
    "Counted",
    "Draft",
    "EnterpriseStatus",
    "Entitlement",
    "EntitlementStatus",
    "ExecSummary",
    "ExecSummaryRequest",
    "ExportLog",
    "Follow",
    "Measure",
    "NextAction",
    "Note",
    "NoteComment",
    "NoteRead",
    "Notification",
    "RequestBatch",
    "RequestMessage",
    "Risk",
    "RiskMention",
    "SavedView",
    "Snippet",
    "SummaryHintDismissal",
    "Tally",
    "Workload",
    "WorkloadStatus",
]
