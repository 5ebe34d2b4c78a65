"""Writes of the workload catalogue. Each holds the catalogue's lock, so that two admins cannot corrupt the order."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from ftop.lib.validation import validated
from notes.models import Workload
from notes.models.workload import CODE_PATTERN
from notes.queries.workloads import is_workload_used

LIST_CHANGED = "The list changed while you were ordering it. It is shown as it is now; nothing was moved."


def _locked_catalogue() -> list[Workload]:
    """Return the catalogue in template order; nobody else can write to it until the transaction ends."""
    list(Workload.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    # Read again: rows that another admin added while this one waited are not in the locking statement's view.
    return list(Workload.objects.all())


def _normalised_names(code: str, aliases: Sequence[str]) -> tuple[str, list[str]]:
    """Return code and aliases in capitals, without repetition; raise RuleError for a malformed alias."""
    code = code.strip().upper()
    names = dict.fromkeys(alias.strip().upper() for alias in aliases if alias.strip())
    names.pop(code, None)
    for alias in names:
        if not re.fullmatch(CODE_PATTERN, alias):
            raise RuleError(
                f"“{alias}” cannot be an alias: use 2 to 10 letters and digits.",
                field="aliases",
            )
    return code, list(names)


def _refuse_taken_names(workload: Workload, catalogue: Sequence[Workload]) -> None:
    for other in catalogue:
        if other.pk == workload.pk:
            continue
        taken = {other.code, *other.aliases}
        if workload.code in taken:
            raise RuleError(f"The code {workload.code} is in use already, by {other}.", field="code")
        if clash := taken.intersection(workload.aliases):
            raise RuleError(
                f"The alias {min(clash)} is in use already, by {other}.",
                field="aliases",
            )


@transaction.atomic
def add_workload(*, code: str, name: str, aliases: Sequence[str], by: User, now: datetime) -> Workload:
    """Add a workload at the end of the template.

    Raises RuleError for a malformed code or name and for a code or alias in use.
    """
    catalogue = _locked_catalogue()
    code, names = _normalised_names(code, aliases)
    position = max((other.position for other in catalogue), default=0) + 1
    workload = Workload(code=code, name=name, aliases=names, position=position)
    _refuse_taken_names(workload, catalogue)
    validated(workload).save()
    return workload


@transaction.atomic
def update_workload(
    *,
    workload: Workload,
    version: int,
    code: str,
    name: str,
    aliases: Sequence[str],
    by: User,
    now: datetime,
) -> Workload:
    """Rename a workload; its code changes only while no note uses it.

    Notes keep the name they were written with. Raises StaleVersion when somebody else saved it since `version`.
    """
    catalogue = _locked_catalogue()
    current = next((other for other in catalogue if other.pk == workload.pk), None)
    if current is None:
        raise RuleError("Somebody deleted this code in the meantime, so there is nothing to change. Add it anew.")
    if current.version != version:
        raise StaleVersion(current)
    code, names = _normalised_names(code, aliases)
    if code != current.code and is_workload_used(current):
        raise RuleError(
            f"Notes use the code {current.code}, so it cannot change. Add a new code and retire this one.",
            field="code",
        )
    current.code, current.name, current.aliases, current.version = (
        code,
        name,
        names,
        version + 1,
    )
    _refuse_taken_names(current, catalogue)
    validated(current).save(update_fields=["code", "name", "aliases", "version"])
    return current


def _write_order(catalogue: Sequence[Workload]) -> None:
    moved = []
    for position, workload in enumerate(catalogue, start=1):
        if workload.position != position:
            workload.position = position
            moved.append(workload)
    Workload.objects.bulk_update(moved, ["position"])


@transaction.atomic
def reorder_workloads(*, codes: Sequence[str], seen: Sequence[str], by: User, now: datetime) -> None:
    """Put the catalogue into the order of `codes`, which name every workload once.

    `seen` is the order the person was looking at. Raises RuleError where the catalogue is another one by now.
    """
    catalogue = {workload.code: workload for workload in _locked_catalogue()}
    if list(seen) != list(catalogue) or sorted(codes) != sorted(catalogue):
        raise RuleError(LIST_CHANGED)
    _write_order([catalogue[code] for code in codes])


@transaction.atomic
def move_workload(*, workload: Workload, step: int, by: User, now: datetime) -> Workload:
    """Move a workload `step` places down (negative: up); at an end it stays where it is. Returns it as it stands."""
    catalogue = _locked_catalogue()
    codes = [other.code for other in catalogue]
    if workload.code not in codes:
        raise RuleError(LIST_CHANGED)
    here = codes.index(workload.code)
    there = min(max(here + step, 0), len(codes) - 1)
    catalogue.insert(there, catalogue.pop(here))
    _write_order(catalogue)
    return catalogue[there]


@transaction.atomic
def retire_workload(*, workload: Workload, by: User, now: datetime) -> Workload:
    """Take a workload out of new Exec Summaries; old notes keep it. Twice is once."""
    current = Workload.objects.select_for_update().get(pk=workload.pk)
    if not current.is_retired:
        current.retired_at, current.retired_by, current.version = (
            now,
            by,
            current.version + 1,
        )
        current.save(update_fields=["retired_at", "retired_by", "version"])
    return current


@transaction.atomic
def restore_workload(*, workload: Workload, by: User, now: datetime) -> Workload:
    """Bring a retired workload back, at its old place. Twice is once."""
    current = Workload.objects.select_for_update().get(pk=workload.pk)
    if current.is_retired:
        current.retired_at, current.retired_by, current.version = (
            None,
            None,
            current.version + 1,
        )
        current.save(update_fields=["retired_at", "retired_by", "version"])
    return current


@transaction.atomic
def delete_workload(*, workload: Workload, by: User, now: datetime) -> None:
    """Delete a workload that no note uses; RuleError otherwise."""
    _locked_catalogue()
    if is_workload_used(workload):
        raise RuleError(
            f"Notes use {workload}, so it cannot be deleted. Retire it: old notes keep it, new ones do not."
        )
    workload.delete()
