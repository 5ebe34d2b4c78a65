from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Assignment, Customer
from ftop.lib.compiled import PREPARE_THRESHOLD, compiled
from ftop.lib.history import acting
from ftop.lib.lookups import AnyOf
from notes.models import NextAction, Note
from tests.factories import AssignmentFactory, CustomerFactory, NextActionFactory, NoteFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@compiled
def _of(customer: int, day: date, *, is_newest_first: bool = False) -> QuerySet[Note]:
    notes = Note.objects.filter(customer=Customer(pk=customer), happened_on__lte=day).select_related("author")
    actions = Prefetch("next_actions", NextAction.objects.order_by("text"))
    return notes.prefetch_related(actions).order_by("-happened_on" if is_newest_first else "happened_on")


def test_rows_are_those_of_the_values(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, second = NoteFactory.create_batch(2, happened_on=DAY)
    later = NoteFactory.create(customer=first.customer, happened_on=DAY + timedelta(days=1))
    NextActionFactory.create(note=later, text="B")
    NextActionFactory.create(note=later, text="A")
    assert _of(second.customer_id, DAY) == [second]
    assert _of(first.customer_id, DAY) == [first]
    assert _of(first.customer_id, later.happened_on) == [first, later]
    assert _of(first.customer_id, later.happened_on, is_newest_first=True) == [later, first]
    with django_assert_num_queries(2):
        _, row = _of(first.customer_id, later.happened_on)
        assert (row.author, [action.text for action in row.next_actions.all()]) == (later.author, ["A", "B"])


def test_it_is_put_together_once_for_each_shape() -> None:
    built = []

    @compiled
    def keyed(key: UUID, *, is_archived: bool) -> QuerySet[Customer]:
        built.append(is_archived)
        return Customer.objects.filter(key=key, archived_at__isnull=not is_archived)

    customers = CustomerFactory.create_batch(3)
    assert [keyed(customer.key, is_archived=False) for customer in customers] == [[customer] for customer in customers]
    assert keyed(customers[0].key, is_archived=True) == []
    assert built == [False, False, True, True]  # twice each: to see which parameters are the values


def test_each_time_zone_has_its_own_today() -> None:
    assignment = AssignmentFactory.create()
    with timezone.override("Pacific/Kiritimati"):
        here = timezone.localdate()
    Assignment.objects.update(starts_on=here)

    @compiled
    def current(customer: int) -> QuerySet[Assignment]:
        return Assignment.objects.current().filter(customer=customer)

    for zone, expected in (("Pacific/Kiritimati", [assignment]), ("Pacific/Niue", [])):  # 25 hours apart
        with timezone.override(zone):
            assert current(assignment.customer_id) == expected


def test_empty_read_has_no_rows(customer: Customer) -> None:
    @compiled
    def named(pk: int, *, names: tuple[str, ...]) -> QuerySet[Customer]:
        return Customer.objects.filter(pk=pk, name__in=names)

    assert (named(customer.pk, names=()), named(customer.pk, names=(customer.name,))) == ([], [customer])


def test_what_is_calculated_from_a_value_is_refused() -> None:
    @compiled
    def weekly(day: date) -> QuerySet[Note]:
        return Note.objects.filter(happened_on__gt=day - timedelta(days=7))

    with pytest.raises(TypeError, match="weekly makes its SQL of more than its values"):
        weekly(DAY)


def test_the_clock_is_refused() -> None:
    @compiled
    def past(customer: int) -> QuerySet[Note]:
        return Note.objects.filter(customer=customer, written_at__lt=timezone.now())

    with pytest.raises(TypeError, match="past makes its SQL of more than its values"):
        past(1)


def test_sql_that_follows_a_value_is_refused() -> None:
    @compiled
    def either(customer: int) -> QuerySet[Note]:
        return Note.objects.filter(customer=customer) if customer % 2 else Note.objects.all()

    with pytest.raises(TypeError, match="either makes its SQL of more than its values"):
        either(1)


def test_a_word_is_a_value_where_it_stays_as_it_is() -> None:
    note = NoteFactory.create(text="Call", tags=["covid"])

    @compiled
    def saying(text: str) -> QuerySet[Note]:
        return Note.objects.filter(text=text)

    assert (saying("Call"), saying("Cal")) == ([note], [])

    @compiled
    def tagged(tag: str) -> QuerySet[Note]:
        return Note.objects.filter(tags__contains=[tag])

    assert (tagged("covid"), tagged("copilot")) == ([note], [])

    @compiled
    def containing(word: str) -> QuerySet[Note]:
        return Note.objects.filter(text__contains=word)

    with pytest.raises(TypeError, match="containing makes its SQL of more than its values"):
        containing("al")


def test_rows_that_are_no_instances_are_refused() -> None:
    @compiled  # type: ignore[type-var]
    def names(customer: int) -> QuerySet[Customer, tuple[str]]:
        return Customer.objects.filter(pk=customer).values_list("name")

    with pytest.raises(TypeError, match="names returns values"):
        names(1)


def test_values_of_other_types_are_refused() -> None:
    with pytest.raises(TypeError, match="_of takes no value of type bool, NoneType"):
        _of(True, None)


def test_read_that_is_asked_often_is_prepared(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    @compiled
    def since(key: UUID, day: date, at: datetime, word: str, customer: int) -> QuerySet[Note]:
        notes = Note.objects.filter(key=key, happened_on__gte=day, written_at__gte=at, customer=customer)
        return notes.filter(tags__contains=[word], no_action_reason="it's 100% done")

    notes = NoteFactory.create_batch(2, happened_on=DAY, tags=["covid"], no_action_reason="it's 100% done")
    values = [(note.key, DAY, note.written_at, "covid", note.customer_id) for note in notes]
    times = PREPARE_THRESHOLD + 1
    with django_assert_num_queries(2 * times) as captured:  # preparing is no query of a page
        rows = [since(*values[number % 2]) for number in range(2 * times)]
    assert rows == [[note] for note in notes] * times
    begun = [query["sql"].split()[0] for query in captured]
    assert begun == ["SELECT"] * PREPARE_THRESHOLD + ["EXECUTE"] * (2 * times - PREPARE_THRESHOLD)


def test_list_of_numbers_is_one_value_however_long() -> None:
    @compiled
    def among(customers: list[int]) -> QuerySet[Note]:
        return Note.objects.filter(AnyOf(F("customer"), customers)).order_by("pk")

    notes = NoteFactory.create_batch(3)
    for _ in range(PREPARE_THRESHOLD + 1):
        assert among([notes[2].customer_id, notes[0].customer_id]) == [notes[0], notes[2]]
        assert among([notes[1].customer_id]) == [notes[1]]
        assert among([]) == []


def test_read_without_values_is_prepared_too() -> None:
    @compiled
    def every() -> QuerySet[Note]:
        return Note.objects.all()

    note = NoteFactory.create()
    assert [every() for _ in range(PREPARE_THRESHOLD + 2)] == [[note]] * (PREPARE_THRESHOLD + 2)


def test_read_is_not_signed_for_the_history(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    @compiled
    def every() -> QuerySet[Note]:
        return Note.objects.all()

    person, times = UserFactory.create(), PREPARE_THRESHOLD + 1
    with acting(by=person, now=timezone.now()), django_assert_num_queries(times + 1) as captured:
        for _ in range(times):
            every()
        person.save()
    *reads, write = (query["sql"] for query in captured)
    assert "pghistory" in write
    assert not [sql for sql in reads if "pghistory" in sql]


def test_another_connection_prepares_for_itself(transactional_db: None) -> None:
    @compiled
    def every() -> QuerySet[Note]:
        return Note.objects.all()

    for _ in range(2):
        assert [every() for _ in range(PREPARE_THRESHOLD + 2)] == [[]] * (PREPARE_THRESHOLD + 2)
        connection.close()


def test_connection_that_broke_is_replaced_before_what_it_prepared_is_asked(transactional_db: None) -> None:
    @compiled
    def every() -> QuerySet[Note]:
        return Note.objects.all()

    for _ in range(PREPARE_THRESHOLD + 1):
        every()
    connection.connection.close()
    connection.health_check_enabled, connection.health_check_done = True, False  # as at the beginning of a request
    assert every() == []


def test_read_that_fails_to_be_prepared_is_prepared_the_next_time(customer: Customer) -> None:
    @compiled
    def named(pk: int) -> QuerySet[Customer]:
        return Customer.objects.filter(pk=pk)

    for _ in range(PREPARE_THRESHOLD):
        named(customer.pk)
    with pytest.raises(DatabaseError, match="current transaction is aborted"), transaction.atomic():
        with pytest.raises(DatabaseError, match="division by zero"), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        named(customer.pk)
    assert named(customer.pk) == [customer]
