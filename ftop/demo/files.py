"""The demo portfolio as it stands in `ftop/demo/data`: one TOML file per customer.

Days are whole numbers relative to the day of loading: `days_ago`, `due_in_days`. Everything else is as the models
name it. A key that nobody reads is an error, so that a typing mistake in a file cannot go unnoticed.
"""

import tomllib
import uuid
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

DATA = Path(__file__).parent / "data"
_NAMESPACE = uuid.UUID("6f1c1f0e-5d0b-4f7e-9a57-0f2f6f3b1a2d")


def stable_key(name: str) -> uuid.UUID:
    """The same key for the same name in every demo database."""
    return uuid.uuid5(_NAMESPACE, name)


@dataclass(frozen=True)
class People:
    fm: str
    rm: str
    fta: str = ""
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TenantEntry:
    name: str
    default_domain: str
    is_winner: bool = False


@dataclass(frozen=True)
class PriorityEntry:
    days_ago: int
    to: str
    by: str
    reason: str


@dataclass(frozen=True)
class RiskEntry:
    id: str
    kind: str
    title: str
    severity: str
    opened_days_ago: int
    category: str = ""
    owner: str = ""
    owner_name: str = ""
    response: str = ""
    closed_days_ago: int | None = None
    outcome: str = ""


@dataclass(frozen=True)
class LineEntry:
    """A line of a thread, so many days after what it stands under."""

    by: str
    after_days: int
    text: str
    question: bool = False


@dataclass(frozen=True)
class RequestEntry:
    """A request for an Exec Summary; without an end of its own, the next summary answers it."""

    by: str
    days_ago: int
    focus: str = ""
    helpful_in_days: int | None = None
    seen_after_days: int | None = None
    not_needed_after_days: int | None = None
    not_needed_by: str = ""
    withdrawn_after_days: int | None = None
    reason: str = ""
    messages: list[LineEntry] = field(default_factory=list)


@dataclass(frozen=True)
class ActionEntry:
    text: str
    due_in_days: int
    owner: str = ""
    owner_name: str = ""
    done_days_ago: int | None = None
    outcome: str = ""


@dataclass(frozen=True)
class SummaryEntry:
    """With `still_true` it was begun with the summary before, of which these parts were confirmed."""

    customer_description: str
    engagement_status: str
    deployment_progress: str
    relationship: str
    support_requests: str = ""
    workloads: dict[str, str] = field(default_factory=dict)
    still_true: list[str] | None = None


@dataclass(frozen=True)
class NoteEntry:
    """A note; `amended_…` and `withdrawn_…` where it was changed later (an Overall Status Note only)."""

    kind: str
    days_ago: int
    author: str
    written_days_ago: int | None = None
    text: str = ""
    escalated: bool = False
    mentions: list[str] = field(default_factory=list)
    no_action_reason: str = ""
    actions: list[ActionEntry] = field(default_factory=list)
    summary: SummaryEntry | None = None
    amended_days_ago: int | None = None
    amended_text: str = ""
    amend_reason: str = ""
    withdrawn_days_ago: int | None = None
    withdraw_reason: str = ""
    comments: list[LineEntry] = field(default_factory=list)


@dataclass(frozen=True)
class EnterpriseNoteEntry:
    """An Enterprise Status Note; without `next_in_days` the cadence proposes the next update."""

    days_ago: int
    author: str
    status: str
    exec_summary: str
    deployment_overview: str
    reasons: list[str] = field(default_factory=lambda: ["major_brand"])
    activities: dict[str, dict[str, str]] = field(default_factory=dict)
    public_name: str = ""
    awareness: str = ""
    next_in_days: int | None = None


@dataclass(frozen=True)
class EntitlementEntry:
    """What a tenant, known by its default domain, owns of a workload, and what was noted about it."""

    tenant: str
    workload: str
    seats: int


@dataclass(frozen=True)
class EntitlementNoteEntry:
    """One note for each of the workloads, with the same words."""

    days_ago: int
    author: str
    tenant: str
    workloads: list[str]
    status: str
    reason: str


@dataclass(frozen=True)
class CustomerEntry:
    name: str
    tpid: str
    industry: str
    region: str
    seats: int
    segment: str
    health: str
    priority: str
    people: People
    tenants: list[TenantEntry] = field(default_factory=list)
    priority_changes: list[PriorityEntry] = field(default_factory=list)
    risks: list[RiskEntry] = field(default_factory=list)
    requests: list[RequestEntry] = field(default_factory=list)
    notes: list[NoteEntry] = field(default_factory=list)
    entitlements: list[EntitlementEntry] = field(default_factory=list)
    entitlement_notes: list[EntitlementNoteEntry] = field(default_factory=list)
    enterprise_notes: list[EnterpriseNoteEntry] = field(default_factory=list)


T = TypeVar("T")


def _build(kind: type[T], values: dict[str, Any], path: str) -> T:
    """Turn a TOML table into the dataclass, tables within it into theirs; ValueError names an unknown key."""
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    if unknown := values.keys() - known:
        raise ValueError(f"{path}: nobody reads {sorted(unknown)}")
    hints = get_type_hints(kind)
    return kind(**{name: _convert(hints[name], value, f"{path}.{name}") for name, value in values.items()})


def _convert(hint: Any, value: Any, path: str) -> Any:
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not type(None))
    if isinstance(value, list) and hasattr(get_args(hint)[0], "__dataclass_fields__"):
        return [_build(get_args(hint)[0], item, path) for item in value]
    if isinstance(value, dict) and hasattr(hint, "__dataclass_fields__"):
        return _build(hint, value, path)
    return value


def read_portfolio() -> list[tuple[str, CustomerEntry]]:
    """Return (slug, customer) of every file, in the order of the files' names."""
    return [
        (path.stem, _build(CustomerEntry, tomllib.loads(path.read_text(encoding="utf-8")), path.stem))
        for path in sorted(DATA.glob("*.toml"))
    ]
