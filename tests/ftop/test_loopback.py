import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from ftop.loopback import is_loopback, loopback_only


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_this_machine_is_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "10.0.0.7", "ftop.example", "127.0.0.1.example"])  # noqa: S104
def test_everything_else_is_not_loopback(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("192.0.2.7", 403), ("", 403)])
def test_demo_answers_this_machine_only(rf: RequestFactory, address: str, status: int) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("page")

    assert loopback_only(page)(rf.get("/", REMOTE_ADDR=address)).status_code == status
