"""The records of notes, to be looked up. Nobody rewrites another person's words, administrators included."""

from django.contrib import admin

from ftop.lib.admin import ReadOnlyAdmin, ReadOnlyInline
from notes.models import (
    ExecSummary,
    ExecSummaryRequest,
    NextAction,
    Note,
    Risk,
    RiskMention,
    Snippet,
    Workload,
    WorkloadStatus,
)

BY_CUSTOMER = ["customer__name_folded", "customer__tpid"]


class ExecSummaryInline(ReadOnlyInline):
    model = ExecSummary
    fields = ["engagement_status", "deployment_progress", "has_no_risks"]


class NextActionInline(ReadOnlyInline):
    model = NextAction
    fields = ["text", "due_on", "owner", "owner_name", "done_at"]


class RiskMentionInline(ReadOnlyInline):
    model = RiskMention
    fields = ["note", "risk"]


class WorkloadStatusInline(ReadOnlyInline):
    model = WorkloadStatus
    fields = ["workload", "name", "text"]


@admin.register(Note)
class NoteAdmin(ReadOnlyAdmin):
    list_display = ["customer", "kind", "author", "happened_on", "written_at", "is_escalated"]
    list_filter = ["kind", "is_escalated", ("withdrawn_at", admin.EmptyFieldListFilter), "happened_on"]
    list_select_related = ["customer", "author"]
    search_fields = [*BY_CUSTOMER, "author__full_name_folded", "text"]
    fields = [
        ("customer", "kind", "author"),
        ("happened_on", "written_at"),
        "text",
        ("is_escalated", "no_action_reason"),
        ("tags", "workload_codes"),
        ("version", "amended_at"),
        ("withdrawn_at", "withdrawn_by", "withdraw_reason"),
        "key",
    ]
    inlines = [ExecSummaryInline, NextActionInline, RiskMentionInline]


@admin.register(ExecSummary)
class ExecSummaryAdmin(ReadOnlyAdmin):
    list_display = ["note", "customer", "engagement_status", "deployment_progress"]
    list_filter = ["engagement_status", "deployment_progress"]
    list_select_related = ["note__customer"]
    search_fields = ["note__customer__name_folded", "note__customer__tpid", "customer_description"]
    inlines = [WorkloadStatusInline]

    @admin.display(ordering="note__customer__name_folded")
    def customer(self, summary: ExecSummary) -> str:
        return summary.note.customer.name


@admin.register(NextAction)
class NextActionAdmin(ReadOnlyAdmin):
    list_display = ["text", "customer", "due_on", "owner_label", "done_at"]
    list_filter = ["due_on", ("done_at", admin.EmptyFieldListFilter)]
    list_select_related = ["customer", "owner"]
    search_fields = [*BY_CUSTOMER, "text", "owner__full_name_folded", "owner_name"]


@admin.register(Risk)
class RiskAdmin(ReadOnlyAdmin):
    list_display = ["title", "customer", "kind", "severity", "owner_label", "opened_at", "closed_at"]
    list_filter = ["kind", "severity", "category", ("closed_at", admin.EmptyFieldListFilter)]
    list_select_related = ["customer", "owner"]
    search_fields = [*BY_CUSTOMER, "title", "response"]
    inlines = [RiskMentionInline]


@admin.register(ExecSummaryRequest)
class ExecSummaryRequestAdmin(ReadOnlyAdmin):
    list_display = ["customer", "requested_by", "requested_at", "seen_at", "state", "ended_at"]
    list_filter = ["state", "requested_at"]
    list_select_related = ["customer", "requested_by"]
    search_fields = [*BY_CUSTOMER, "requested_by__full_name_folded", "focus"]


@admin.register(Snippet)
class SnippetAdmin(ReadOnlyAdmin):
    list_display = ["title", "kind", "owner", "shortcut", "position", "retired_at"]
    list_filter = ["kind", ("owner", admin.EmptyFieldListFilter), ("retired_at", admin.EmptyFieldListFilter)]
    list_select_related = ["owner"]
    search_fields = ["title", "shortcut", "text"]


@admin.register(Workload)
class WorkloadAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "position", "aliases", "retired_at"]
    list_filter = [("retired_at", admin.EmptyFieldListFilter)]
    search_fields = ["code", "name"]
