"""The demo's time: acts are planned for days relative to the loading, and done in order."""

import heapq
import itertools
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from ftop.accounts.models import User


class Clock:
    """Turns days relative to the loading into moments, and calls what was planned for them in order."""

    def __init__(self, *, now: datetime, people: list[User]) -> None:
        self.now = now
        # The earliest "today" of the cast, so that nobody writes about tomorrow.
        self.today = min(person.day_of(now) for person in people)
        self._plan: list[tuple[datetime, int, Callable[[datetime], object]]] = []
        self._order = itertools.count()

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def at(self, days_ago: int, hour: int, act: Callable[[datetime], object]) -> None:
        """Plan an act; `hour` is in UTC, where the working days of the cast overlap."""
        moment = datetime.combine(self.day(days_ago), time(hour), tzinfo=self.now.tzinfo)
        heapq.heappush(self._plan, (min(moment, self.now), next(self._order), act))

    def run(self) -> None:
        while self._plan:
            moment, _, act = heapq.heappop(self._plan)
            act(moment)
