"""The database of the tests: a cluster of their own, started when the first test asks for a database."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from ftop import embedded_postgres


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Run the cluster around pytest-django's own set-up; each xdist worker counts as a user of its own."""
    if not settings.USES_EMBEDDED_POSTGRES:
        yield
        return
    with embedded_postgres.running(settings.EMBEDDED_POSTGRES_DIR, is_durable=False):
        yield
