"""All that is measured on one database."""

import uuid
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.bench.fill import today
from tests.bench.load import Call, Client, Round, measure, middle
from tests.bench.processes import memory_megabytes
from tests.bench.site import Bench

MANY_CLIENTS = 8
WARM_REQUESTS = 500


@dataclass
class Figures:
    """What was measured; rounds by name."""

    size: str
    rounds: dict[str, Round] = field(default_factory=dict)
    many: dict[str, Round] = field(default_factory=dict)  # the same pages for eight clients at once
    statements: dict[str, int] = field(default_factory=dict)
    buffers: int = 0
    written_by_gets: int = 0
    memory: dict[int, float] = field(default_factory=dict)  # megabytes of the largest worker, by requests answered


def run(bench: Bench, options: Namespace, say: Callable[[str], None], *, is_largest: bool) -> Figures:
    """Measure on a filled database; only on the largest one also the floor's writes and the memory of many requests."""
    bench.site.start()
    try:
        found = bench.inside()
        figures = Figures(str(bench.size), statements=found["statements"], buffers=found["buffers"])
        measuring = Measuring(bench, options, say, found, figures)
        measuring.reads()
        measuring.writes()
        if is_largest:
            measuring.memory()
        return figures
    finally:
        bench.site.stop()


class Measuring:
    def __init__(
        self, bench: Bench, options: Namespace, say: Callable[[str], None], found: Any, figures: Figures
    ) -> None:
        self.bench, self.options, self.say = bench, options, say
        self.found, self.figures = found, figures
        self.app, self.database = bench.site.process.pid, bench.site.postmaster()

    def reads(self) -> None:
        """Pages for one client and for eight, the floor's page in turn with the app's."""
        before = self.bench.written_rows()
        first = Call(self.found["pages"]["customer page"][1], is_fragment=True)
        calls = {name: (who, Call(path)) for name, (who, path) in self.found["pages"].items()}
        calls |= {name: (who, Call(path)) for name, (who, path) in self.found["searches"].items()}
        calls |= {"first page of the timeline": ("fm", first)}
        calls |= {
            f"deep page {number}": ("fm", Call(path, is_fragment=True))
            for number, path in enumerate(self.found["deep"], 1)
        }
        page = self.client("fm").send(calls["customer page"][1])
        with self.bench.floor(len(page)) as (port, pid):
            rounds: dict[str, list[Round]] = {}
            for _ in range(self.options.repetitions):
                for name, (who, call) in calls.items():
                    rounds.setdefault(name, []).append(self.round(call, [self.client(who)]))
                floor = Call(calls["customer page"][1].path)
                rounds.setdefault("floor", []).append(self.round(floor, [self.client("fm", port)], app=pid))
        self.figures.rounds = {name: middle(each) for name, each in rounds.items()}
        for name in self.found["pages"]:
            who, call = calls[name]
            self.figures.many[name] = self.round(call, [self.client(who) for _ in range(MANY_CLIENTS)])
        self.figures.written_by_gets = self.bench.written_rows() - before

    def writes(self) -> None:
        """Notes with three next actions, by the app's form and by hand-written SQL in turn."""
        rounds: dict[str, list[Round]] = {"publish": [], "publish by hand": []}
        page = self.found["written_about"]
        with self.bench.floor(0) as (port, pid):
            for _ in range(self.options.repetitions):
                client = self.client("fm")
                client.send(Call(page))  # sets the CSRF cookie
                rounds["publish"].append(self.round(Call(self.found["publish"], form=note_form), [client]))
                by_hand = Call(page, form=note_form)
                rounds["publish by hand"].append(self.round(by_hand, [self.client("fm", port)], app=pid))
        self.figures.rounds |= {name: middle(each) for name, each in rounds.items()}

    def memory(self) -> None:
        """What the largest worker holds after some requests and after many, over the pages in turn."""
        calls = [(who, Call(path)) for who, path in self.found["pages"].values()]
        clients = {who: [self.client(who) for _ in range(2)] for who in self.found["sessions"]}
        answered = 0
        for until in (WARM_REQUESTS, self.options.soak):
            while answered < until:
                for who, call in calls:
                    answered += len(self.round(call, clients[who], count=WARM_REQUESTS // len(calls)).seconds)
            self.figures.memory[until] = max(memory_megabytes(pid) for pid in self.bench.site.workers())

    def client(self, who: str, port: int = 0) -> Client:
        return Client(port or self.bench.site.port, self.found["sessions"][who])

    def round(self, call: Call, clients: Sequence[Client], *, app: int = 0, count: int = 0) -> Round:
        outcome = measure(
            clients, call, count=count or self.options.requests, app=app or self.app, database=self.database
        )
        self.say(f"  {call.method} {call.path[:70]:<70} {outcome.cpu:7.2f} ms CPU {outcome.percentile(95):8.1f} ms p95")
        return outcome


def note_form() -> list[tuple[str, str]]:
    """A note with three next actions as the composer sends it; each says something else, or it would be saved once."""
    day, key = today(), str(uuid.uuid4())
    fields = [
        ("key", key),
        ("text", f"The partner rolled out {key}.\n\nThe network team will open the firewall by Friday. #adoption"),
        ("happened_on", day.isoformat()),
        ("actions-TOTAL_FORMS", "3"),
        ("actions-INITIAL_FORMS", "0"),
    ]
    for place in range(3):
        fields += [
            (f"actions-{place}-text", f"Follow up on step {place + 1}"),
            # Far off: what one run publishes must not stand on the Home that the next one measures.
            (f"actions-{place}-due_on", (day + timedelta(days=90)).isoformat()),
            (f"actions-{place}-owner", "Person Number 11"),
        ]
    return fields
