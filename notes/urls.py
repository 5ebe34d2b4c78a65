from django.urls import path

from notes.views import exec_summary, next_action, note, workload

app_name = "notes"

urlpatterns = [
    path("customers/<uuid:key>/notes/new/", note.note_create, name="note-create"),
    path("customers/<uuid:key>/notes/preview/", note.note_preview, name="note-preview"),
    path("notes/<uuid:key>/", note.note_detail, name="note-detail"),
    path("notes/<uuid:key>/text/", note.note_text, name="note-text"),
    path("notes/<uuid:key>/body/", note.note_body, name="note-body"),
    path("next-actions/<int:pk>/done/", next_action.next_action_complete, name="next_action-complete"),
    path("next-actions/<int:pk>/reopen/", next_action.next_action_reopen, name="next_action-reopen"),
    path("customers/<uuid:key>/exec-summaries/new/", exec_summary.exec_summary_create, name="exec_summary-create"),
    path(
        "customers/<uuid:key>/exec-summaries/preview/", exec_summary.exec_summary_preview, name="exec_summary-preview"
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
