"""What was sent and could not be saved comes back to its author, and to nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from customers.models import Customer
from ftop.accounts.kept_post import author_token
from ftop.accounts.models import User
from notes.models import Note, Risk

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
KEPT = "/people/kept/"


@pytest.fixture
def composer(customer: Customer) -> str:
    return reverse("notes:note-create", args=[customer.key])


def sent(author: User, **fields: str) -> dict[str, str]:
    return {"written_by": author_token(author), "text": "Words to keep", **fields}


def test_form_sent_signed_out_waits_for_its_author(client: Client, composer: str, owner: User) -> None:
    response = client.post(composer, sent(owner))
    assert response.headers["Location"] == "/accounts/login/?next=/people/kept/"
    client.force_login(owner)
    page = client.get(KEPT).text
    assert ("Words to keep" in page, f'action="{composer}"' in page) == (True, True)


def test_nobody_else_gets_it(client: Client, composer: str, owner: User, teammate: User) -> None:
    client.post(composer, sent(owner))
    client.force_login(teammate)
    assert client.get(KEPT).headers["Location"] == "/"


def test_it_is_kept_for_a_day(client: Client, composer: str, owner: User) -> None:
    client.post(composer, sent(owner))
    client.force_login(owner)
    session = client.session
    session["kept_post"][1] = (timezone.now() - timedelta(hours=25)).timestamp()
    session.save()
    assert client.get(KEPT).status_code == 302


@pytest.mark.parametrize("token", ["", "7", "7:forged"])
def test_form_without_its_authors_name_is_not_kept(token: str, client: Client, composer: str) -> None:
    client.post(composer, {"written_by": token, "text": "Words"})
    assert "kept_post" not in client.session


def test_showing_it_in_the_form_saves_and_complains_about_nothing(sign_in: SignIn, composer: str, owner: User) -> None:
    page = sign_in(owner).post(composer, sent(owner, resume="1", happened_on="yesterday")).text
    assert ("Words to keep</textarea>" in page, "error-summary" in page, Note.objects.count()) == (True, False, 0)


def test_small_forms_come_back_as_well(sign_in: SignIn, customer: Customer, owner: User) -> None:
    address = reverse("notes:risk-create", args=[customer.key])
    page = sign_in(owner).post(address, sent(owner, resume="1", title="Firewall")).text
    assert ('value="Firewall"' in page, "error-summary" in page, Risk.objects.count()) == (True, False, 0)


def test_sending_it_again_forgets_it(client: Client, composer: str, owner: User) -> None:
    client.post(composer, sent(owner))
    client.force_login(owner)
    client.post(composer, sent(owner, resume="1"))
    assert client.get(KEPT).status_code == 302


def test_form_of_another_person_is_refused(sign_in: SignIn, composer: str, owner: User, teammate: User) -> None:
    response = sign_in(teammate).post(composer, sent(owner))
    assert (response.status_code, "written by somebody else" in response.text) == (403, True)


def test_form_of_another_person_is_refused_in_place(
    sign_in: SignIn, composer: str, owner: User, teammate: User
) -> None:
    response = sign_in(teammate).post(composer, sent(owner), headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["FTOP-Refusal"]) == (403, "author")


def test_old_form_comes_back_with_a_new_token(composer: str, owner: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    response = client.post(composer, sent(owner))
    assert (response.status_code, "Words to keep" in response.text, "csrfmiddlewaretoken" in response.text) == (
        403,
        True,
        True,
    )


def test_forged_form_from_elsewhere_brings_nothing_back(composer: str, owner: User, teammate: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(teammate)
    response = client.post(composer, sent(owner))
    assert (response.status_code, "Words to keep" in response.text) == (403, False)


@override_settings(DEBUG=False)
def test_error_of_the_server_gives_back_what_was_sent(sign_in: SignIn, composer: str, owner: User) -> None:
    client = sign_in(owner)
    client.raise_request_exception = False
    # Nothing but a database without its table is broken here.
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE customers_customer RENAME TO customers_elsewhere")
    response = client.post(composer, sent(owner))
    assert (response.status_code, "Words to keep" in response.text) == (500, True)
