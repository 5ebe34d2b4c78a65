"""The portfolio: every number is that of the rows behind it."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.exports import write
from notes.models import ExportLog, Workload
from notes.queries.portfolio import Board, Cell, Portfolio
from notes.queries.portfolio_counts import months_until
from notes.queries.portfolio_table import ROWS
from tests.factories import (
    AssignmentFactory,
    CustomerFactory,
    EntitlementFactory,
    EntitlementStatusFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteFactory,
    RegionFactory,
    RiskFactory,
)
from tests.factories_portfolio import StatusSpanFactory

SignIn = Callable[[User], Client]
HERE = reverse("notes:portfolio-detail")
RISKS, ACTIONS, NOTES, ENTITLEMENTS, REQUESTS = (
    reverse("notes:portfolio_row-list", args=[what])
    for what in ("risks", "actions", "notes", "entitlements", "requests")
)
LIST, EXPORT = reverse("customers:customer-list"), reverse("notes:portfolio-export")
DAY = timedelta(days=1)


STATUSES = [("on_hold", "not_deployed"), ("reactive", "partially_deployed"), ("", "")]


@pytest.fixture
def portfolio(rm: User, owner: User) -> list[Customer]:
    """Customers of every age and most statuses, with something of all that is counted."""
    now, today = timezone.now(), timezone.localdate()
    customers = []
    for number, days in enumerate([0, 13, 14, 15, 30, 31, 90, 91, 400, None]):
        engagement, deployment = STATUSES[number % 3]
        customer = CustomerFactory.create(
            priority=["high", "medium", "low"][number % 3],
            segment=["s500", "other"][number % 2],
            engagement_status=engagement,
            deployment_progress=deployment,
            last_overall_note_on=None if days is None else today - days * DAY,
            last_exec_summary_at=None if days is None else now - days * DAY,
        )
        if engagement:
            add_spans(customer, number)
        add_rows(customer, number, opened_at=now - (days or 0) * DAY, owner=owner)
        customers.append(customer)
    AssignmentFactory.create(customer=customers[0], person=rm, role="rm")
    return customers


def add_spans(customer: Customer, number: int) -> None:
    """Fully engaged from the first month shown, or from long before it; what the customer says from a later one."""
    months = months_until(timezone.localdate())
    said = {"customer": customer, "deployment_progress": customer.deployment_progress}
    begin = (months[0] - (400 if number == 0 else 0) * DAY).replace(day=1)
    turn = months[number + 1]
    StatusSpanFactory.create(engagement_status="fully_engaged", from_month=begin, until_month=turn, **said)
    StatusSpanFactory.create(engagement_status=customer.engagement_status, from_month=turn, **said)


def add_rows(customer: Customer, number: int, *, opened_at: datetime, owner: User) -> None:
    now, today = timezone.now(), timezone.localdate()
    kinds, is_odd = ["risk", "issue", "escalation"], number % 2
    RiskFactory.create(customer=customer, kind=kinds[number % 3], severity=["high", "low"][is_odd], opened_at=opened_at)
    owned = {"owner": None, "owner_name": "Dana"} if is_odd else {"owner": owner, "owner_name": ""}
    NextActionFactory.create(note__customer=customer, due_on=today - (number + 1) * DAY, **owned)
    day = months_until(today)[number]
    NoteFactory.create(customer=customer, happened_on=day, written_at=now, workload_codes=["EXO", "SPO"][: 1 + is_odd])
    exchange = Workload.objects.get(code="EXO")
    if is_odd:
        EntitlementFactory.create(tenant__customer=customer, workload=exchange)
    else:
        EntitlementStatusFactory.create(entitlement__tenant__customer=customer, entitlement__workload=exchange)
    ExecSummaryRequestFactory.create(customer=customer, requested_at=now - number * 20 * DAY)
    ended = {"state": "withdrawn", "ended_at": now - number * 3 * DAY, "ended_by": owner}
    ExecSummaryRequestFactory.create(customer=customer, requested_at=now - 60 * DAY, **ended)


def board(shown: Portfolio, key: str) -> Board:
    return next(board for board in shown.boards if board.key == key)


def cells(board: Board) -> list[Cell]:
    return [cell for line in board.lines for cell in line.cells]


def numbers(board: Board) -> list[int]:
    return [cell.number for cell in cells(board)]


@pytest.mark.parametrize("query", ["", "?priority=high", "?segment=s500", "?rm={rm}"])
def test_numbers_are_those_of_the_rows_they_open(
    portfolio: list[Customer], rm: User, leader: User, sign_in: SignIn, query: str
) -> None:
    client = sign_in(leader)
    shown = client.get(HERE + query.format(rm=rm.pk)).context["portfolio"]
    for shown_board in shown.boards:
        assert not shown_board.is_empty, shown_board.key
        for cell in [*cells(shown_board), *(shown_board.rest.cells if shown_board.rest else [])]:
            if not cell.number:
                continue
            context = client.get(cell.address).context
            rows = context["page"].paginator.count if "page" in context else len(context["rows"])
            assert (cell.address, rows) == (cell.address, cell.number)


def test_ages_and_statuses_cover_everybody_once(portfolio: list[Customer], leader: User, sign_in: SignIn) -> None:
    shown = sign_in(leader).get(HERE).context["portfolio"]
    everybody = Customer.objects.count()
    for key in ("note_age", "summary_age"):
        assert sum(numbers(board(shown, key))) == everybody == shown.total
    matrix = board(shown, "matrix")
    assert sum(numbers(matrix)) + matrix.rest.cells[0].number == everybody
    for key in ("engagement", "deployment"):
        by_month = zip(*([cell.number for cell in line.cells] for line in board(shown, key).lines), strict=True)
        assert {sum(column) for column in by_month} == {everybody}


def test_statuses_are_those_at_the_end_of_each_month(customer: Customer, leader: User, sign_in: SignIn) -> None:
    months = months_until(timezone.localdate())
    StatusSpanFactory.create(
        customer=customer,
        engagement_status="reactive",
        deployment_progress="not_deployed",
        from_month=months[3],
        until_month=months[6],
    )
    shown = sign_in(leader).get(HERE).context["portfolio"]
    lines = {line.label: line for line in board(shown, "engagement").lines}
    assert [cell.number for cell in lines["Reactive"].cells] == [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert [cell.number for cell in lines["No summary"].cells] == [1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1]


def test_days_of_summaries_are_the_same_for_every_reader(customer: Customer, leader: User, sign_in: SignIn) -> None:
    leader.time_zone = "Pacific/Auckland"
    leader.save(update_fields=["time_zone"])
    today = leader.day_of(timezone.now())
    Customer.objects.filter(pk=customer.pk).update(
        last_exec_summary_at=datetime.combine(today - 14 * DAY, time.min, tzinfo=UTC)
    )
    shown = sign_in(leader).get(HERE).context["portfolio"]
    assert numbers(board(shown, "summary_age")) == [1, 0, 0, 0, 0]


def test_archived_customers_are_not_counted(customer: Customer, admin: User, sign_in: SignIn) -> None:
    Customer.objects.update(archived_at=timezone.now(), archived_by=admin)
    assert sign_in(admin).get(HERE).context["portfolio"].total == 0


def test_region_narrows(portfolio: list[Customer], leader: User, sign_in: SignIn) -> None:
    elsewhere = RegionFactory.create(name="Elsewhere")
    Customer.objects.filter(pk=portfolio[0].pk).update(region=elsewhere)
    assert sign_in(leader).get(HERE, {"region": elsewhere.pk}).context["portfolio"].total == 1


def test_list_names_the_filter_it_was_opened_with(portfolio: list[Customer], leader: User, sign_in: SignIn) -> None:
    page = sign_in(leader).get(LIST, {"engagement": "on_hold", "note_age": "older"}).text
    assert '<option value="on_hold" selected>' in page
    assert '<option value="older" selected>' in page
    assert 'name="engagement"' not in sign_in(leader).get(LIST).text


def test_nothing_behind_a_number_says_so(leader: User, sign_in: SignIn) -> None:
    for address in (RISKS, ACTIONS, f"{NOTES}?workload=EXO", ENTITLEMENTS, REQUESTS):
        assert "Nothing is behind this number any more" in sign_in(leader).get(address).text


@pytest.mark.parametrize("address", [RISKS, ACTIONS])
def test_rows_follow_page_by_page(customer: Customer, leader: User, sign_in: SignIn, address: str) -> None:
    yesterday = timezone.localdate() - DAY
    for _ in range(51):
        RiskFactory.create(customer=customer)
        NextActionFactory.create(note__customer=customer, due_on=yesterday)
    assert sign_in(leader).get(address).context["more"] == 50
    assert len(sign_in(leader).get(address, {"start": "50"}).context["rows"]) == 1


@pytest.mark.parametrize("what", ROWS)
def test_rows_are_sorted_by_every_head_both_ways(what: str, leader: User, sign_in: SignIn) -> None:
    for name, number in (("Adatum", 2), ("Woodgrove", 1)):
        customer = CustomerFactory.create(name=name)
        on = timezone.localdate() - number * DAY
        note = NoteFactory.create(customer=customer, workload_codes=["EXO"], author__full_name=f"{name} Author")
        NextActionFactory.create(note=note, due_on=on, text=f"{name} first", owner=None, owner_name=f"{name} Owner")
        severity = ["", "low", "high"][number]
        RiskFactory.create(customer=customer, title=name, severity=severity, owner=None, owner_name=name)
        domain = f"{name.lower()}.example"
        EntitlementFactory.create(tenant__customer=customer, tenant__default_domain=domain, seats=number)
        ExecSummaryRequestFactory.create(customer=customer, requested_by__full_name=f"{name} Asker")
    client, rows = sign_in(leader), ROWS[what]
    address = reverse("notes:portfolio_row-list", args=[what])
    narrowed = {"notes": {"workload": "EXO"}, "requests": {"state": "asked"}}.get(what, {})
    heads = [heading for heading in rows.headings("", {}) if heading.sort]
    assert len(heads) >= 3
    for heading in heads:
        up = client.get(address, {**narrowed, "sort": heading.sort})
        down = client.get(address, {**narrowed, "sort": f"-{heading.sort}"})
        assert 'aria-sort="ascending"' in up.text
        assert 'aria-sort="descending"' in down.text
        found = [[customer.name for _, customer in page.context["rows"]] for page in (up, down)]
        assert sorted(found[0]) == sorted(found[1]) == ["Adatum", "Woodgrove"]
        if heading.label in {"Customer", "Owner", "Author", "Asked by", "Tenant", "Date", "Severity"}:
            assert found == [["Adatum", "Woodgrove"], ["Woodgrove", "Adatum"]]
        if heading.label == "Seats":
            assert found == [["Woodgrove", "Adatum"], ["Adatum", "Woodgrove"]]
    assert "aria-sort" not in client.get(address, {**narrowed, "sort": "nothing"}).text


def test_file_is_sorted_as_the_page(leader: User, sign_in: SignIn) -> None:
    for name in ("Adatum", "Woodgrove"):
        RiskFactory.create(customer__name=name)
    address = sign_in(leader).get(RISKS, {"sort": "-customer"}).context["export_url"]
    response = sign_in(leader).post(address, {"format": "xlsx", "purpose": "review"})
    rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)
    assert [row[0] for row in rows] == ["Customer", "Woodgrove", "Adatum"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        (HERE, 7),
        (f"{HERE}?rm={{rm}}", 8),
        (RISKS, 5),
        (ACTIONS, 5),
        (f"{NOTES}?workload=EXO", 5),
        (ENTITLEMENTS, 5),
        (REQUESTS, 5),
    ],
)
def test_pages_cost_the_same_for_more_customers(
    leader: User,
    rm: User,
    sign_in: SignIn,
    rows: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, person, two of the filter; counts, workloads and owners, or the rows."""
    for _ in range(rows):
        customer = CustomerFactory.create()
        AssignmentFactory.create(customer=customer, person=rm, role="rm")
        NoteFactory.create(customer=customer, workload_codes=["EXO"])
        EntitlementStatusFactory.create(entitlement__tenant__customer=customer)
        ExecSummaryRequestFactory.create(customer=customer)
        RiskFactory.create(customer=customer)
        NextActionFactory.create(note__customer=customer, due_on=timezone.localdate() - DAY, owner=rm, owner_name="")
    client = sign_in(leader)
    with django_assert_num_queries(queries):
        client.get(address.format(rm=rm.pk))


@pytest.mark.parametrize("wanted", ["xlsx", "pdf"])
def test_page_is_taken_out_with_a_purpose_and_logged(
    portfolio: list[Customer], leader: User, sign_in: SignIn, wanted: str
) -> None:
    client = sign_in(leader)
    address = f"{EXPORT}?priority=high"
    assert "The portfolio as" in client.post(address, {"format": wanted}).text
    assert not ExportLog.objects.exists()
    response = client.post(address, {"format": wanted, "purpose": "review"})
    content = BytesIO(b"".join(response.streaming_content))
    if wanted == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(content).pages)
    else:
        sheets = load_workbook(content).worksheets
        text = " ".join(str(value) for sheet in sheets for row in sheet.values for value in row if value is not None)
    text = " ".join(text.split())
    assert "5 customers, Priority: High" in text
    assert "Review meeting" in text
    for shown in client.get(f"{HERE}?priority=high").context["portfolio"].boards:
        assert shown.title in text
    log = ExportLog.objects.get()
    assert (log.kind, log.file_format, log.customer_ids, log.exported_by) == ("portfolio", wanted, [], leader)


def test_workbook_has_the_numbers_of_the_page(portfolio: list[Customer], leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    response = client.post(EXPORT, {"format": "xlsx", "purpose": "review"})
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    for shown, sheet in zip(client.get(HERE).context["portfolio"].boards, book.worksheets[1:], strict=True):
        rows = list(sheet.iter_rows(min_row=4, max_row=3 + len(shown.lines), min_col=2, values_only=True))
        assert [list(row) for row in rows] == [[cell.number for cell in line.cells] for line in shown.lines]


def test_file_that_cannot_be_made_says_so(leader: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "SECONDS", 0.001)
    response = sign_in(leader).post(EXPORT, {"format": "pdf", "purpose": "review"}, follow=True)
    assert "The file could not be made" in response.text
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("what", ["risks", "actions", "notes", "entitlements", "requests"])
def test_rows_behind_a_number_are_taken_out(
    portfolio: list[Customer], leader: User, sign_in: SignIn, what: str
) -> None:
    client = sign_in(leader)
    asked = {"notes": "workload=EXO", "requests": "state=asked"}.get(what, "")
    page = client.get(f"{reverse('notes:portfolio_row-list', args=[what])}?{asked}")
    address = page.context["export_url"]
    assert page.context["heading"] in client.post(address, {"format": "xlsx"}).text
    response = client.post(address, {"format": "xlsx", "purpose": "review"})
    rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)
    assert (rows[0][:2], len(rows)) == (("Customer", "TPID"), 1 + len(page.context["rows"]))
    log = ExportLog.objects.get()
    assert (log.kind, len(log.customer_ids)) == ("portfolio", len({row[1] for row in rows[1:]}))


def test_rows_of_something_unknown_are_no_page(leader: User, sign_in: SignIn) -> None:
    assert sign_in(leader).get(reverse("notes:portfolio_row-list", args=["moods"])).status_code == 404


def test_no_customer_says_so_once(customer: Customer, leader: User, sign_in: SignIn) -> None:
    page = sign_in(leader).get(HERE, {"priority": "low"}).text
    assert "No customer fits, so there is nothing to count." in page
    assert "Nothing is open." not in page
    Customer.objects.all().delete()
    assert "There are no customers yet." in sign_in(leader).get(HERE).text
