"""The customer list: what it can be narrowed to, and the customers that fit."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils import timezone

from customers.enums import AssignmentRole, Priority
from customers.models import Assignment, Customer, StatusSpan
from customers.models.customer import READS_ALL, CustomerQuerySet
from ftop.accounts.models import Region, User
from ftop.lib.ordering import rank
from ftop.lib.text import fold

_RANK = rank("priority", Priority)
# "note" puts those first that wait longest for a note: a customer without any waits longest of all.
SORTS: dict[str, list[str | OrderBy]] = {
    "name": [],
    "-name": ["-name_folded"],
    "note": [F("last_overall_note_on").asc(nulls_first=True)],
    "-note": [F("last_overall_note_on").desc(nulls_last=True)],
    "summary": [F("last_exec_summary_at").asc(nulls_first=True)],
    "-summary": [F("last_exec_summary_at").desc(nulls_last=True)],
    "seats": ["seats"],
    "-seats": ["-seats"],
    "priority": [_RANK.asc()],
    "-priority": [_RANK.desc()],
}


NONE = "none"  # of a filter: those that have nothing of it
# How old the last note is, in days: from the first to the last, which None leaves open.
AGES: dict[str, tuple[int, int | None]] = {"14": (0, 14), "30": (15, 30), "90": (31, 90), "older": (91, None)}
AGE_WORDS = {"14": "up to 14 days", "30": "15 to 30", "90": "31 to 90", "older": "more than 90", NONE: "none yet"}


def note_age_is(age: str, *, today: date) -> Q:
    """Customers whose last Overall note is so old today."""
    return _age_is("last_overall_note_on", age, lambda days: today - timedelta(days=days))


def summary_age_is(age: str, *, today: date) -> Q:
    """Customers whose last Exec Summary is so old today, by days of UTC: the same for whoever counts them."""

    def end_of(days: int) -> datetime:
        return datetime.combine(today - timedelta(days=days), time.max, tzinfo=UTC)

    return _age_is("last_exec_summary_at", age, end_of, start=lambda days: end_of(days + 1))


def _age_is(field: str, age: str, end: Callable[[int], Any], start: Callable[[int], Any] | None = None) -> Q:
    if age == NONE:
        return Q(**{f"{field}__isnull": True})
    first, last = AGES[age]
    younger = Q(**{f"{field}__lte": end(first)}) if first else Q(**{f"{field}__isnull": False})
    if last is None:
        return younger
    return younger & (Q(**{f"{field}__gt": start(last)}) if start else Q(**{f"{field}__gte": end(last)}))


# Those whose Enterprise Status Note is wanted, by the filter's value.
WANTING = {
    "due": CustomerQuerySet.enterprise_note_wanted,
    "overdue": CustomerQuerySet.enterprise_note_overdue,
}


@dataclass(frozen=True)
class CustomerFilter:
    """What the list is narrowed to and sorted by; empty values narrow nothing."""

    search: str = ""
    fm: int | None = None
    rm: int | None = None
    priority: str = ""
    region: int | None = None
    enterprise: str = ""
    segment: str = ""
    engagement: str = ""
    deployment: str = ""
    as_of: date | None = None  # a month's first day: engagement and deployment at its end, instead of today's
    note_age: str = ""
    summary_age: str = ""
    is_with_archived: bool = False
    sort: str = "name"

    @property
    def is_narrowed(self) -> bool:
        return self != CustomerFilter(is_with_archived=self.is_with_archived, sort=self.sort)


@dataclass(frozen=True)
class FilterChoices:
    """The values that occur among the customers a person sees; all empty where they see none."""

    fms: list[tuple[int, str]]
    rms: list[tuple[int, str]]
    priorities: list[tuple[str, str]]
    regions: list[tuple[int, str]]
    has_archived: bool
    has_health_owner: bool  # an S1500 customer is among them

    @property
    def is_empty(self) -> bool:
        return not self.regions


def filter_choices(user: User) -> FilterChoices:
    """Return the choices of the filters for this person, archived customers' included. Two queries."""
    seen = Customer.objects.visible_to(user)
    # Whether there is one with it, asked for each value: gathering what there is reads all customers.
    has = {value: Exists(seen.filter(priority=value)) for value in Priority.values} | {
        "archived": Exists(seen.filter(archived_at__isnull=False)),
        "health_owner": Exists(seen.with_health_owner()),
    }
    regions = Region.objects.filter(Exists(seen.filter(region=OuterRef("pk"))))
    rows: list[dict[str, Any]] = list(regions.annotate(**has).values("pk", "name", *has))
    found = rows[0] if rows else dict.fromkeys(has, False)  # the same in each
    fms, rms = people_at_work() if user.has_role(*READS_ALL) else _people_beside(user)
    return FilterChoices(
        fms=fms,
        rms=rms,
        priorities=[(value, label) for value, label in Priority.choices if found[value]],
        regions=sorted(((row["pk"], row["name"]) for row in rows), key=lambda region: fold(region[1])),
        has_archived=found["archived"],
        has_health_owner=found["health_owner"],
    )


def people_at_work() -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Everybody who is somewhere FM today, and everybody who is RM, with their names. One query."""
    roles = {"is_fm": _somewhere(AssignmentRole.FM), "is_rm": _somewhere(AssignmentRole.RM)}
    # Everybody is asked for: as a condition the same would be looked up among all assignments.
    people = User.objects.annotate(**roles).order_by("full_name_folded", "pk")
    named = list(people.values_list("pk", "full_name", *roles))
    return [(pk, name) for pk, name, is_fm, _ in named if is_fm], [(pk, name) for pk, name, _, is_rm in named if is_rm]


def _somewhere(role: AssignmentRole) -> Exists:
    return Exists(Assignment.objects.current().filter(person=OuterRef("pk"), role=role))


def _people_beside(user: User) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The same, at the few customers that this person sees. One query."""
    people = list(
        Assignment.objects.visible_to(user)
        .current()
        .filter(role__in=[AssignmentRole.FM, AssignmentRole.RM])
        .order_by("person__full_name_folded", "person_id")
        .values_list("role", "person_id", "person__full_name", "person__full_name_folded")
        .distinct()
    )
    named = {role: [(pk, name) for at, pk, name, _ in people if at == role] for role in ("fm", "rm")}
    return named["fm"], named["rm"]


def customers_for(user: User, *, asked: CustomerFilter) -> QuerySet[Customer]:
    """Return the customers this person sees that fit, sorted, with region and today's people. Two queries."""
    customers = Customer.objects.visible_to(user)
    if not asked.is_with_archived:
        customers = customers.active()
    customers = customers.named(asked.search)
    if asked.fm:
        customers = customers.filter(_works_as(AssignmentRole.FM, asked.fm))
    if asked.rm:
        customers = customers.filter(_works_as(AssignmentRole.RM, asked.rm))
    if asked.priority:
        customers = customers.filter(priority=asked.priority)
    if asked.region:
        customers = customers.filter(region_id=asked.region)
    if asked.enterprise:
        customers = WANTING[asked.enterprise](customers, today=user.day_of(timezone.now()))
    return with_people(_as_they_stand(customers, user, asked)).order_by(*SORTS[asked.sort], "name_folded", "pk")


def _as_they_stand(customers: CustomerQuerySet, user: User, asked: CustomerFilter) -> CustomerQuerySet:
    """Narrowed by what the portfolio counts."""
    if asked.segment:
        customers = customers.filter(segment=asked.segment)
    wanted = {"engagement_status": asked.engagement, "deployment_progress": asked.deployment}
    wanted = {name: "" if value == NONE else value for name, value in wanted.items() if value}
    if wanted and asked.as_of:
        spans = StatusSpan.objects.at_end_of(asked.as_of).filter(customer=OuterRef("pk"))
        said = {name: value for name, value in wanted.items() if value}
        customers = customers.filter(Exists(spans.filter(**said)) if said else ~Exists(spans))
    else:
        customers = customers.filter(**wanted)
    today = user.day_of(timezone.now())
    if asked.note_age:
        customers = customers.filter(note_age_is(asked.note_age, today=today))
    if asked.summary_age:
        customers = customers.filter(summary_age_is(asked.summary_age, today=today))
    return customers


def chosen_ids(user: User, *, asked: CustomerFilter, keys: Collection[UUID] | None) -> list[int]:
    """Return the ids of the customers with these keys, or of all that fit where `keys` is None, sorted as asked.

    Ticked ones count wherever the list was narrowed to since; only what the person may read is found. One query.
    """
    if keys is None:
        customers = customers_for(user, asked=asked)
    else:
        customers = customers_for(user, asked=CustomerFilter(is_with_archived=True, sort=asked.sort))
        customers = customers.filter(key__in=keys)
    return list(customers.values_list("pk", flat=True))


def with_people(customers: QuerySet[Customer]) -> QuerySet[Customer]:
    """Load region and today's assignments with the customers: one more query for all of them, none per row."""
    return customers.select_related("region").prefetch_related(people_of_today())


def people_of_today(customer: str = "") -> Prefetch:
    """Today's assignments with their people; `customer` is the path to it from what they are loaded with."""
    lookup = f"{customer}__assignments" if customer else "assignments"
    today = Assignment.objects.current().select_related("person")
    return Prefetch(lookup, queryset=today, to_attr="current_assignments")


def _works_as(role: AssignmentRole, person_id: int) -> Exists:
    works_here = Assignment.objects.current().filter(customer=OuterRef("pk"), role=role, person_id=person_id)
    return Exists(works_here)
