"""One person's browser: cookies, forms, patience. Whatever goes wrong on the way is an answer, too."""

import http.client
from collections.abc import Sequence
from contextlib import closing
from http.cookies import SimpleCookie
from threading import Timer
from typing import NamedTuple
from urllib.parse import urlencode

from tests.chaos.page_form import PageForm
from tests.chaos.record import Record
from tests.chaos.stored import Person

PATIENCE = 20.0  # seconds, as in draft_requests.js


class Answer(NamedTuple):
    """`status` 0: none came, but the request may have arrived."""

    status: int
    body: str = ""
    location: str = ""

    @property
    def is_passing(self) -> bool:
        """Whether a browser sends it again by itself."""
        return self.status in (0, 429) or self.status >= 500


class Browser:
    def __init__(self, port: int, person: Person, record: Record) -> None:
        self.port = port
        self.person = person
        self.record = record
        self.cookies: dict[str, str] = {}
        self.late: list[Timer] = []

    def sign_in(self) -> bool:
        """One try; the cookies of a page are what the form of signing in needs."""
        if self.get("/accounts/login/").status != 200:
            return False
        return self.post("/people/demo/", [("person", str(self.person.pk))]).status == 302

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, "page")

    def form(self, path: str) -> PageForm | None:
        answer = self.get(path)
        form = PageForm(answer.body) if answer.status == 200 else None
        return form if form and form.is_there else None

    def post(
        self,
        path: str,
        fields: Sequence[tuple[str, str]],
        *,
        is_htmx: bool = False,
        patience: float = PATIENCE,
        what: str = "page",
    ) -> Answer:
        body = urlencode([(name, value) for name, value in fields if name != "csrfmiddlewaretoken"])
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
        }
        if is_htmx:
            headers["HX-Request"] = "true"
        return self._ask("POST", path, what, body=body, headers=headers, patience=patience)

    def post_late(self, path: str, fields: Sequence[tuple[str, str]], *, seconds: float, what: str) -> Answer:
        """Something on the way holds the request back until long after the page gave it up."""
        timer = Timer(seconds, lambda: self.post(path, fields, is_htmx=True, what=f"late {what}"))
        self.late.append(timer)
        timer.start()
        return Answer(0)

    def _ask(
        self,
        method: str,
        path: str,
        what: str,
        *,
        body: str | None = None,
        headers: dict[str, str] | None = None,
        patience: float = PATIENCE,
    ) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            # A connection of its own each time: a worker that dies must cost no more than what it was doing.
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)) as client:
                client.request(method, path, body=body, headers={"Cookie": cookie, **(headers or {})})
                response = client.getresponse()
                answer = Answer(response.status, response.read().decode(), response.headers.get("Location") or "")
                self._keep_cookies(response.headers.get_all("Set-Cookie") or [])
        except TimeoutError:
            self.record.count(self.record.answers, f"{what}: given up")
            return Answer(0)
        except (OSError, http.client.HTTPException):
            self.record.count(self.record.answers, f"{what}: no connection")
            return Answer(0)
        self.record.count(self.record.answers, f"{what}: {answer.status}")
        if answer.status == 500:  # a database that does not answer is 503
            self.record.surprise(f"{path} was answered 500")
        return answer

    def _keep_cookies(self, lines: Sequence[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
