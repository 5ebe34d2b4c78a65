"""Which failures are the database's absence: that passes, and the page says so."""

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.test import RequestFactory

from ftop.views.errors import server_error


@pytest.mark.parametrize(
    "error, status, heading",
    [
        (OperationalError("refused"), 503, "The database does not answer just now"),
        (InterfaceError("connection already closed"), 503, "The database does not answer just now"),
        (DatabaseError("server closed the connection unexpectedly"), 503, "The database does not answer just now"),
        (IntegrityError("twice"), 500, "Something went wrong on our side"),
        (ValueError("a mistake of ours"), 500, "Something went wrong on our side"),
    ],
)
def test_failure_says_whether_it_passes(error: Exception, status: int, heading: str, rf: RequestFactory) -> None:
    try:
        raise error
    except Exception:
        response = server_error(rf.get("/"))
    assert (response.status_code, response.content.decode().count(f"<h1>{heading}</h1>")) == (status, 1)
