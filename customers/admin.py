"""The records of customers, to be looked up; the customer's own pages change them."""

from django.contrib import admin

from customers.models import Assignment, Customer, PriorityChange, Tenant, TimelineEvent
from ftop.lib.admin import ReadOnlyAdmin, ReadOnlyInline


class AssignmentInline(ReadOnlyInline):
    model = Assignment
    fields = ["role", "person", "is_primary", "starts_on", "ends_on"]


class TenantInline(ReadOnlyInline):
    model = Tenant
    fields = ["name", "default_domain", "tenant_guid", "is_winner"]


@admin.register(Customer)
class CustomerAdmin(ReadOnlyAdmin):
    list_display = ["name", "tpid", "region", "segment", "priority", "health", "last_overall_note_on", "is_archived"]
    list_filter = ["priority", "segment", "health", "region", ("archived_at", admin.EmptyFieldListFilter)]
    list_select_related = ["region"]
    search_fields = ["name_folded", "name", "tpid"]
    inlines = [TenantInline, AssignmentInline]

    @admin.display(boolean=True, description="archived")
    def is_archived(self, customer: Customer) -> bool:
        return customer.is_archived


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyAdmin):
    list_display = ["customer", "role", "person", "is_primary", "starts_on", "ends_on"]
    list_filter = ["role", "is_primary", ("ends_on", admin.EmptyFieldListFilter)]
    list_select_related = ["customer", "person"]
    search_fields = ["customer__name_folded", "customer__tpid", "person__full_name_folded", "person__email"]


@admin.register(Tenant)
class TenantAdmin(ReadOnlyAdmin):
    list_display = ["name", "default_domain", "tenant_guid", "customer", "is_winner"]
    list_filter = ["is_winner"]
    list_select_related = ["customer"]
    search_fields = ["name", "default_domain", "customer__name_folded", "customer__tpid"]


@admin.register(PriorityChange)
class PriorityChangeAdmin(ReadOnlyAdmin):
    list_display = ["customer", "old", "new", "reason", "changed_by", "changed_at"]
    list_filter = ["new", "changed_at"]
    list_select_related = ["customer", "changed_by"]
    search_fields = ["customer__name_folded", "customer__tpid", "reason"]


@admin.register(TimelineEvent)
class TimelineEventAdmin(ReadOnlyAdmin):
    list_display = ["customer", "kind", "sentence", "happened_on", "recorded_by"]
    list_filter = ["kind", "happened_on"]
    list_select_related = ["customer", "recorded_by"]
    search_fields = ["customer__name_folded", "customer__tpid", "sentence"]
