"""The workload catalogue. The sweep in tests/structure holds who reaches each address and with which method."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ftop.accounts.models import User
from ftop.lib.conflict import Difference
from notes.models import Workload
from tests.factories import NoteFactory, WorkloadFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
LIST = "/workloads/"


@pytest.fixture
def as_admin(sign_in: SignIn, admin: User) -> Client:
    return sign_in(admin)


def address(verb: str, code: str = "EXO") -> str:
    return reverse(f"notes:workload-{verb}", args=[] if verb in {"list", "create", "order"} else [code])


def codes() -> list[str]:
    return list(Workload.objects.values_list("code", flat=True))


def said(response: object) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def values(**changes: object) -> dict[str, object]:
    return {"code": "EXO", "name": "Exchange Online", "aliases": "", "version": 1} | changes


PAGES = [("list", "get"), ("create", "get"), ("create", "post"), ("update", "get"), ("update", "post")]
ACTS = [(verb, "post") for verb in ("move", "order", "retire", "restore", "delete")]


@pytest.mark.parametrize(("verb", "method"), PAGES + ACTS)
@pytest.mark.parametrize("person", ["owner", "rm", "leader", "outsider"])
def test_others_are_refused(
    verb: str, method: str, person: str, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(person))
    assert getattr(client, method)(address(verb), values(name="Exchange")).status_code == 403
    assert Workload.objects.get(code="EXO").name == "Exchange Online"


@pytest.mark.parametrize(("verb", "method"), ACTS)
def test_acts_refuse_to_be_read(as_admin: Client, verb: str, method: str) -> None:
    assert as_admin.get(address(verb)).status_code == 405


@pytest.mark.parametrize("verb", ["update", "move", "retire", "restore", "delete"])
def test_unknown_code_is_not_found(as_admin: Client, verb: str) -> None:
    assert as_admin.post(address(verb, "NOPE")).status_code == 404


def test_list_has_the_codes_in_order_with_their_use(as_admin: Client) -> None:
    NoteFactory.create(workload_codes=["TEAMS", "EXO"])
    NoteFactory.create(workload_codes=["TEAMS"])
    rows = as_admin.get(LIST).context["rows"]
    assert [(workload.code, uses) for workload, uses in rows if uses] == [("EXO", 1), ("TEAMS", 2)]
    assert [workload.code for workload, _ in rows] == codes()


@pytest.mark.parametrize("extra", [0, 3])
@pytest.mark.parametrize("notes", [1, 3])
def test_list_takes_four_queries(
    as_admin: Client, extra: int, notes: int, admin: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    NoteFactory.create_batch(notes, workload_codes=["EXO", "SDS"])
    WorkloadFactory.create_batch(extra)
    with django_assert_num_queries(4):
        as_admin.get(LIST)


def test_create_adds_the_code_and_says_where(as_admin: Client) -> None:
    response = as_admin.post(address("create"), {"code": "viva", "name": "Viva", "aliases": "VE, viva2"})
    assert (response.status_code, response.url) == (302, LIST)
    assert Workload.objects.get(code="VIVA").aliases == ["VE", "VIVA2"]
    assert said(response) == ["[VIVA] Viva is in the template now, as the last one."]


def test_create_with_a_taken_code_keeps_what_was_typed(as_admin: Client) -> None:
    response = as_admin.post(address("create"), {"code": "exo", "name": "Exchange", "aliases": "X1"})
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors == {"code": ["The code EXO is in use already, by [EXO] Exchange Online."]}
    assert (form["name"].value(), form["aliases"].value()) == ("Exchange", "X1")


def test_create_sent_empty_names_what_is_missing(as_admin: Client) -> None:
    response = as_admin.post(address("create"), {})
    assert (response.status_code, sorted(response.context["form"].errors)) == (422, ["code", "name"])


def test_update_renames(as_admin: Client) -> None:
    response = as_admin.post(address("update"), values(name="Exchange", aliases="EX"))
    assert (response.status_code, response.url) == (302, LIST)
    exchange = Workload.objects.get(code="EXO")
    assert (exchange.name, exchange.aliases, exchange.version) == ("Exchange", ["EX"], 2)


def test_update_cannot_change_a_used_code(as_admin: Client) -> None:
    NoteFactory.create(workload_codes=["EXO"])
    as_admin.post(address("update"), values(code="MAIL", name="Mail"))
    assert Workload.objects.get(name="Mail").code == "EXO"


def test_update_of_a_stale_version_shows_both(as_admin: Client) -> None:
    as_admin.post(address("update"), values(name="Exchange", aliases="ex, E2"))
    response = as_admin.post(address("update"), values(name="Mail"))
    conflict = response.context["conflict"]
    assert response.status_code == 409
    assert conflict.both == [Difference("name", "Name", "Exchange Online", "Mail", "Exchange")]
    assert conflict.theirs == [Difference("aliases", "Aliases", "", "", "EX, E2")]
    assert ('value="Mail"' in response.text, 'value="EX, E2"' in response.text) == (True, True)
    assert Workload.objects.get(code="EXO").name == "Exchange"


def test_update_sent_again_after_the_conflict_is_saved(as_admin: Client) -> None:
    as_admin.post(address("update"), values(name="Exchange"))
    form = as_admin.post(address("update"), values(name="Mail")).context["form"]
    as_admin.post(address("update"), {field.name: field.value() for field in form})
    assert Workload.objects.get(code="EXO").name == "Mail"


@pytest.mark.parametrize(("button", "order"), [("up", ["SPO", "OLM"]), ("down", ["OLM", "OD"])])
def test_move_goes_one_place(as_admin: Client, button: str, order: list[str]) -> None:
    response = as_admin.post(address("move", "SPO"), {button: ""})
    assert (response.status_code, response.url) == (302, LIST)
    assert codes()[1:3] == order


def test_move_by_htmx_answers_with_the_list_and_says_the_place(as_admin: Client) -> None:
    response = as_admin.post(address("move", "SPO"), {"up": ""}, headers=HTMX)
    assert next(t.name for t in response.templates) == "notes/_workload_list.html"
    assert "SPO stands at place 2 now." in response.text


def test_order_is_saved_as_sent(as_admin: Client) -> None:
    wanted = sorted(codes())
    as_admin.post(address("order"), {"code": wanted, "seen": codes()})
    assert codes() == wanted


def test_order_of_an_outdated_list_changes_nothing_and_says_so(as_admin: Client) -> None:
    before = codes()
    response = as_admin.post(address("order"), {"code": sorted(before), "seen": sorted(before)}, headers=HTMX)
    assert codes() == before
    assert "The list changed while you were ordering it." in response.text


def test_retire_marks_the_row(as_admin: Client, admin: User) -> None:
    response = as_admin.post(address("retire"), headers=HTMX)
    assert Workload.objects.get(code="EXO").retired_by == admin
    assert '<tr id="workload-EXO" data-reorder-row class="is-retired">' in response.text


def test_restore_brings_the_code_back(as_admin: Client) -> None:
    as_admin.post(address("retire"))
    response = as_admin.post(address("restore"))
    assert (response.status_code, response.url) == (302, LIST)
    assert not Workload.objects.get(code="EXO").is_retired


def test_delete_of_an_unused_code(as_admin: Client) -> None:
    response = as_admin.post(address("delete"))
    assert "EXO" not in codes()
    assert said(response) == ["EXO is deleted; no note used it."]


def test_delete_of_a_used_code_is_refused_in_words(as_admin: Client) -> None:
    NoteFactory.create(workload_codes=["EXO"])
    response = as_admin.post(address("delete"), headers=HTMX)
    assert "EXO" in codes()
    assert "cannot be deleted. Retire it" in response.text
