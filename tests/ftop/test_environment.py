"""Wrong settings end the start with a sentence that says what to set."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from ftop.environment import env_flag, env_list, env_number, mail_settings, oidc_apps
from tests.structure.sources import ROOT

TENANT = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
OIDC = {"OIDC_SERVER_URL": TENANT, "OIDC_CLIENT_ID": "ftop", "OIDC_CLIENT_SECRET": "secret"}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set exactly these of the variables that are read here."""

    def set_to(**variables: str) -> None:
        for name in list(os.environ):
            if name.startswith(("OIDC_", "EMAIL_", "DEFAULT_FROM_EMAIL")):
                monkeypatch.delenv(name)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    set_to()
    return set_to


@pytest.mark.parametrize(("value", "read"), [("1", True), ("0", False), ("", False)])
def test_flag_is_on_or_off(value: str, read: bool, environment: Any) -> None:
    environment(EMAIL_FLAG=value)

    assert env_flag("EMAIL_FLAG") is read


def test_flag_of_another_value_is_refused(environment: Any) -> None:
    environment(EMAIL_FLAG="yes")

    with pytest.raises(ImproperlyConfigured, match=r"^EMAIL_FLAG is 'yes'\. Set it to 1 or 0\.$"):
        env_flag("EMAIL_FLAG")


def test_list_is_separated_by_commas(environment: Any) -> None:
    environment(EMAIL_LIST=" a.example, ,b.example")

    assert env_list("EMAIL_LIST") == ["a.example", "b.example"]


@pytest.mark.parametrize(("value", "read"), [("", 7), ("0", 0), ("42", 42)])
def test_number_is_whole(value: str, read: int, environment: Any) -> None:
    environment(EMAIL_NUMBER=value)

    assert env_number("EMAIL_NUMBER", 7) == read


@pytest.mark.parametrize("value", ["-1", "1.5", "²", "many"])
def test_number_of_another_form_is_refused(value: str, environment: Any) -> None:
    environment(EMAIL_NUMBER=value)

    with pytest.raises(ImproperlyConfigured, match=r"Set it to a whole number, such as 7\.$"):
        env_number("EMAIL_NUMBER", 7)


def test_mail_goes_to_the_console_while_no_server_is_named(environment: Any) -> None:
    assert mail_settings()["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    ("flags", "port"),
    [({}, 25), ({"EMAIL_USE_TLS": "1"}, 587), ({"EMAIL_USE_SSL": "1"}, 465), ({"EMAIL_PORT": "2525"}, 2525)],
)
def test_mail_goes_to_the_usual_port_of_the_server(flags: dict[str, str], port: int, environment: Any) -> None:
    environment(EMAIL_HOST="mail.contoso.example", DEFAULT_FROM_EMAIL="notes@contoso.example", **flags)

    settings = mail_settings()

    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == ("mail.contoso.example", port)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"EMAIL_HOST": "mail.contoso.example"}, "EMAIL_HOST is set but DEFAULT_FROM_EMAIL is not."),
        (
            {
                "EMAIL_HOST": "mail.contoso.example",
                "DEFAULT_FROM_EMAIL": "notes@contoso.example",
                "EMAIL_USE_TLS": "1",
                "EMAIL_USE_SSL": "1",
            },
            "EMAIL_USE_TLS and EMAIL_USE_SSL are both 1.",
        ),
    ],
)
def test_mail_settings_that_cannot_work_are_refused(variables: dict[str, str], sentence: str, environment: Any) -> None:
    environment(**variables)

    with pytest.raises(ImproperlyConfigured, match=f"^{sentence}"):
        mail_settings()


def test_oidc_is_off_while_nothing_is_set(environment: Any) -> None:
    environment(OIDC_NAME="Contoso account")

    assert oidc_apps(is_local=False) == []


def test_oidc_takes_all_three_variables(environment: Any) -> None:
    environment(**OIDC)

    [app] = oidc_apps(is_local=False)

    assert (app["name"], app["client_id"], app["secret"]) == ("company account", "ftop", "secret")
    assert app["settings"] == {"server_url": TENANT}


@pytest.mark.parametrize("missing", OIDC)
def test_oidc_with_one_variable_missing_is_refused(missing: str, environment: Any) -> None:
    environment(**{name: value for name, value in OIDC.items() if name != missing})

    with pytest.raises(ImproperlyConfigured, match=f"^{missing} must be set as well: "):
        oidc_apps(is_local=False)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://login.contoso.example", "Set it to the provider's https:// address"),
        ("https://login.microsoftonline.com/common/v2.0", "which lets every organisation in"),
        ("https://login.microsoftonline.com/organizations", "which lets every organisation in"),
    ],
)
def test_oidc_address_that_is_not_safe_is_refused(address: str, sentence: str, environment: Any) -> None:
    environment(**OIDC | {"OIDC_SERVER_URL": address})

    with pytest.raises(ImproperlyConfigured, match=sentence):
        oidc_apps(is_local=False)


def test_start_with_half_a_provider_ends_with_the_sentence() -> None:
    variables = os.environ | {"FTOP_DEBUG": "1", "OIDC_CLIENT_ID": "ftop", "DJANGO_SETTINGS_MODULE": "ftop.settings"}

    start = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )

    assert start.returncode == 1
    assert start.stderr == (
        "FTOP Notes cannot start: OIDC_SERVER_URL and OIDC_CLIENT_SECRET must be set as well: sign-in by OpenID "
        "Connect needs all of OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, or none of them.\n"
    )
