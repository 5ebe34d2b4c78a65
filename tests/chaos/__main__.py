"""Run it: `python -m tests.chaos --help`. Ends with 1 where anything acknowledged is not there exactly once."""

import random
import re
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from threading import Event

from tests.chaos.check import Verdict, check
from tests.chaos.record import Record
from tests.chaos.site import Killer, Site, free_port
from tests.chaos.stored import Database
from tests.chaos.writer import LAST_PATIENCE_SECONDS, Writer


def main() -> int:
    options = _options()
    record, is_over = Record(), Event()
    say(f"seed {options.seed}, {options.clients} clients, {options.seconds:.0f} s; starting the server …")
    with tempfile.TemporaryDirectory(prefix="ftop-chaos-") as directory:
        site = Site(Path(directory), options.port or free_port())
        try:
            site.start()
            database = Database(site.home)
            before = database.stored()
            people = database.people()
            chance = random.Random(options.seed)
            writers = [
                Writer(n, people[n % len(people)], site.port, record, chance.randrange(2**32), is_over)
                for n in range(options.clients)
            ]
            killer = Killer(site, record, chance.randrange(2**32), is_over)
            _run(options.seconds, writers, killer, is_over)
            stored = database.stored().since(before)
        finally:
            site.stop()
        verdict = check(record, stored)
        say(_table(record, verdict, len(stored.drafts)))
        bad = record.surprises + verdict.violations
        say("".join(f"  {sentence}\n" for sentence in bad))
        say(_errors_of(site.log) if bad else "Nothing acknowledged was lost, nothing is there twice.")
    return 1 if bad else 0


def _run(seconds: float, writers: list[Writer], killer: Killer, is_over: Event) -> None:
    for thread in (*writers, killer):
        thread.start()
    time.sleep(seconds)
    is_over.set()
    deadline = time.monotonic() + 2 * LAST_PATIENCE_SECONDS
    for thread in (killer, *writers):
        thread.join(max(deadline - time.monotonic(), 0))


def _table(record: Record, verdict: Verdict, draft_count: int) -> str:
    saves = [save for save in record.saves if save.version]
    publishes = record.publishes
    acknowledged = {publish.key for publish in publishes if publish.is_acknowledged}
    rows = [
        ("killed: workers, postmasters, backends", *(record.kills[w] for w in ("worker", "postmaster", "backend"))),
        ("saves: sent, acknowledged", len(record.saves), len(saves)),
        ("  of them standing, followed by a later one", verdict.saves_standing, verdict.saves_followed),
        ("  drafts: sent, found", len({save.draft for save in record.saves}), draft_count),
        ("notes: sent (with resends), resent", len(publishes), sum(publish.is_again for publish in publishes)),
        ("  keys: sent, acknowledged", len({publish.key for publish in publishes}), len(acknowledged)),
        ("  found: acknowledged, not acknowledged", verdict.notes_acknowledged, verdict.notes_unacknowledged),
        *((f"  answered {what}", count) for what, count in sorted(record.answers.items())),
        ("lost, doubled, broken", len(verdict.lost), len(verdict.doubled), len(verdict.broken)),
    ]
    return "".join(f"{what:<46}{''.join(f'{number:>8}' for number in numbers)}\n" for what, *numbers in rows)


def _errors_of(log: Path) -> str:
    """The errors in the server's log that are not the database's absence, with how often."""
    lines = re.findall(r"(?m)^([\w.]+(?:Error|Exception|Warning)\b[^\n]{0,120})", log.read_text(errors="replace"))
    found = Counter(line for line in lines if "OperationalError" not in line)
    return "".join(f"  in the log, {count} times: {line}\n" for line, count in found.most_common(12))


def _options() -> Namespace:
    parser = ArgumentParser(
        prog="make chaos", description="Clients write while servers are killed; then all is checked."
    )
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--port", type=int, default=0, help="any free one by default")
    return parser.parse_args()


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
