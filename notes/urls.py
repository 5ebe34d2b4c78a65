from django.urls import path

from notes.views import (
    draft,
    exec_summary,
    exec_summary_compare,
    exec_summary_request,
    next_action,
    note,
    note_amend,
    note_history,
    note_move,
    note_withdraw,
    risk,
    summary_hint,
    workload,
)

app_name = "notes"

urlpatterns = [
    path("customers/<uuid:key>/notes/new/", note.note_create, name="note-create"),
    path("customers/<uuid:key>/notes/preview/", note.note_preview, name="note-preview"),
    path("notes/<uuid:key>/", note.note_detail, name="note-detail"),
    path("notes/<uuid:key>/text/", note.note_text, name="note-text"),
    path("notes/<uuid:key>/body/", note.note_body, name="note-body"),
    path("notes/<uuid:key>/read/", note.note_read, name="note-read"),
    path("notes/<uuid:key>/history/", note_history.note_history, name="note-history"),
    path("notes/<uuid:key>/amend/", note_amend.note_amend, name="note-amend"),
    path("notes/<uuid:key>/withdraw/", note_withdraw.note_withdraw, name="note-withdraw"),
    path("notes/<uuid:key>/move/", note_move.note_move, name="note-move"),
    path("drafts/", draft.draft_list, name="draft-list"),
    path("drafts/<uuid:key>/", draft.draft_detail, name="draft-detail"),
    path("drafts/<uuid:key>/save/", draft.draft_save, name="draft-save"),
    path("drafts/<uuid:key>/discard/", draft.draft_discard, name="draft-discard"),
    path("drafts/<uuid:key>/restore/", draft.draft_restore, name="draft-restore"),
    path("next-actions/<int:pk>/done/", next_action.next_action_complete, name="next_action-complete"),
    path("next-actions/<int:pk>/reopen/", next_action.next_action_reopen, name="next_action-reopen"),
    path("customers/<uuid:key>/exec-summaries/new/", exec_summary.exec_summary_create, name="exec_summary-create"),
    path(
        "customers/<uuid:key>/exec-summaries/preview/", exec_summary.exec_summary_preview, name="exec_summary-preview"
    ),
    path(
        "exec-summaries/<uuid:key>/compare/",
        exec_summary_compare.exec_summary_compare,
        name="exec_summary-compare",
    ),
    path(
        "customers/<uuid:key>/summary-hint/dismiss/",
        summary_hint.summary_hint_dismiss,
        name="summary_hint-dismiss",
    ),
    path("exec-summaries/<uuid:key>/amend/", note_amend.exec_summary_amend, name="exec_summary-amend"),
    path("customers/<uuid:key>/risks/", risk.risk_list, name="risk-list"),
    path("customers/<uuid:key>/risks/new/", risk.risk_create, name="risk-create"),
    path("risks/<uuid:key>/", risk.risk_detail, name="risk-detail"),
    path("risks/<uuid:key>/edit/", risk.risk_update, name="risk-update"),
    path("risks/<uuid:key>/close/", risk.risk_close, name="risk-close"),
    path("risks/<uuid:key>/reopen/", risk.risk_reopen, name="risk-reopen"),
    path(
        "exec-summary-requests/",
        exec_summary_request.exec_summary_request_list,
        name="exec_summary_request-list",
    ),
    path(
        "customers/<uuid:key>/exec-summary-requests/new/",
        exec_summary_request.exec_summary_request_create,
        name="exec_summary_request-create",
    ),
    path(
        "exec-summary-requests/<uuid:key>/seen/",
        exec_summary_request.exec_summary_request_see,
        name="exec_summary_request-see",
    ),
    path(
        "exec-summary-requests/<uuid:key>/not-needed/",
        exec_summary_request.exec_summary_request_decline,
        name="exec_summary_request-decline",
    ),
    path(
        "exec-summary-requests/<uuid:key>/withdraw/",
        exec_summary_request.exec_summary_request_withdraw,
        name="exec_summary_request-withdraw",
    ),
    path("workloads/", workload.workload_list, name="workload-list"),
    path("workloads/new/", workload.workload_create, name="workload-create"),
    path("workloads/order/", workload.workload_order, name="workload-order"),
    path("workloads/<str:code>/edit/", workload.workload_update, name="workload-update"),
    path("workloads/<str:code>/move/", workload.workload_move, name="workload-move"),
    path("workloads/<str:code>/retire/", workload.workload_retire, name="workload-retire"),
    path(
        "workloads/<str:code>/restore/",
        workload.workload_restore,
        name="workload-restore",
    ),
    path("workloads/<str:code>/delete/", workload.workload_delete, name="workload-delete"),
]
