"""The history in Django admin: who, when, what changed; of one record, or of one kind of record or change."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from pghistory.admin import EventsAdmin
from pghistory.admin.core import EventsChangeList

from ftop.accounts.models import User

COLUMNS = ["moment", "person", "record", "pgh_label", "changes", "reason"]


class HistoryChangeList(EventsChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Name the people of the page in one query."""
        super().get_results(request)
        contexts = [change.pgh_context or {} for change in self.result_list]
        people = User.objects.in_bulk({context["user"] for context in contexts if context.get("user")})
        for change, context in zip(self.result_list, contexts, strict=True):
            change.acting_person = people.get(context.get("user"))


class HistoryAdmin(EventsAdmin):
    fields = [*COLUMNS, "pgh_data"]
    list_per_page = 50
    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return COLUMNS

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[HistoryChangeList]:
        return HistoryChangeList

    @admin.display(description="when")
    def moment(self, change: Any) -> Any:
        """When it happened for those who did it; the demo and imports write later than that."""
        said = parse_datetime(str((change.pgh_context or {}).get("at", "")))
        return said or change.pgh_created_at

    @admin.display(description="who")
    def person(self, change: Any) -> str:
        if not hasattr(change, "acting_person"):
            change.acting_person = User.objects.filter(pk=(change.pgh_context or {}).get("user")).first()
        return str(change.acting_person or "the system")

    @admin.display(description="record")
    def record(self, change: Any) -> SafeString | str:
        model = apps.get_model(change.pgh_obj_model)
        name = f"{str(model._meta.verbose_name).capitalize()} {change.pgh_obj_id}"
        try:
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[change.pgh_obj_id])
        except NoReverseMatch:
            return name
        return format_html('<a href="{}">{}</a>', url, name)

    @admin.display(description="what changed")
    def changes(self, change: Any) -> SafeString:
        lines = [(name, *_shown(values)) for name, values in (change.pgh_diff or {}).items()]
        return format_html_join("", "<div>{}: {} → {}</div>", lines)

    @admin.display(description="why")
    def reason(self, change: Any) -> str:
        return str((change.pgh_context or {}).get("reason", ""))


def _shown(values: list[Any]) -> tuple[str, str]:
    old, new = ("nothing" if value in (None, "", []) else str(value) for value in values)
    return old, new
