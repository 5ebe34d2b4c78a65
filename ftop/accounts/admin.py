"""Regions are kept here; people are looked up here and changed on the People pages, where the rules stand."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from ftop.accounts.enums import Role
from ftop.accounts.models import Region, User
from ftop.lib.admin import ReadOnlyAdmin


class RoleFilter(admin.SimpleListFilter):
    title = parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return Role.choices

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[User]) -> models.QuerySet[User]:
        return queryset.filter(roles__contains=[self.value()]) if self.value() else queryset


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ["full_name", "email", "roles_shown", "region", "manager", "is_active", "last_login"]
    list_filter = [RoleFilter, "is_active", "region"]
    list_select_related = ["region", "manager"]
    search_fields = ["full_name_folded", "full_name", "email"]
    fields = [
        ("full_name", "email"),
        "roles_shown",
        ("region", "manager"),
        "time_zone",
        ("is_active", "last_login"),
        "page",
    ]

    @admin.display(description="roles")
    def roles_shown(self, person: User) -> str:
        return ", ".join(person.role_labels)

    @admin.display(description="change")
    def page(self, person: User) -> str:
        return format_html(
            '<a href="{}">Edit {} on the People pages</a>',
            reverse("accounts:person-update", args=[person.pk]),
            person.full_name,
        )


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    list_display = ["name", "people", "customers"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Region]:
        return (
            super()
            .get_queryset(request)
            .annotate(people=models.Count("user", distinct=True), customers=models.Count("customer", distinct=True))
        )

    @admin.display(ordering="people")
    def people(self, region: Any) -> int:
        return region.people

    @admin.display(ordering="customers")
    def customers(self, region: Any) -> int:
        return region.customers

    def has_delete_permission(self, request: HttpRequest, obj: Region | None = None) -> bool:
        """A region in use cannot go; the database would refuse it."""
        is_used = obj is not None and (obj.user_set.exists() or obj.customer_set.exists())
        return super().has_delete_permission(request, obj) and not is_used

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}
