from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from ftop.accounts.models import User
from ftop.lib.errors import RuleError, StaleVersion
from notes.models import Workload
from notes.services import workload as service
from tests.factories import NoteFactory, WorkloadFactory, WorkloadStatusFactory

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def act(admin: User) -> Callable[..., Any]:
    """Call a service as the admin, now."""

    def _act(function: Callable[..., Any], **arguments: Any) -> Any:
        return function(by=admin, now=NOW, **arguments)

    return _act


def codes() -> list[str]:
    return list(Workload.objects.values_list("code", flat=True))


def test_add_puts_the_workload_last(act: Callable[..., Any]) -> None:
    act(service.add_workload, code="viva", name="Viva", aliases=[])
    assert codes()[-2:] == ["CORE", "VIVA"]


@pytest.mark.parametrize("code", ["E", "1AB", "A-B", ""])
def test_add_malformed_code_is_refused(act: Callable[..., Any], code: str) -> None:
    with pytest.raises(RuleError, match="2 to 10 capital letters"):
        act(service.add_workload, code=code, name="Viva", aliases=[])


def test_add_too_long_code_is_refused(act: Callable[..., Any]) -> None:
    with pytest.raises(RuleError, match="at most 10 characters"):
        act(service.add_workload, code="TOOLONGCODE", name="Viva", aliases=[])


def test_add_code_in_use_names_the_workload(act: Callable[..., Any]) -> None:
    with pytest.raises(RuleError, match=r"The code EXO is in use already, by \[EXO\] Exchange Online"):
        act(service.add_workload, code="exo", name="Exchange", aliases=[])


def test_add_code_that_is_an_alias_is_refused(act: Callable[..., Any]) -> None:
    with pytest.raises(RuleError, match=r"The code OD4B is in use already, by \[OD\]"):
        act(service.add_workload, code="OD4B", name="OneDrive", aliases=[])


def test_add_alias_in_use_is_refused(act: Callable[..., Any]) -> None:
    with pytest.raises(RuleError, match="The alias TEAMS is in use already"):
        act(service.add_workload, code="VIVA", name="Viva", aliases=["teams"])


@pytest.mark.parametrize("name", ["", "Viva - Engage", "Viva – Engage", "- Viva"])
def test_add_name_that_would_break_the_text_is_refused(act: Callable[..., Any], name: str) -> None:
    with pytest.raises(RuleError, match="without a dash standing between blanks"):
        act(service.add_workload, code="VIVA", name=name, aliases=[])


def test_rename_keeps_the_name_in_old_notes(act: Callable[..., Any]) -> None:
    teams = Workload.objects.get(code="TEAMS")
    status = WorkloadStatusFactory.create(workload=teams)
    act(
        service.update_workload,
        workload=teams,
        version=1,
        code="TEAMS",
        name="Microsoft Teams",
        aliases=[],
    )
    status.refresh_from_db()
    assert (status.name, Workload.objects.get(code="TEAMS").name) == (
        "Teams",
        "Microsoft Teams",
    )


def test_update_stale_version_is_refused(act: Callable[..., Any]) -> None:
    teams = Workload.objects.get(code="TEAMS")
    act(
        service.update_workload,
        workload=teams,
        version=1,
        code="TEAMS",
        name="Microsoft Teams",
        aliases=[],
    )
    with pytest.raises(StaleVersion) as caught:
        act(
            service.update_workload,
            workload=teams,
            version=1,
            code="TEAMS",
            name="Teams 2",
            aliases=[],
        )
    assert caught.value.current == Workload.objects.get(name="Microsoft Teams")


def test_update_code_of_unused_workload_changes(act: Callable[..., Any]) -> None:
    workload = WorkloadFactory.create(code="VIVA")
    act(
        service.update_workload,
        workload=workload,
        version=1,
        code="VIVA2",
        name="Viva",
        aliases=[],
    )
    assert codes()[-1] == "VIVA2"


def test_update_code_used_in_a_summary_is_refused(act: Callable[..., Any]) -> None:
    teams = WorkloadStatusFactory.create(workload=Workload.objects.get(code="TEAMS")).workload
    with pytest.raises(RuleError, match="Notes use the code TEAMS"):
        act(
            service.update_workload,
            workload=teams,
            version=1,
            code="TMS",
            name="Teams",
            aliases=[],
        )


def test_delete_code_named_in_a_note_is_refused(act: Callable[..., Any]) -> None:
    NoteFactory.create(workload_codes=["TEAMS"])
    with pytest.raises(RuleError, match="cannot be deleted"):
        act(service.delete_workload, workload=Workload.objects.get(code="TEAMS"))


def test_delete_unused_workload_removes_it(act: Callable[..., Any]) -> None:
    act(service.delete_workload, workload=WorkloadFactory.create(code="VIVA"))
    assert "VIVA" not in codes()


def test_move_up_swaps_with_the_one_above(act: Callable[..., Any]) -> None:
    act(service.move_workload, workload=Workload.objects.get(code="SPO"), step=-1)
    assert codes()[:4] == ["EXO", "SPO", "OLM", "OD"]


def test_move_first_one_up_changes_nothing(act: Callable[..., Any]) -> None:
    before = codes()
    act(service.move_workload, workload=Workload.objects.get(code="EXO"), step=-1)
    assert codes() == before


def test_reorder_writes_the_whole_order(act: Callable[..., Any]) -> None:
    wanted = list(reversed(codes()))
    act(service.reorder_workloads, codes=wanted, seen=codes())
    assert codes() == wanted


@pytest.mark.parametrize("change", [lambda c: c[1:], lambda c: [*c, "EXO"], lambda c: [*c[1:], "NOPE"]])
def test_reorder_another_list_changes_nothing(
    act: Callable[..., Any], change: Callable[[list[str]], list[str]]
) -> None:
    before = codes()
    with pytest.raises(RuleError, match="changed while you were ordering"):
        act(service.reorder_workloads, codes=change(before), seen=before)
    assert codes() == before


def test_reorder_after_somebody_else_did_changes_nothing(act: Callable[..., Any]) -> None:
    seen = codes()
    act(service.move_workload, workload=Workload.objects.get(code="SPO"), step=-1)
    moved = codes()
    with pytest.raises(RuleError, match="changed while you were ordering"):
        act(service.reorder_workloads, codes=list(reversed(seen)), seen=seen)
    assert codes() == moved


def test_retire_names_who_and_when(act: Callable[..., Any], admin: User) -> None:
    act(service.retire_workload, workload=Workload.objects.get(code="SDS"))
    retired = Workload.objects.get(code="SDS")
    assert (retired.retired_at, retired.retired_by) == (NOW, admin)


def test_restore_brings_it_back_to_its_place(act: Callable[..., Any]) -> None:
    before = codes()
    act(service.retire_workload, workload=Workload.objects.get(code="SDS"))
    act(service.restore_workload, workload=Workload.objects.get(code="SDS"))
    assert (codes(), Workload.objects.active().count()) == (before, 17)
