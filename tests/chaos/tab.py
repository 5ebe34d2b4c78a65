"""A form open in a window, kept as `static/js/keeper.js` keeps it."""

import json
import random
from uuid import uuid4

from tests.chaos.browser import PATIENCE, Answer, Browser
from tests.chaos.page_form import PageForm
from tests.chaos.record import Fields, Save, digest_of

LATE, GIVEN_UP = 0.1, 0.2  # of all sends
BESIDE = {"csrfmiddlewaretoken", "written_by"}


class Tab:
    """`kept` is what the person has typed, as name and value; `version` and `after` as the keeper has them."""

    def __init__(self, browser: Browser, form: PageForm, chance: random.Random) -> None:
        self.browser = browser
        self.chance = chance
        self.action = form.action
        self.kind, self.customer = form.draft["kind"], form.draft["customer"]
        self.version = int(form.draft["version"])
        self.after: list[str] = []
        self.written_by = dict(form.fields)["written_by"]
        self.fields = [(name, value) for name, value in form.fields if name not in BESIDE]
        self.is_over = False

    @property
    def key(self) -> str:
        return dict(self.fields)["key"]

    def type(self, **values: str) -> None:
        """Fill fields in, by their names with "__" for "-"."""
        new = {name.replace("__", "-"): value for name, value in values.items()}
        self.fields = [(name, new.pop(name, value)) for name, value in self.fields] + list(new.items())

    def save(self) -> Answer:
        """One autosave. What the person does about a conflict is up to the caller."""
        save = Save(self.key, self.version, digest_of(self.fields))
        token = str(uuid4())
        state = {"customer": self.customer, "kind": self.kind, "version": str(self.version), "token": token}
        state["after"] = " ".join(self.after)
        self.after = [*self.after, token][-20:]
        body = [*self.fields, ("written_by", self.written_by), *((f"draft-{n}", v) for n, v in state.items())]
        self.browser.record.sent(save)
        answer = self.send(f"/drafts/{self.key}/save/", body, what="save")
        if answer.status == 200:
            self.version = save.version = int(json.loads(answer.body)["version"])
            self.after = []
        elif answer.status == 410:
            self.is_over = True
        elif answer.status != 409 and not answer.is_passing:
            self.browser.record.surprise(f"A save was answered {answer.status}: {answer.body[:200]}")
        return answer

    def send(self, path: str, body: Fields, *, what: str, is_htmx: bool = True) -> Answer:
        """Send through a network that is bad at times: the answer is lost, or the request arrives late."""
        luck = self.chance.random()
        if luck < LATE:
            return self.browser.post_late(path, body, seconds=self.chance.uniform(0.2, 2), what=what)
        patience = self.chance.uniform(0.005, 0.15) if luck < LATE + GIVEN_UP else PATIENCE
        return self.browser.post(path, body, is_htmx=is_htmx, patience=patience, what=what)
