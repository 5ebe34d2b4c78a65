"""Reads of the workload catalogue."""

from collections import Counter, defaultdict

from django.db import connection
from django.db.models import QuerySet

from ftop.lib.compiled import compiled
from notes.models import Note, Workload
from notes.rendering.exec_summary_paste.catalogue import KnownWorkload


@compiled
def every_workload() -> QuerySet[Workload]:
    """The catalogue in template order, retired codes too. One query."""
    return Workload.objects.order_by("position")


def workloads_with_use() -> list[tuple[Workload, int]]:
    """Every workload in template order, with the number of notes that speak of it. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, count(*) FROM notes_note, unnest(workload_codes) AS code GROUP BY code")
        uses = Counter(dict(cursor.fetchall()))
    return [(workload, uses[workload.code]) for workload in Workload.objects.select_related("retired_by")]


def is_workload_used(workload: Workload) -> bool:
    """Whether a note or a tenant's entitlement names the workload, so that its code must stay."""
    return (
        workload.statuses.exists()
        or workload.entitlements.exists()
        or Note.objects.filter(workload_codes__contains=[workload.code]).exists()
    )


def known_workloads() -> list[KnownWorkload]:
    """Every workload in template order, retired ones too, with all the names it ever had. Two queries."""
    former: dict[int, set[str]] = defaultdict(set)
    versions = Workload.pgh_event_model.objects  # type: ignore[attr-defined]
    for pk, name in versions.order_by().values_list("pgh_obj_id", "name").distinct():
        former[pk].add(name)
    return [
        KnownWorkload(workload.code, (workload.name, *sorted(former[workload.pk])), tuple(workload.aliases))
        for workload in every_workload()
    ]
