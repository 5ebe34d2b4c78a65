from django.urls import path

from notes.views import workload

app_name = "notes"

urlpatterns = [
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
