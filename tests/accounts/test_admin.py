"""Django admin: administrators look records up there; only regions are written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin as django_admin
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ftop.accounts.models import Region, User
from ftop.lib.history import acting
from tests.factories import (
    NOON,
    AssignmentFactory,
    ExecSummaryFactory,
    ExecSummaryRequestFactory,
    NextActionFactory,
    NoteFactory,
    PriorityChangeFactory,
    RegionFactory,
    RiskMentionFactory,
    SnippetFactory,
    TenantFactory,
    TimelineEventFactory,
    UserFactory,
    WorkloadFactory,
    WorkloadStatusFactory,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]

RECORDS: dict[str, Any] = {
    "accounts.user": UserFactory,
    "customers.assignment": AssignmentFactory,
    "customers.customer": lambda: AssignmentFactory.create(customer=TenantFactory.create().customer).customer,
    "customers.prioritychange": PriorityChangeFactory,
    "customers.tenant": TenantFactory,
    "customers.timelineevent": TimelineEventFactory,
    "notes.execsummary": lambda: WorkloadStatusFactory.create().summary,
    "notes.execsummaryrequest": ExecSummaryRequestFactory,
    "notes.nextaction": NextActionFactory,
    "notes.note": lambda: NextActionFactory.create(note=RiskMentionFactory.create().note).note,
    "notes.risk": lambda: RiskMentionFactory.create().risk,
    "notes.snippet": SnippetFactory,
    "notes.workload": WorkloadFactory,
}


def address(label: str, page: str, *args: Any) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_{page}", args=args)


def made(label: str) -> Any:
    factory = RECORDS[label]
    return factory.create() if hasattr(factory, "create") else factory()


def test_only_our_records_are_there() -> None:
    """No sign-in addresses, no provider secrets, no groups: whoever could write those could be anybody."""
    labels = {model._meta.label_lower for model in django_admin.site._registry}

    assert labels == {*RECORDS, "accounts.region", "accounts.change"}


@pytest.mark.parametrize("label", RECORDS)
def test_record_can_be_found_and_read(label: str, sign_in: SignIn, admin: User) -> None:
    record, client = made(label), sign_in(admin)

    assert str(record.pk) in [str(row.pk) for row in client.get(address(label, "changelist")).context["cl"].result_list]
    assert client.get(address(label, "change", record.pk)).context["original"] == record


@pytest.mark.parametrize("label", RECORDS)
def test_search_takes_any_words(label: str, sign_in: SignIn, admin: User) -> None:
    made(label)

    response = sign_in(admin).get(address(label, "changelist"), {"q": "zebra ünï 'x"})

    assert list(response.context["cl"].result_list) == []


@pytest.mark.parametrize("label", RECORDS)
def test_record_is_never_written(label: str, sign_in: SignIn, admin: User) -> None:
    record, client = made(label), sign_in(admin)

    answers = [
        client.get(address(label, "add")).status_code,
        client.post(address(label, "change", record.pk), {"text": "other words"}).status_code,
        client.post(address(label, "delete", record.pk), {"post": "yes"}).status_code,
    ]

    assert answers == [403, 403, 403]


@pytest.mark.parametrize("label", RECORDS)
def test_list_offers_no_deleting_of_many(label: str, sign_in: SignIn, admin: User) -> None:
    record, client = made(label), sign_in(admin)
    form = {"action": "delete_selected", "_selected_action": record.pk, "post": "yes"}

    client.post(address(label, "changelist"), form)

    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("label", RECORDS)
def test_list_query_count_does_not_grow(
    label: str, sign_in: SignIn, admin: User, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(admin)
    made(label)
    client.get(address(label, "changelist"))
    with django_assert_max_num_queries(12) as one:
        client.get(address(label, "changelist"))
    made(label), made(label)

    with django_assert_max_num_queries(len(one)):
        client.get(address(label, "changelist"))


@pytest.mark.parametrize("person", ["leader", "rm", "owner"])
@pytest.mark.parametrize("name", ["admin:index", "admin:notes_note_changelist", "admin:accounts_change_changelist"])
def test_others_may_not_enter(name: str, person: str, sign_in: SignIn, request: pytest.FixtureRequest) -> None:
    assert sign_in(request.getfixturevalue(person)).get(reverse(name)).status_code == 403


def test_signing_in_is_the_apps_own_page(client: Client) -> None:
    assert client.get("/admin/login/", {"next": "/admin/notes/"}).headers["Location"] == (
        "/accounts/login/?next=/admin/notes/"
    )


def test_password_pages_of_the_admin_are_not_routed(sign_in: SignIn, admin: User) -> None:
    assert sign_in(admin).get("/admin/password_change/").status_code == 404


def test_signing_out_ends_the_session(sign_in: SignIn, admin: User) -> None:
    client = sign_in(admin)

    assert client.post("/admin/logout/").headers["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_person_is_edited_on_the_people_pages(sign_in: SignIn, admin: User, outsider: User) -> None:
    page = sign_in(admin).get(address("accounts.user", "change", outsider.pk)).content.decode()

    assert f'<a href="/people/{outsider.pk}/edit/">Edit Oscar Outsider on the People pages</a>' in page


def test_people_by_role(sign_in: SignIn, admin: User, outsider: User, rm: User) -> None:
    response = sign_in(admin).get(address("accounts.user", "changelist"), {"role": "rm"})

    assert list(response.context["cl"].result_list) == [rm]


# --- regions


def test_region_is_added_renamed_and_deleted(sign_in: SignIn, admin: User) -> None:
    client = sign_in(admin)

    client.post(address("accounts.region", "add"), {"name": " Nordics\t"})
    region = Region.objects.get(name="Nordics")
    client.post(address("accounts.region", "change", region.pk), {"name": "Nordics and Baltics"})
    renamed = Region.objects.get(pk=region.pk).name
    client.post(address("accounts.region", "delete", region.pk), {"post": "yes"})

    assert (renamed, Region.objects.count()) == ("Nordics and Baltics", 0)


def test_region_with_a_taken_name_is_refused_in_words(sign_in: SignIn, admin: User) -> None:
    RegionFactory.create(name="Nordics")

    page = sign_in(admin).post(address("accounts.region", "add"), {"name": "NORDICS"}).content.decode()

    assert "A region with this name exists already." in page


@pytest.mark.parametrize("user", [UserFactory, None])
def test_region_in_use_stays(user: Any, sign_in: SignIn, admin: User, customer: Customer) -> None:
    region = user.create(region=RegionFactory.create(name="Nordics")).region if user else customer.region

    response = sign_in(admin).post(address("accounts.region", "delete", region.pk), {"post": "yes"})

    assert (response.status_code, Region.objects.filter(pk=region.pk).exists()) == (403, True)


# --- history


def rename(person: User, name: str, *, by: User) -> None:
    """A change with everything a service can say about it."""
    person.full_name = name
    with acting(by=by, now=NOON, reason="Married in spring."):
        person.save(update_fields=["full_name", "full_name_folded"])


def history_of(person: User) -> dict[str, str]:
    return {"method": "tracks", "obj": f"accounts.User:{person.pk}"}


def test_history_of_a_record_says_who_when_what_and_why(sign_in: SignIn, admin: User, outsider: User, rm: User) -> None:
    rename(outsider, "Oscar Else", by=rm)

    page = sign_in(admin).get(address("accounts.change", "changelist"), history_of(outsider)).content.decode()

    expected = [
        "Rita Regional",
        "March 3, 2026, noon",
        "full_name: Oscar Outsider → Oscar Else",
        f"Person {outsider.pk}",
        "Married in spring.",
    ]
    assert [words for words in expected if words not in page] == []


def test_history_shows_nothing_until_something_is_chosen(sign_in: SignIn, admin: User, customer: Customer) -> None:
    response = sign_in(admin).get(address("accounts.change", "changelist"))

    assert list(response.context["cl"].result_list) == []


def test_history_of_a_kind_of_record(sign_in: SignIn, admin: User) -> None:
    NoteFactory.create(), NoteFactory.create(), ExecSummaryFactory.create()

    response = sign_in(admin).get(address("accounts.change", "changelist"), {"event_model": "notes.noteevent"})

    assert len(response.context["cl"].result_list) == 3


def test_history_row_alone_shows_everything_that_was_stored(sign_in: SignIn, admin: User) -> None:
    NoteFactory.create(text="The pilot is green.")
    client = sign_in(admin)
    [change] = (
        client.get(address("accounts.change", "changelist"), {"event_model": "notes.noteevent"})
        .context["cl"]
        .result_list
    )

    page = client.get(address("accounts.change", "change", change.pk)).content.decode()

    assert "The pilot is green." in page


@pytest.mark.parametrize("count", [1, 3])
def test_history_query_count(
    count: int, sign_in: SignIn, admin: User, outsider: User, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        rename(outsider, f"Oscar {number}", by=UserFactory.create())
    client = sign_in(admin)
    client.get(address("accounts.change", "changelist"), history_of(outsider))

    # Session, user, the record, count, rows, people.
    with django_assert_num_queries(6):
        client.get(address("accounts.change", "changelist"), history_of(outsider))


def test_history_is_never_written(sign_in: SignIn, admin: User) -> None:
    NoteFactory.create()
    client = sign_in(admin)
    [change] = (
        client.get(address("accounts.change", "changelist"), {"event_model": "notes.noteevent"})
        .context["cl"]
        .result_list
    )

    answers = [
        client.get(address("accounts.change", "add")).status_code,
        client.post(address("accounts.change", "change", change.pk), {"pgh_label": "x"}).status_code,
        client.post(address("accounts.change", "delete", change.pk), {"post": "yes"}).status_code,
    ]

    assert answers == [403, 403, 403]
