"""Reads of the workload catalogue."""

from collections import Counter

from django.db import connection

from notes.models import Note, Workload


def workloads_with_use() -> list[tuple[Workload, int]]:
    """Every workload in template order, with the number of notes that speak of it. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, count(*) FROM notes_note, unnest(workload_codes) AS code GROUP BY code")
        uses = Counter(dict(cursor.fetchall()))
    return [(workload, uses[workload.code]) for workload in Workload.objects.select_related("retired_by")]


def is_workload_used(workload: Workload) -> bool:
    """Whether a note speaks of the workload, so that its code must stay."""
    return workload.statuses.exists() or Note.objects.filter(workload_codes__contains=[workload.code]).exists()
