"""The editor filled from a pasted text, and its tray, as a browser without JavaScript asks for them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from ftop.accounts.models import User
from notes.models import Note
from tests.factories import CustomerFactory, ExecSummaryRequestFactory, RiskFactory
from tests.notes.exec_summaries import EXAMPLE, EXAMPLE_TEXT, posted

SignIn = Callable[[User], Client]
MAIL = f"Hi Rita,\n\n{EXAMPLE_TEXT}\nBest regards\n"


def address_of(customer: Customer, verb: str = "paste") -> str:
    return reverse(f"notes:exec_summary-{verb}", args=[customer.key])


def fields_of(page: str) -> dict[str, list[str]]:
    """What the tray and the origins would send."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


def test_pasted_text_fills_the_form(sign_in: SignIn, customer: Customer, owner: User) -> None:
    response = sign_in(owner).post(address_of(customer), {"pasted_text": MAIL.replace("\n", "\r\n")})
    page = response.content.decode()
    assert response.status_code == 200
    assert response.context["form"].typed_content() == EXAMPLE
    assert fields_of(page)["not_placed"] == ["Hi Rita,", "Best regards"]
    assert fields_of(page)["from_engagement_status"] == [
        "line 5 of the pasted text: “- STATUS OF THE ENGAGEMENT: Fully Engaged”"
    ]
    assert "11 fields were filled from the pasted text; 2 pieces are not placed." in page
    assert "field-error" not in page
    assert not Note.objects.exists()


def test_what_was_typed_and_ticked_stays(sign_in: SignIn, customer: Customer, owner: User) -> None:
    data = {"pasted_text": EXAMPLE_TEXT, "relationship": "My own words", "has_no_risks": "on"}
    page = sign_in(owner).post(address_of(customer), data).content.decode()
    assert "My own words</textarea>" in page
    assert fields_of(page)["not_placed"] == [EXAMPLE.relationship]
    assert '<option value="relationship" selected>' in page
    assert re.search(r'name="has_no_risks"[^>]*checked', page)


def test_clipboard_html_is_used_where_it_says_the_same(sign_in: SignIn, customer: Customer, owner: User) -> None:
    html = "<ul><li>REQUESTS FOR SUPPORT: FE<ul><li>help</li></ul></li></ul>"
    client = sign_in(owner)
    same = {"pasted_text": "REQUESTS FOR SUPPORT: FE\r\nhelp", "pasted_html": html}
    assert client.post(address_of(customer), same).context["form"].typed("support_requests") == "FE\n- help"
    changed = same | {"pasted_text": "REQUESTS FOR SUPPORT: FE\r\nhelp please"}
    assert client.post(address_of(customer), changed).context["form"].typed("support_requests") == "FE\nhelp please"


def test_text_without_any_heading_is_told(sign_in: SignIn, customer: Customer, owner: User) -> None:
    page = sign_in(owner).post(address_of(customer), {"pasted_text": "Call <b>today</b>."}).content.decode()
    assert "No heading of the template was recognised. No field was filled from the pasted text; 1 piece" in page
    assert fields_of(page)["not_placed"] == ["Call &lt;b&gt;today&lt;/b&gt;."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \r\n", "Paste the text first."),
        ("x" * 5_000_000, "The text has 5,000,000 characters. At most 1,000,000 can be read"),
        ("\x01\x02\x03binary", "This is no text: it holds characters that only programs write."),
    ],
    ids=["blank", "long", "binary"],
)
def test_what_cannot_be_read_gets_a_sentence(
    sign_in: SignIn, customer: Customer, owner: User, text: str, sentence: str
) -> None:
    data = {"pasted_text": text, "relationship": "My own words"}
    response = sign_in(owner).post(address_of(customer), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_pasted_text_error">{sentence}' in page
    assert "My own words</textarea>" in page
    assert len(page) < 100_000


def test_answer_does_not_become_the_address_of_the_page(sign_in: SignIn, customer: Customer, owner: User) -> None:
    """htmx would push it; it cannot be reloaded."""
    client = sign_in(owner)
    assert client.post(address_of(customer), {"pasted_text": MAIL}).headers["HX-Push-Url"] == "false"
    assert client.post(address_of(customer), {"pasted_text": ""}).headers["HX-Push-Url"] == "false"
    assert client.post(address_of(customer, "place"), {"tray": ""}).headers["HX-Push-Url"] == "false"


def test_piece_is_added_and_left_out_and_brought_back(sign_in: SignIn, customer: Customer, owner: User) -> None:
    data = {"not_placed": ["One", "Two"], "not_placed_to": ["workload_EXO", ""], "workload_EXO": "Planning"}
    client = sign_in(owner)
    added = client.post(address_of(customer, "place"), data | {"tray": "add:0"})
    assert added.context["form"].typed("workload_EXO") == "Planning\nOne"
    assert fields_of(added.content.decode())["not_placed"] == ["Two"]
    left_out = client.post(address_of(customer, "place"), data | {"tray": "leave:1"}).content.decode()
    assert (fields_of(left_out)["not_placed"], fields_of(left_out)["left_out"]) == (["One"], ["Two"])
    back = client.post(address_of(customer, "place"), {"left_out": "Two", "tray": "back:0"}).content.decode()
    assert fields_of(back)["not_placed"] == ["Two"]


def test_piece_without_a_field_is_told(sign_in: SignIn, customer: Customer, owner: User) -> None:
    data = {"not_placed": "One", "not_placed_to": "", "tray": "add:0"}
    page = sign_in(owner).post(address_of(customer, "place"), data).content.decode()
    assert "Choose the field that the piece is to be added to." in page
    assert fields_of(page)["not_placed"] == ["One"]


def test_publishing_with_a_full_tray_asks_first(sign_in: SignIn, customer: Customer, owner: User) -> None:
    data = posted(not_placed=["One", "Two"], not_placed_to=["", ""], from_relationship="line 1")
    client = sign_in(owner)
    response = client.post(address_of(customer, "create"), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "2 pieces of the pasted text are not placed" in page
    assert fields_of(page)["not_placed"] == ["One", "Two"]
    assert "From line 1" in page
    assert not Note.objects.exists()
    assert client.post(address_of(customer, "create"), data | {"is_without_pieces": "on"}).status_code == 302


def test_preview_keeps_the_tray(sign_in: SignIn, customer: Customer, owner: User) -> None:
    data = posted(not_placed=["One"], not_placed_to=["relationship"], left_out=["Two"])
    page = sign_in(owner).post(address_of(customer, "preview"), data).content.decode()
    assert (fields_of(page)["not_placed"], fields_of(page)["left_out"]) == (["One"], ["Two"])
    assert '<option value="relationship" selected>' in page


@pytest.mark.parametrize(
    ("role", "status"),
    [("teammate", 200), ("architect", 200), ("engineer", 403), ("rm", 403), ("admin", 403), ("outsider", 404)],
)
def test_those_who_write_summaries_paste(
    sign_in: SignIn, customer: Customer, role: str, status: int, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(role))
    assert client.post(address_of(customer), {"pasted_text": MAIL}).status_code == status
    assert client.post(address_of(customer, "place"), {"tray": ""}).status_code == status


def test_unknown_customer_and_wrong_method(sign_in: SignIn, customer: Customer, owner: User) -> None:
    client = sign_in(owner)
    for verb in ("paste", "place"):
        assert client.post(address_of(CustomerFactory.build(), verb)).status_code == 404
        assert client.get(address_of(customer, verb)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_a_paste(
    sign_in: SignIn, customer: Customer, owner: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The editor's eight, the workloads once more for the filled form, and the catalogue with its former names."""
    RiskFactory.create_batch(count, customer=customer)
    for _ in range(count):
        ExecSummaryRequestFactory.create(customer=customer)
    text = "EXEC SUMMARY\n" + "\n".join(f"[{code}] text" for code in ["EXO", "SPO", "OD"][:count])
    client = sign_in(owner)
    with django_assert_num_queries(11):
        assert client.post(address_of(customer), {"pasted_text": text}).status_code == 200
