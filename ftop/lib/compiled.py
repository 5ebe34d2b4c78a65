"""Reads whose SQL is put together once a process.

Django puts a queryset together and compiles it anew each time it is asked. For a read with many annotations that costs
ten times what the database needs to answer, so the reads of every page are written with `compiled`. PostgreSQL, too,
plans a read anew each time; what a connection has asked a few times becomes a prepared statement.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, wraps
from itertools import count
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from psycopg2 import extensions

AnyModel = TypeVar("AnyModel", bound=Model)
Value = int | str | date | datetime | UUID | list[int]

# Values that nothing of ours ever has; they stand in for the real ones while the SQL is made.
_STAND_INS: dict[type, Callable[[int], Value]] = {
    int: lambda number: 2**62 + number,
    str: lambda number: f"\ue000{number}",  # a character of private use
    date: lambda number: date.max - timedelta(days=number),
    datetime: lambda number: datetime.max.replace(tzinfo=UTC) - timedelta(days=1, seconds=number),
    UUID: lambda number: UUID(int=2**127 + number),
    list: lambda number: [2**62 + number],
}


# The same as the types of PostgreSQL.
_DATABASE_TYPES = {int: "bigint", str: "text", date: "date", datetime: "timestamptz", UUID: "uuid", list: "bigint[]"}

# So often a connection asks a read before it prepares it: as psycopg 3 does, whose `prepare_threshold` is the same.
PREPARE_THRESHOLD = 5

_numbers = count(1)


def compiled(build: Callable[..., QuerySet[AnyModel]]) -> Callable[..., list[AnyModel]]:
    """Make a function that returns a queryset into one that returns its rows, compiling it once.

    Positional arguments are values that differ from call to call: ints, strs, dates, datetimes, UUIDs and lists of
    ints (with `AnyOf`). The function may compare columns with them, also as an instance that is filtered by
    (`User(pk=reader)`); it may not calculate with them. Keyword arguments, hashable, decide what the SQL looks like:
    each combination is compiled once, and once in each time zone, which Django writes into the SQL.

    Raises TypeError for a value of another type, for a queryset of `values()`, and where a value, or the clock, went
    into the SQL otherwise.
    """

    @cache
    def read(kinds: tuple[type, ...], zone: str, shape: tuple[tuple[str, Hashable], ...]) -> "_Read":
        return _read(build, kinds, dict(shape))

    @wraps(build)
    def rows(*values: Value, **shape: Hashable) -> list[AnyModel]:
        zone = timezone.get_current_timezone_name()
        return read(tuple(map(type, values)), zone, tuple(sorted(shape.items()))).rows(values)

    return rows


@dataclass(frozen=True, eq=False)
class _Read:
    """Compiled SQL. `places` says of each parameter which of the values it is; None: it is always the same."""

    name: str
    queryset: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    parameters: Sequence[object]
    places: Sequence[int | None]
    # How often each connection asked this.
    times_asked: WeakKeyDictionary[extensions.connection, int] = field(default_factory=WeakKeyDictionary)

    def rows(self, values: Sequence[Value]) -> list[Any]:
        asked: QuerySet[Any] = QuerySet(self.queryset.model, using=self.queryset.db)
        asked._query = _Asked(self, values)  # type: ignore[attr-defined]
        asked._prefetch_related_lookups = self.queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        return list(asked)

    def as_sql(self, connection: BaseDatabaseWrapper, values: Sequence[Value]) -> tuple[str, tuple[object, ...]]:
        """SQL that asks for these values: whole, or by the name of the statement that this connection prepared."""
        # Now, as a cursor would do it: another connection has nothing prepared.
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        times = self.times_asked.get(connection.connection, 0)
        if times == PREPARE_THRESHOLD:
            self._prepare(connection, values)
        self.times_asked[connection.connection] = times + 1
        if times < PREPARE_THRESHOLD:
            return self.sql, self._filled(values)
        return f"EXECUTE {self.name}{_in_brackets('%s' for _ in values)}", tuple(values)

    def _prepare(self, connection: BaseDatabaseWrapper, values: Sequence[Value]) -> None:
        # A cursor of the driver, as Django takes one to see whether a connection lives: this is no query of a page.
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            places = self._filled([extensions.AsIs(f"${number}") for number, _ in enumerate(values, start=1)])
            types = _in_brackets(_DATABASE_TYPES[type(value)] for value in values)
            cursor.execute(f"PREPARE {self.name}{types} AS {self.sql}", places)

    def _filled(self, values: Sequence[object]) -> tuple[object, ...]:
        parameters = zip(self.parameters, self.places, strict=True)
        return tuple(parameter if place is None else values[place] for parameter, place in parameters)


def _in_brackets(listed: Iterable[str]) -> str:
    """These in brackets; nothing for none, which PostgreSQL's PREPARE and EXECUTE want so."""
    return f"({inside})" if (inside := ", ".join(listed)) else ""


class _Asked:
    """What a queryset needs of its query to fetch rows: here, the ready SQL."""

    def __init__(self, read: _Read, values: Sequence[Value]) -> None:
        self.read, self.values = read, values

    def get_compiler(self, using: str) -> SQLCompiler:
        compiler = copy(self.read.compiler)
        compiler.using, compiler.connection = using, connections[using]
        asked = self.read.as_sql(compiler.connection, self.values)
        compiler.as_sql = lambda *args, **kwargs: asked  # type: ignore[assignment]
        return compiler


def _read(build: Callable[..., QuerySet[Any]], kinds: Sequence[type], shape: dict[str, Hashable]) -> _Read:
    if unknown := [kind.__name__ for kind in kinds if kind not in _STAND_INS]:
        raise TypeError(f"{build.__qualname__} takes no value of type {', '.join(unknown)}; pass it by its keyword.")
    # Twice, with other values each time: what differs between the two must be those values.
    numbers = count(1)
    values, others = ([_STAND_INS[kind](next(numbers)) for kind in kinds] for _ in range(2))
    queryset = build(*values, **shape)
    if queryset._fields is not None:  # type: ignore[attr-defined]
        raise TypeError(f"{build.__qualname__} returns values; its rows are to be instances of the model.")
    # What can have no rows ("in" nothing) has SQL, too, and so is no case of its own.
    compiler, other = (
        each.query.get_compiler(using=each.db, elide_empty=False) for each in (queryset, build(*others, **shape))
    )
    (sql, parameters), (other_sql, other_parameters) = compiler.as_sql(), other.as_sql()
    places = [_place(values, parameter) for parameter in parameters]
    expected = [p if place is None else others[place] for p, place in zip(parameters, places, strict=True)]
    if sql != other_sql or expected != list(other_parameters):
        raise TypeError(f"{build.__qualname__} makes its SQL of more than its values as they are.")
    return _Read(f"{build.__name__.strip('_')}_{next(_numbers)}", queryset, compiler, sql, parameters, places)


def _place(values: Sequence[Value], parameter: object) -> int | None:
    found: Iterator[int] = (place for place, value in enumerate(values) if value == parameter)
    return next(found, None)
