"""A small load from kept-alive connections, and what it cost."""

import http.client
import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode

from tests.bench.processes import cpu_seconds, spent

HOST = "127.0.0.1"
# What one round may take: a page that hangs ends the round, not the night.
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True)
class Call:
    """One request. With `form` it is a POST; `form` is asked anew for each, so that no note is sent twice."""

    path: str
    form: Callable[[], Sequence[tuple[str, str]]] | None = None
    is_fragment: bool = False

    @property
    def method(self) -> str:
        return "POST" if self.form else "GET"


@dataclass
class Round:
    """What came of one round: seconds of each request, bytes of the last body, CPU in milliseconds a request."""

    seconds: list[float] = field(default_factory=list)
    size: int = 0
    app_cpu: float = 0.0
    database_cpu: float = 0.0

    @property
    def cpu(self) -> float:
        return self.app_cpu + self.database_cpu

    def percentile(self, percent: int) -> float:
        """Milliseconds within which so many of a hundred requests were answered."""
        ordered = sorted(self.seconds)
        place = max(0, -(-len(ordered) * percent // 100) - 1)
        return ordered[place] * 1000


class Client:
    """One kept-alive connection, signed in by its cookie."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.cookies = port, {"sessionid": session}
        self.connection: http.client.HTTPConnection | None = None

    def send(self, call: Call) -> bytes:
        """Send and read the answer; raises RuntimeError where it is no 200, 204, 302 or 303, or asks to sign in."""
        headers = {"Host": f"{HOST}:{self.port}", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if call.is_fragment:
            headers["HX-Request"] = "true"
        if call.form:
            body = urlencode([("csrfmiddlewaretoken", self.cookies.get("csrftoken", "")), *call.form()])
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{HOST}:{self.port}/"}
        answer, content = self._answer(call, body, headers)
        for value in answer.headers.get_all("Set-Cookie") or []:
            if found := re.match(r"csrftoken=([^;]+)", value):
                self.cookies["csrftoken"] = found[1]
        if answer.status not in (200, 204, 302, 303) or "/login/" in (answer.headers["Location"] or ""):
            raise RuntimeError(f"{call.method} {call.path} was answered {answer.status}: {content[:300]!r}")
        return content

    def _answer(self, call: Call, body: str | None, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
        """A connection that rested may be closed by now: then a new one is opened, for a GET."""
        for is_last in (call.form is not None or self.connection is None, True):
            connection = self.connection or self._connect()
            try:
                connection.request(call.method, call.path, body, headers)
                answer = connection.getresponse()
                content = answer.read()
            except (http.client.HTTPException, OSError):
                connection.close()
                self.connection = None
                if is_last:
                    raise
                continue
            if answer.will_close:
                connection.close()
                self.connection = None
            return answer, content
        raise AssertionError

    def _connect(self) -> http.client.HTTPConnection:
        self.connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE_SECONDS)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.connection


def measure(clients: Sequence[Client], call: Call, *, count: int, app: int, database: int) -> Round:
    """Send `count` requests, spread over the clients, each waiting for its answer; app and database are pids."""
    outcome = Round()
    lock, left, wrong = threading.Lock(), [count], list[BaseException]()

    def work(client: Client) -> None:
        while True:
            with lock:
                if not left[0] or wrong:
                    return
                left[0] -= 1
            began = time.perf_counter()
            try:
                content = client.send(call)
            except Exception as error:  # told by the thread that waits
                wrong.append(error)
                return
            took = time.perf_counter() - began
            with lock:
                outcome.seconds.append(took)
                outcome.size = len(content)

    for client in clients:
        client.send(call)  # warm: the connection, the worker's templates, the database's pages
    before = cpu_seconds([app]), cpu_seconds([database])
    threads = [threading.Thread(target=work, args=(client,), daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    if wrong:
        raise wrong[0]
    if any(thread.is_alive() for thread in threads):
        raise RuntimeError(f"{call.path} was not answered in time.")
    after = cpu_seconds([app]), cpu_seconds([database])
    outcome.app_cpu, outcome.database_cpu = (
        spent(early, late) / count * 1000 for early, late in zip(before, after, strict=True)
    )
    return outcome


def middle(rounds: Sequence[Round]) -> Round:
    """The medians of several rounds, as one round; its seconds are those of all."""
    return Round(
        seconds=[second for each in rounds for second in each.seconds],
        size=rounds[-1].size,
        app_cpu=median(each.app_cpu for each in rounds),
        database_cpu=median(each.database_cpu for each in rounds),
    )
