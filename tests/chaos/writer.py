"""A person at work: opens forms, types, publishes, sends again what did not come through."""

import random
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from typing import TypeVar

from tests.chaos.browser import Answer, Browser
from tests.chaos.page_form import PageForm
from tests.chaos.record import Content, Publish, Record
from tests.chaos.stored import SECTION_FIELDS, Person
from tests.chaos.tab import Tab

Found = TypeVar("Found")

WORKLOADS = ("EXO", "SPO", "TEAMS", "INTUNE", "AADP")
# How long somebody goes on trying once the servers run again; then it counts as lost.
LAST_PATIENCE_SECONDS = 60.0
FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS = 0.2, 2.0  # a tenth of the page's: a minute has to do


class Writer(Thread):
    """Writes note after note until `is_over` is set, and finishes the one at hand."""

    def __init__(self, number: int, person: Person, port: int, record: Record, seed: int, is_over: Event) -> None:
        super().__init__(name=f"writer {number}", daemon=True)
        self.number = number
        self.person = person
        self.record = record
        self.chance = random.Random(seed)
        self.is_over = is_over
        self.browser = Browser(port, person, record)
        self.words = 0

    def run(self) -> None:
        try:
            self._until(self.browser.sign_in)
            while not self.is_over.is_set():
                self.write_note()
            for timer in self.browser.late:
                timer.join(LAST_PATIENCE_SECONDS)
        except TimeoutError:
            self.record.surprise(f"{self.name} did not come through within {LAST_PATIENCE_SECONDS:.0f} s of calm")
        except Exception as error:  # a bug of this program must not look like a quiet server
            self.record.surprise(f"{self.name} broke: {error!r}")

    def write_note(self) -> None:
        is_summary = self.chance.random() < 0.3
        customer = self.chance.choice(self.person.customers)
        place = f"/customers/{customer}/{'exec-summaries' if is_summary else 'notes'}/new/"
        tab = Tab(self.browser, self._until(lambda: self.browser.form(place)), self.chance)
        other = None
        for step in range(self.chance.randint(2, 5)):
            self._fill(tab, is_last=False)
            self._save(tab)
            if step == 0 and self.chance.random() < 0.25:
                other = self._second_tab(tab, place)
            elif other:
                self._fill(other, is_last=False)
                self._save(other)
            if not self.is_over.is_set():
                time.sleep(self.chance.uniform(0.05, 0.4))
        for window in (tab, other):
            if window:
                self._fill(window, is_last=True)
        self._end(tab, other)

    def _end(self, tab: Tab, other: Tab | None) -> None:
        what = self.chance.random()
        if what < 0.15:  # left open: the draft is all there is
            self._save(tab)
        elif other:  # published in both windows at the same moment, with different words
            self._at_once(lambda: self._publish(tab), lambda: self._publish(other))
        elif what < 0.35:  # a double click
            self._at_once(lambda: self._publish(tab), lambda: self._publish(tab, is_again=True))
        else:
            self._publish(tab)

    def _fill(self, tab: Tab, *, is_last: bool) -> None:
        """Type on. A form's last state is complete, so that it can be published."""
        words = self._words()
        risk = f"Risk {words}" if is_last and self.chance.random() < 0.3 else ""
        if tab.kind == "overall":
            tab.type(text=f"{words}\n\nSecond paragraph: “quoted”, 100 % & <plain>.")
            tab.type(actions__0__text=f"Do {words}", actions__0__due_on="2031-01-31")
            if risk:
                tab.type(is_escalated="on", risk__kind="escalation", risk__title=risk, risk__severity="high")
            return
        tab.type(**{name: f"{name} {words}" for name in ("customer_description", "relationship", "support_requests")})
        tab.type(engagement_status="reactive", deployment_progress="partially_deployed")
        tab.type(**{f"workload_{code}": f"{code} {words}" for code in self.chance.sample(WORKLOADS, 2)})
        # Ticks are left as the page sets them: open risks are called out, and one more keeps the box from being empty.
        tab.type(new_risks__0__title=f"Risk {words}", new_risks__0__kind="issue", new_risks__0__severity="low")

    def _words(self) -> str:
        self.words += 1
        return f"w{self.number}-{self.words}-{self.chance.randrange(10**9)}"

    def _save(self, tab: Tab) -> None:
        """Save until it is kept; in a conflict this window's words win, knowing the other's."""
        wait = FIRST_RETRY_SECONDS
        for _ in self._tries():
            answer = tab.save()
            if answer.status == 200 or tab.is_over:
                return
            if answer.status == 409:
                tab.version = _version_in(answer)
                continue
            if not answer.is_passing:
                return
            if self.chance.random() < 0.4:  # typed on meanwhile
                self._fill(tab, is_last=False)
            self._rest(wait)
            wait = min(wait * 2, LAST_RETRY_SECONDS)

    def _second_tab(self, tab: Tab, place: str) -> Tab | None:
        form = self.browser.form(f"{place}?draft={tab.key}")
        return Tab(self.browser, form, self.chance) if form and form.draft["version"] != "0" else None

    def _publish(self, tab: Tab, *, is_again: bool = False) -> None:
        """Send until the server answers. Published before with other words, it becomes another note or is let go."""
        wait = FIRST_RETRY_SECONDS
        fields = list(tab.fields)
        is_htmx = tab.kind == "overall" and self.chance.random() < 0.5
        for _ in self._tries():
            publish = Publish(dict(fields)["key"], self._content(tab, fields), is_again=is_again)
            self.record.sent(publish)
            body = [*fields, ("written_by", tab.written_by)]
            answer = tab.send(tab.action, body, what="publish", is_htmx=is_htmx)
            is_again = True
            if answer.status == 302 or (answer.status == 200 and 'id="note-said"' in answer.body):
                publish.is_acknowledged = True
                return
            if answer.status == 409:
                if self.chance.random() < 0.3:
                    return
                fields = _with(fields, "key", dict(PageForm(answer.body).fields)["key"])
                is_again = False
                continue
            if not answer.is_passing:
                self.record.surprise(f"A note was answered {answer.status}: {_errors_in(answer.body)}")
                return
            if self.chance.random() < 0.15:  # changed meanwhile, and sent with the same key
                fields = _with(fields, "text" if tab.kind == "overall" else "relationship", self._words())
            self._rest(wait)
            wait = min(wait * 2, LAST_RETRY_SECONDS)

    def _content(self, tab: Tab, fields: list[tuple[str, str]]) -> Content:
        """What the note must be when the form is sent so."""
        typed = {name: value for name, value in fields if value}
        details = {n: v for n, v in typed.items() if n in SECTION_FIELDS or n.startswith("workload_")}
        action = typed.get("actions-0-text")
        risk = typed.get("risk-title") or typed.get("new_risks-0-title")
        return Content(
            customer=tab.customer,
            author=self.person.pk,
            kind=tab.kind,
            happened_on=typed["happened_on"],
            text=typed.get("text", ""),
            actions=((action, typed["actions-0-due_on"], self.person.name),) if action else (),
            risks=(risk,) if risk else (),
            details=tuple(sorted(details.items())),
        )

    def _until(self, act: Callable[[], Found | None]) -> Found:
        for _ in self._tries():
            if found := act():
                return found
            self._rest(FIRST_RETRY_SECONDS)
        raise TimeoutError

    def _tries(self) -> Iterator[None]:
        """Go on as long as the servers are being killed, and then long enough for whatever waits."""
        deadline = None
        while deadline is None or time.monotonic() < deadline:
            if deadline is None and self.is_over.is_set():
                deadline = time.monotonic() + LAST_PATIENCE_SECONDS
            yield
        raise TimeoutError

    def _rest(self, seconds: float) -> None:
        time.sleep(self.chance.uniform(0.5, 1.0) * seconds)

    def _at_once(self, *acts: Callable[[], None]) -> None:
        with ThreadPoolExecutor(len(acts)) as pool:
            for done in [pool.submit(act) for act in acts]:
                done.result()


def _version_in(answer: Answer) -> int:
    found = re.search(r'"version": ?(\d+)', answer.body)
    return int(found[1]) if found else 0


def _with(fields: list[tuple[str, str]], changed: str, value: str) -> list[tuple[str, str]]:
    return [(name, value if name == changed else old) for name, old in fields]


def _errors_in(page: str) -> str:
    return " / ".join(
        " ".join(re.sub(r"<[^>]+>", " ", text).split())
        for text in re.findall(r'(?s)<[^>]+class="[^"]*(?:error|trouble|alert)[^"]*".*?</', page)
    )[:300]
