"""Reads the environment for the settings; a wrong value raises ImproperlyConfigured with what to set."""

import os
from typing import Any

from django.core.exceptions import ImproperlyConfigured

OIDC_REQUIRED = ("OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
# Addresses of Entra ID behind which anybody's directory stands: its e-mail addresses prove nothing.
OPEN_TENANTS = ("/common", "/organizations", "/consumers")
MIN_KEY_LENGTH = 50  # Django's own check, security.W009


def env_flag(name: str) -> bool:
    """Read an on/off variable: 1 is on, 0 or unset is off, everything else is refused."""
    value = os.environ.get(name, "0")
    if value not in {"0", "1", ""}:
        raise ImproperlyConfigured(f"{name} is '{value}'. Set it to 1 or 0.")
    return value == "1"


def env_list(name: str) -> list[str]:
    """Read a comma-separated variable; unset is an empty list."""
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


def env_number(name: str, default: int) -> int:
    """Read a whole number of zero or more; unset is the default."""
    value = os.environ.get(name, "") or str(default)
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is '{value}'. Set it to a whole number, such as {default}.")
    return int(value)


def refuse_weak_key(key: str) -> None:
    """Raise ImproperlyConfigured where the key that signs sessions and password links could be guessed."""
    if len(key) < MIN_KEY_LENGTH:
        state = f"is only {len(key)} characters long" if key else "is not set"
        raise ImproperlyConfigured(
            f"SECRET_KEY {state}. Set it to a random text of {MIN_KEY_LENGTH} characters or more, such as what "
            '`python3 -c "import secrets; print(secrets.token_urlsafe(50))"` prints.'
        )


def mail_settings() -> dict[str, Any]:
    """Return Django's mail settings: the server in EMAIL_HOST, or the console while none is named."""
    host = os.environ.get("EMAIL_HOST", "")
    sender = os.environ.get("DEFAULT_FROM_EMAIL", "")
    if not host:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
            "DEFAULT_FROM_EMAIL": sender or "FTOP Notes <ftop-notes@localhost>",
        }
    if not sender:
        raise ImproperlyConfigured(
            "EMAIL_HOST is set but DEFAULT_FROM_EMAIL is not. Set it to the sender's address of invitations and "
            "password mails, such as FTOP Notes <ftop-notes@example.com>."
        )
    use_tls, use_ssl = env_flag("EMAIL_USE_TLS"), env_flag("EMAIL_USE_SSL")
    if use_tls and use_ssl:
        raise ImproperlyConfigured(
            "EMAIL_USE_TLS and EMAIL_USE_SSL are both 1. Keep EMAIL_USE_TLS for port 587, EMAIL_USE_SSL for port 465."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": env_number("EMAIL_PORT", 465 if use_ssl else 587 if use_tls else 25),
        "EMAIL_HOST_USER": os.environ.get("EMAIL_HOST_USER", ""),
        "EMAIL_HOST_PASSWORD": os.environ.get("EMAIL_HOST_PASSWORD", ""),
        "EMAIL_USE_TLS": use_tls,
        "EMAIL_USE_SSL": use_ssl,
        "EMAIL_TIMEOUT": 10,  # an invitation waits for the mail server, and somebody waits for the page
        "DEFAULT_FROM_EMAIL": sender,
    }


def oidc_apps(*, is_local: bool) -> list[dict[str, Any]]:
    """Return the OpenID Connect provider as allauth's list of apps; empty while none of its variables is set."""
    given = {name: os.environ.get(name, "").strip() for name in OIDC_REQUIRED}
    if not any(given.values()):
        return []
    missing = [name for name in OIDC_REQUIRED if not given[name]]
    if missing:
        raise ImproperlyConfigured(
            f"{' and '.join(missing)} must be set as well: sign-in by OpenID Connect needs all of "
            f"{', '.join(OIDC_REQUIRED)}, or none of them."
        )
    server_url = given["OIDC_SERVER_URL"].rstrip("/")
    _check_server_url(server_url, is_local=is_local)
    trusted_domains = env_list("OIDC_EMAIL_DOMAINS")
    return [
        {
            "provider_id": "company",
            "name": os.environ.get("OIDC_NAME", "") or "company account",
            "client_id": given["OIDC_CLIENT_ID"],
            "secret": given["OIDC_CLIENT_SECRET"],
            "settings": {
                "server_url": server_url,
                # Entra ID says nothing about verification. Addresses of these domains are taken as verified.
                **({"verified_email": trusted_domains} if trusted_domains else {}),
            },
        }
    ]


def _check_server_url(server_url: str, *, is_local: bool) -> None:
    if not server_url.startswith("https://") and not is_local:
        raise ImproperlyConfigured(
            f"OIDC_SERVER_URL is '{server_url}'. Set it to the provider's https:// address, such as "
            "https://login.microsoftonline.com/<tenant id>/v2.0."
        )
    if any(part in f"{server_url}/" for part in (f"{tenant}/" for tenant in OPEN_TENANTS)):
        raise ImproperlyConfigured(
            f"OIDC_SERVER_URL is '{server_url}', which lets every organisation in. Put your own tenant id in its place."
        )
