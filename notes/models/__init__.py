from notes.models.briefing_pack import BriefingPack
from notes.models.exec_summary import ExecSummary, WorkloadStatus
from notes.models.exec_summary_request import ExecSummaryRequest
from notes.models.export_log import ExportLog
from notes.models.next_action import NextAction
from notes.models.note import Note
from notes.models.risk import Risk, RiskMention
from notes.models.workload import Workload

__all__ = [
    "BriefingPack",
    "ExecSummary",
    "ExecSummaryRequest",
    "ExportLog",
    "NextAction",
    "Note",
    "Risk",
    "RiskMention",
    "Workload",
    "WorkloadStatus",
]
