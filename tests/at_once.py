"""Several people at the same moment: threads with connections of their own, and real locks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from ftop.lib.errors import RuleError, StaleVersion


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run the acts in threads that start together; return what each returned, or the refusal it met."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return act()
        except (RuleError, StaleVersion) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
