"""An OpenID Connect provider that really runs beside a test, with one company's people."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ftop.environment import oidc_apps

# Of the provider's own libraries; nothing of ours uses them.
IGNORED_WARNINGS = [
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]


@contextmanager
def running_provider() -> Iterator[str]:
    """Run the provider inside the block; its address."""
    from oidc_provider_mock import User as Claims
    from oidc_provider_mock import run_server_in_thread

    people = [
        Claims(sub="verified", claims={"email": "Oscar.Outsider@FTOP.example", "email_verified": True}),
        Claims(sub="unverified", claims={"email": "oscar.outsider@ftop.example"}),
        Claims(sub="stranger", claims={"email": "stranger@ftop.example", "email_verified": True}),
        Claims(sub="nameless", claims={}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


def use_provider(address: str, *, settings: Any, monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    """Set the app up as the environment variables of a company would."""
    usual = {"OIDC_SERVER_URL": address, "OIDC_CLIENT_ID": "ftop", "OIDC_CLIENT_SECRET": "secret"}
    for name, value in (usual | variables).items():
        monkeypatch.setenv(name, value)
    options = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": oidc_apps(is_local=True)}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": options}
