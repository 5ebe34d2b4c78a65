from django.urls import path

from customers.views import (
    assignment,
    customer,
    customer_column,
    customer_detail,
    customer_list,
    customer_visit,
    priority,
    tenant,
)

app_name = "customers"

urlpatterns = [
    path("", customer_list.customer_list, name="customer-list"),
    path("columns/", customer_column.customer_column_update, name="customer_column-update"),
    path("new/", customer.customer_create, name="customer-create"),
    path("<uuid:key>/", customer_detail.customer_detail, name="customer-detail"),
    path("<uuid:key>/edit/", customer.customer_update, name="customer-update"),
    path("<uuid:key>/archive/", customer.customer_archive, name="customer-archive"),
    path("<uuid:key>/restore/", customer.customer_restore, name="customer-restore"),
    path("<uuid:key>/visit/", customer_visit.customer_visit_mark, name="customer_visit-mark"),
    path("<uuid:key>/priority/", priority.priority_change, name="priority-change"),
    path("<uuid:key>/people/", assignment.assignment_list, name="assignment-list"),
    path("<uuid:key>/tenants/", tenant.tenant_list, name="tenant-list"),
    path("assignments/<int:pk>/end/", assignment.assignment_end, name="assignment-end"),
    path("assignments/<int:pk>/cancel/", assignment.assignment_cancel, name="assignment-cancel"),
    path("assignments/<int:pk>/primary/", assignment.assignment_primary, name="assignment-primary"),
    path("tenants/<int:pk>/edit/", tenant.tenant_update, name="tenant-update"),
    path("tenants/<int:pk>/winner/", tenant.tenant_winner, name="tenant-winner"),
]
