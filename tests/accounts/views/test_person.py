import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse

from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.lib.conflict import Difference
from tests.factories import RegionFactory, UserFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
LIST, CREATE, OPTIONS = (reverse(f"accounts:person-{verb}") for verb in ("list", "create", "options"))


def posted(**changes: Any) -> dict[str, Any]:
    usual = {"full_name": "Nina New", "email": "nina.new@ftop.example", "roles": ["fm"], "time_zone": "Europe/Berlin"}
    return usual | changes


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def edit(person: User) -> str:
    return reverse("accounts:person-update", args=[person.pk])


def same(person: User, **changes: Any) -> dict[str, Any]:
    """What the person's edit form posts when nothing is changed, with the changes."""
    unchanged = {
        "full_name": person.full_name,
        "email": person.email,
        "roles": person.roles,
        "time_zone": person.time_zone,
        "is_active": "on",
        "version": person.version,
    }
    return unchanged | changes


# --- list


def test_list_shows_people_with_role_and_manager(sign_in: SignIn, admin: User, rm: User) -> None:
    UserFactory.create(full_name="Nina New", manager=rm, region=RegionFactory.create(name="Nordics"))

    page = sign_in(admin).get(LIST, {"q": "nina"}).content.decode()

    assert [word for word in ("Nina New", "FastTrack Manager", "Nordics", "Rita Regional") if word not in page] == []


def test_list_leaves_out_those_who_do_not_fit(sign_in: SignIn, admin: User, outsider: User) -> None:
    page = sign_in(admin).get(LIST, {"q": "nina"}).content.decode()

    assert "Oscar Outsider" not in page
    assert "Nobody fits." in page


@pytest.mark.parametrize("query", [{"role": "boss"}, {"state": "maybe"}, {"page": "x"}, {"page": "99"}, {"q": "\x00"}])
def test_list_ignores_what_it_does_not_know(query: dict[str, str], sign_in: SignIn, admin: User) -> None:
    assert list(sign_in(admin).get(LIST, query).context["page"].object_list) == [admin]


def test_list_has_pages_of_fifty_that_keep_the_filter(sign_in: SignIn, admin: User) -> None:
    for _ in range(51):
        UserFactory.create()

    response = sign_in(admin).get(LIST, {"role": "fm"})

    assert len(response.context["page"].object_list) == 50
    assert 'href="?role=fm&amp;page=2"' in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(count: int, sign_in: SignIn, admin: User, rm: User, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        UserFactory.create(manager=rm, region=RegionFactory.create())
    client = sign_in(admin)

    # Session, user, count, people.
    with django_assert_num_queries(4):
        client.get(LIST)


def test_list_is_for_admins(sign_in: SignIn, leader: User) -> None:
    assert sign_in(leader).get(LIST).status_code == 403


def test_list_signed_out_leads_to_sign_in(client: Client) -> None:
    assert client.get(LIST, {"q": "nina"}).headers["Location"] == "/accounts/login/?next=/people/%3Fq%3Dnina"


def test_list_by_another_method_is_refused(sign_in: SignIn, admin: User) -> None:
    assert sign_in(admin).post(LIST).status_code == 405


# --- create


def test_create_adds_the_person_and_mails_a_link(sign_in: SignIn, admin: User) -> None:
    response = sign_in(admin).post(CREATE, posted())

    assert response.headers["Location"] == LIST
    assert User.objects.get(email="nina.new@ftop.example").full_name == "Nina New"
    assert [message.to for message in mail.outbox] == [["nina.new@ftop.example"]]
    assert said(response) == ["Nina New was added. A link to set a password is on its way to nina.new@ftop.example."]


def test_create_cleans_what_was_typed(sign_in: SignIn, admin: User) -> None:
    sign_in(admin).post(CREATE, posted(full_name="  Nina\r\n\x00 New ", email=" Nina.New@FTOP.example "))

    assert User.objects.filter(full_name="Nina New", email="nina.new@ftop.example").exists()


def test_create_says_what_is_missing_and_keeps_the_rest(sign_in: SignIn, admin: User) -> None:
    response = sign_in(admin).post(CREATE, {"full_name": "Nina New"})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "email": ["Give the person's e-mail address."],
        "roles": ["Choose at least one role."],
        "time_zone": ["Choose a time zone."],
    }
    assert 'value="Nina New"' in response.content.decode()


def test_create_links_each_error_to_its_field(sign_in: SignIn, admin: User) -> None:
    page = sign_in(admin).post(CREATE, {"full_name": "Nina New"}).content.decode()

    targets = re.findall(r'<li><a href="#([^"]+)">', page)
    assert targets == ["id_email", "id_roles_0", "id_time_zone"]
    assert [target for target in targets if f'id="{target}"' not in page] == []


def test_create_with_a_taken_address_says_so_at_the_field(sign_in: SignIn, admin: User, outsider: User) -> None:
    response = sign_in(admin).post(CREATE, posted(email=outsider.email.upper()))

    assert response.status_code == 422
    assert response.context["form"].errors == {"email": ["Somebody with this e-mail address has an account already."]}


def test_create_offers_rms_who_work_here_as_managers(sign_in: SignIn, admin: User, rm: User, outsider: User) -> None:
    UserFactory.create(roles=[Role.RM], is_active=False)

    form = sign_in(admin).get(CREATE).context["form"]

    assert list(form.fields["manager"].queryset) == [rm]


def test_create_with_a_manager_who_is_no_rm_is_refused(sign_in: SignIn, admin: User, outsider: User) -> None:
    response = sign_in(admin).post(CREATE, posted(manager=outsider.pk))

    assert response.context["form"].errors == {"manager": ["Choose a Regional Manager from the list, or nobody."]}


def test_create_keeps_the_person_when_the_mail_server_is_down(sign_in: SignIn, admin: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = sign_in(admin).post(CREATE, posted())

    assert User.objects.filter(email="nina.new@ftop.example").exists()
    assert said(response) == [
        "The account is there, but the mail to nina.new@ftop.example could not be sent. Check the mail server, then "
        "send the link again from the person's page."
    ]


def test_create_is_for_admins(sign_in: SignIn, rm: User) -> None:
    assert sign_in(rm).post(CREATE, posted()).status_code == 403
    assert not User.objects.filter(email="nina.new@ftop.example").exists()


# --- update


def test_update_saves(sign_in: SignIn, admin: User, outsider: User, rm: User) -> None:
    response = sign_in(admin).post(edit(outsider), same(outsider, full_name="Oscar Else", manager=rm.pk))

    outsider.refresh_from_db()
    assert (outsider.full_name, outsider.manager) == ("Oscar Else", rm)
    assert said(response) == ["Oscar Else was saved."]


def test_update_without_the_tick_closes_the_account(sign_in: SignIn, admin: User, outsider: User) -> None:
    values = same(outsider)
    del values["is_active"]

    response = sign_in(admin).post(edit(outsider), values)

    assert not User.objects.get(pk=outsider.pk).is_active
    assert said(response) == [
        "Oscar Outsider was saved and cannot sign in. What they wrote stays; customers and people they look after keep "
        "them until you choose somebody else."
    ]


def test_closed_account_ends_the_session(sign_in: SignIn, client: Client, outsider: User) -> None:
    sign_in(outsider)
    User.objects.filter(pk=outsider.pk).update(is_active=False)

    assert client.get(OPTIONS).headers["Location"].startswith("/accounts/login/")


def test_update_refuses_the_last_admin_without_the_role(sign_in: SignIn, admin: User) -> None:
    response = sign_in(admin).post(edit(admin), same(admin, roles=["fm"]))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["roles"]


def test_update_of_an_older_version_shows_both(sign_in: SignIn, admin: User, outsider: User, rm: User) -> None:
    nordics = RegionFactory.create(name="Nordics")
    User.objects.filter(pk=outsider.pk).update(
        full_name="Oscar Second", roles=["rm", "lt"], region=nordics, manager=rm, is_active=False, version=2
    )

    response = sign_in(admin).post(edit(outsider), same(outsider, full_name="Oscar Third", time_zone="UTC"))

    conflict = response.context["conflict"]
    assert (response.status_code, conflict.savers) == (409, "somebody else")
    assert conflict.both == [Difference("full_name", "Name", "Oscar Outsider", "Oscar Third", "Oscar Second")]
    assert [(line.label, line.original, line.stored) for line in conflict.theirs] == [
        ("Roles", "FastTrack Manager", "Regional Manager, Leadership Team"),
        ("Region", "Across regions", "Nordics"),
        ("Manager", "Nobody", "Rita Regional"),
        ("Works here", "Yes", "No"),
    ]
    assert 'value="Oscar Third"' in response.text
    assert User.objects.get(pk=outsider.pk).full_name == "Oscar Second"


def test_update_after_a_conflict_keeps_what_the_others_changed(
    sign_in: SignIn, admin: User, outsider: User, rm: User
) -> None:
    User.objects.filter(pk=outsider.pk).update(full_name="Oscar Second", roles=["fta"], manager=rm, version=2)
    client = sign_in(admin)
    form = client.post(edit(outsider), same(outsider, full_name="Oscar Third", email="o@ftop.example")).context["form"]

    again = {name: value for name in form.fields if (value := form[name].value()) not in (None, "", "False")}
    client.post(edit(outsider), again | {"take": "full_name"})

    person = User.objects.get(pk=outsider.pk)
    kept = (person.full_name, person.roles, person.manager, person.email, person.is_active)
    assert kept == ("Oscar Second", ["fta"], rm, "o@ftop.example", True)


@pytest.mark.parametrize("count", [1, 3])
def test_update_conflict_query_count(
    count: int, sign_in: SignIn, admin: User, rm: User, django_assert_num_queries: Any
) -> None:
    person = UserFactory.create(manager=rm, region=RegionFactory.create())
    for version in range(count):
        User.objects.filter(pk=person.pk).update(full_name=f"Nina {version}", version=version + 2)
    client = sign_in(admin)

    # Session, user, person; the chosen region and manager; savepoint, lock, row, back and out; the row as loaded with
    # its region and manager; who saved since (no names here: no query for them); the lists of regions and managers.
    with django_assert_num_queries(16):
        client.post(edit(person), same(person, region=person.region_id, manager=rm.pk, full_name="Nina Third"))


def test_update_after_seeing_both_versions_saves(sign_in: SignIn, admin: User, outsider: User) -> None:
    User.objects.filter(pk=outsider.pk).update(full_name="Oscar Second", version=2)
    client = sign_in(admin)
    page = client.post(edit(outsider), same(outsider, full_name="Oscar Third"))

    client.post(
        edit(outsider), same(outsider, full_name="Oscar Third", version=page.context["form"]["version"].value())
    )

    assert User.objects.get(pk=outsider.pk).full_name == "Oscar Third"


def test_update_is_for_admins(sign_in: SignIn, rm: User, outsider: User) -> None:
    assert sign_in(rm).post(edit(outsider), same(outsider, full_name="Oscar Else")).status_code == 403
    assert User.objects.get(pk=outsider.pk).full_name == "Oscar Outsider"


def test_update_of_nobody_is_not_found(sign_in: SignIn, admin: User) -> None:
    assert sign_in(admin).get("/people/999999/edit/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_update_query_count(count: int, sign_in: SignIn, admin: User, django_assert_num_queries: Any) -> None:
    for number in range(count):
        person = UserFactory.create(roles=[Role.RM], region=RegionFactory.create(name=f"Region {number}"))
    client = sign_in(admin)

    # Session, user, person, regions, managers.
    with django_assert_num_queries(5):
        client.get(edit(person))


# --- invite


def test_invite_mails_a_link(sign_in: SignIn, admin: User, outsider: User) -> None:
    response = sign_in(admin).post(reverse("accounts:person-invite", args=[outsider.pk]))

    assert response.headers["Location"] == edit(outsider)
    assert [message.to for message in mail.outbox] == [[outsider.email]]
    assert said(response) == ["A link to set a password is on its way to oscar.outsider@ftop.example."]


def test_invite_of_somebody_who_left_is_refused(sign_in: SignIn, admin: User) -> None:
    person = UserFactory.create(full_name="Grace Gone", is_active=False)

    response = sign_in(admin).post(reverse("accounts:person-invite", args=[person.pk]))

    assert mail.outbox == []
    assert said(response) == ["Grace Gone has left, so no link was sent."]


def test_invite_is_for_admins(sign_in: SignIn, leader: User, outsider: User) -> None:
    assert sign_in(leader).post(reverse("accounts:person-invite", args=[outsider.pk])).status_code == 403
    assert mail.outbox == []


def test_invite_of_nobody_is_not_found(sign_in: SignIn, admin: User) -> None:
    assert sign_in(admin).post("/people/999999/invite/").status_code == 404


def test_invite_by_a_link_is_refused(sign_in: SignIn, admin: User, outsider: User) -> None:
    assert sign_in(admin).get(reverse("accounts:person-invite", args=[outsider.pk])).status_code == 405


# --- options


def test_options_are_for_everybody_signed_in(sign_in: SignIn, outsider: User, leader: User) -> None:
    page = sign_in(outsider).get(OPTIONS, {"q": "lena"}).content.decode()

    assert page.strip() == '<option value="Lena Leader" label="Leadership Team · lena.leader@ftop.example"></option>'


def test_options_show_names_as_typed(sign_in: SignIn, outsider: User) -> None:
    UserFactory.create(full_name='Nina "<b>" New')

    assert "&quot;&lt;b&gt;&quot;" in sign_in(outsider).get(OPTIONS, {"q": "nina"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_options_query_count(count: int, sign_in: SignIn, outsider: User, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        UserFactory.create()
    client = sign_in(outsider)

    # Session, user, people.
    with django_assert_num_queries(3):
        client.get(OPTIONS, {"q": "person"})
