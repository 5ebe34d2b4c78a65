"""The numbers of the portfolio: read from what is counted ahead, or counted for some people's customers."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Greatest

from customers.enums import Priority
from customers.queries.customer_list import AGES, NONE, CustomerFilter, FilterChoices, customers_for, people_at_work
from ftop.accounts.models import Region, User
from ftop.lib.text import fold
from notes.models import Counted, Measure, Tally

MONTHS = 12
_IN_AGES = (Measure.NOTE, Measure.SUMMARY, Measure.RISK)


class Counts:
    """Sums by measure, key, other and when: an age (`AGES`), the first day of a month, or "".

    Of actions only the overdue ones are counted.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str, str, int]], *, months: list[date]) -> None:
        self._numbers = Counter({(measure, key, other, when): number for measure, key, other, when, number in rows})
        self.months = months

    def of(self, measure: Measure, key: str = "", other: str = "", when: str = "") -> int:
        return self._numbers[measure, key, other, when]

    def having(self, measure: Measure) -> list[tuple[str, str, str, int]]:
        """Key, other, when and number of everything counted by the measure."""
        numbers = self._numbers.items()
        return [(key, other, when, n) for (counted, key, other, when), n in numbers if counted == measure and n]

    @cached_property
    def total(self) -> int:
        return sum(number for *_, number in self.having(Measure.STANDING))


def months_until(today: date) -> list[date]:
    """The first days of the last twelve months, this one the last."""
    last = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1)]


def counts_of(user: User, *, asked: CustomerFilter, today: date) -> Counts:
    """The numbers of the customers that fit, for somebody who reads all of them. One query; two where people narrow."""
    months = months_until(today)
    if asked.fm or asked.rm:
        customers = customers_for(user, asked=asked).order_by().values_list("pk", flat=True)
        counted: QuerySet[Any] = Counted.objects.filter(customer__in=list(customers))
    else:
        place = {"region": asked.region, "segment": asked.segment, "priority": asked.priority}
        place = {name: value for name, value in place.items() if value}
        counted = Tally.objects.filter(region__isnull=not place, **place)
    return Counts(_summed(counted, today, months), months=months)


def _summed(counted: QuerySet[Any], today: date, months: list[date]) -> QuerySet[Any, Any]:
    first = months[0]
    shown = (
        ~Q(measure__in=[Measure.ACTION, Measure.WORKLOAD, Measure.REQUEST])
        | Q(measure=Measure.ACTION, day__lt=today)
        | Q(measure__in=[Measure.WORKLOAD, Measure.REQUEST], day__gte=first)
    )
    ages = [
        When(day__gte=today - timedelta(days=last), then=Value(age))
        for age, (_, last) in AGES.items()
        if last is not None
    ]
    age = Case(When(day__isnull=True, then=Value(NONE)), *ages, default=Value("older"))
    when = Case(
        When(measure__in=_IN_AGES, then=age),
        When(Q(measure=Measure.ACTION) | Q(day__isnull=True), then=Value("")),
        # A status that began before the first month shown held then.
        default=Cast(Greatest(F("day"), Value(first)), CharField()),
        output_field=CharField(),
    )
    rows = counted.filter(shown).values_list("measure", "key", "other").annotate(when=when)
    return rows.annotate(sum=Sum("number")).values_list("measure", "key", "other", "when", "sum")


def scope_choices() -> FilterChoices:
    """What the customers of somebody who reads all of them can be narrowed to; none of them is read. Two queries."""
    regions = Region.objects.filter(Exists(Tally.objects.filter(region=OuterRef("pk"), measure=Measure.STANDING)))
    fms, rms = people_at_work()
    return FilterChoices(
        fms=fms,
        rms=rms,
        priorities=list(Priority.choices),
        regions=sorted(regions.values_list("pk", "name"), key=lambda region: fold(region[1])),
        has_archived=False,
        has_health_owner=True,
    )
